import type { ImageUse } from "../model/resource.ts";
import type { Hop, Scalar, Setting, SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { linksIn, plainKeys } from "./links.ts";
import { nothingAt, textIn, withSettings, type Node } from "./node.ts";
import type { Way } from "./resource-type.ts";

/** What EKS launches for a family of AMI types, and what its own launch template sets: used only when no template is given. */
interface Family {
  readonly prefix: string;
  readonly words: string;
  /** The SSM parameter under which EKS publishes the image; undefined where nothing is known of its support for IMDS. */
  readonly parameter?: string;
  readonly hopLimit?: number;
  /** EKS documents no values for its nodes, and neither does the image. */
  readonly undocumented?: true;
}

/**
 * Tokens follow the image: Amazon Linux 2023 requires them, Amazon Linux 2 does not. The hop limit is set by EKS: 1 for
 * Amazon Linux 2023, 2 in general.
 * https://docs.aws.amazon.com/eks/latest/userguide/al2023.html
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
const families: readonly Family[] = [
  { prefix: "AL2023", words: "Amazon Linux 2023", parameter: "/aws/service/eks/optimized-ami/*/amazon-linux-2023/x86_64/standard/recommended", hopLimit: 1 },
  { prefix: "AL2_", words: "Amazon Linux 2", parameter: "/aws/service/eks/optimized-ami/*/amazon-linux-2/recommended", hopLimit: 2 },
  { prefix: "WINDOWS", words: "Windows", hopLimit: 2 },
  { prefix: "BOTTLEROCKET", words: "Bottlerocket", undocumented: true },
];

/** A managed node group launches through its template, else through one that EKS makes for its `ami_type`. */
export function nodeGroupWays(node: Node): readonly Way[] {
  const links = linksIn(node.nested("launch_template"), plainKeys);
  const chosen = familyOf(node);
  const image = typeof chosen === "string" ? undefined : imageOfFamily(chosen.family, chosen.at, chosen.trail);
  const nothing = nothingAt(node);
  if (links.length > 0) return [{ ...nothing, links, image: image ?? { state: "absent" } }];
  if (typeof chosen === "string") return [{ ...nothing, settings: withSettings(node.at, doubts(chosen, node.at)), links, image: { state: "absent" } }];
  const { family, at, trail } = chosen;
  const hop: Setting | undefined = family.hopLimit === undefined ? undefined : { state: "known", value: family.hopLimit, at, trail: [...trail, { at, note: `the default of EKS for ${family.words} nodes without a launch template is ${String(family.hopLimit)}` }], byDefault: true };
  const unknown = family.undocumented === true ? doubts(`EKS does not document it for ${family.words} nodes`, at) : {};
  const settings = withSettings(at, { ...unknown, ...(hop === undefined ? {} : { httpPutResponseHopLimit: hop }) });
  const note = `EKS sets a hop limit of ${String(family.hopLimit)} on ${family.words} nodes that have no launch template`;
  const remarks = hop === undefined ? [] : [{ at, note, setting: "httpPutResponseHopLimit" as const }];
  return [{ ...nothing, settings, links, image: image ?? { state: "absent" }, remarks }];
}

/** What EKS decides by the family of the image. */
function doubts(why: string, at: Place): Readonly<Partial<Record<SettingName, Setting>>> {
  const unknown = (oneOf: readonly Scalar[]): Setting => ({ state: "unknown", why, oneOf, at, trail: [], byDefault: true });
  return { httpTokens: unknown(["optional", "required"]), httpPutResponseHopLimit: unknown([1, 2]) };
}

function imageOfFamily(family: Family, at: Place, trail: readonly Hop[]): ImageUse | undefined {
  return family.parameter === undefined ? undefined : { state: "described", by: "ssm-parameter", patterns: [family.parameter], at, trail };
}

interface Chosen {
  readonly family: Family;
  readonly at: Place;
  readonly trail: readonly Hop[];
}

/** The family of `ami_type`, or of the default for the Kubernetes version; else why it is not known. */
function familyOf(node: Node): Chosen | string {
  const type = textIn(node, "ami_type");
  const written = node.setting("ami_type");
  const { at } = written;
  if (type !== undefined) {
    const family = families.find(({ prefix }) => type.startsWith(prefix));
    return family === undefined ? `nothing is known of nodes with the ${node.spelled("ami_type")} ${type}` : { family, at, trail: [{ at, note: `EKS launches ${family.words} nodes for ${type}` }] };
  }
  return written.state === "unknown" ? written.why : defaultFamily(node);
}

/** Amazon Linux 2023 is the default from Kubernetes 1.30 on: https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-ami.html */
function defaultFamily(node: Node): Chosen | string {
  const version = textIn(node, "version");
  const minor = /^1\.(\d+)/.exec(version ?? "")?.[1];
  const [modern, old] = families;
  if (minor === undefined || modern === undefined || old === undefined) return `no ${node.spelled("ami_type")} is written, and the default depends on the cluster's Kubernetes version`;
  const family = Number(minor) >= 30 ? modern : old;
  return { family, at: node.at, trail: [{ at: node.setting("version").at, note: `EKS launches ${family.words} nodes by default with Kubernetes ${version ?? ""}` }] };
}
