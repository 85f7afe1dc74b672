import type { ImageUse } from "../model/resource.ts";
import type { Scalar, Setting } from "../model/setting.ts";
import { nothingAt, textIn, withSettings, type Node } from "./node.ts";
import type { Way } from "./resource-type.ts";
import { disablingMeanings, readSwitch } from "./switches.ts";

const namespace = "aws:autoscaling:launchconfiguration";
const option = "DisableIMDSv1";

const eitherTokens: readonly Scalar[] = ["optional", "required"];

/** How the provider spells one option setting. */
export interface OptionKeys {
  readonly group: string;
  readonly name: string;
}

/**
 * The environment's own setting, else that of its configuration template, else its platform's image decides.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-ec2-imds.html
 */
export function disableWays(node: Node, keys: OptionKeys): readonly Way[] {
  const own = disableSetting(node, keys);
  const setting = own.state === "absent" ? (templateSetting(node, keys) ?? own) : own;
  const image = platformImage(node);
  const undecided = setting.state === "absent" && image === undefined;
  const httpTokens: Setting = undecided ? { state: "unknown", why: `${option} is not set, and the platform is not known`, oneOf: eitherTokens, at: node.at, trail: [] } : setting;
  return [{ ...nothingAt(node), settings: withSettings(node.at, { httpTokens }), links: [], image: image ?? { state: "absent" } }];
}

function disableSetting(node: Node, { group, name }: OptionKeys): Setting {
  const { nodes, undecided } = node.nested(group);
  const found = nodes.findLast((setting) => textIn(setting, name) === option && textIn(setting, "namespace") === namespace);
  if (found !== undefined) return readSwitch(found.setting("value"), option, disablingMeanings);
  const doubtful = nodes.map((setting) => setting.setting(name)).find(({ state }) => state === "unknown");
  if (doubtful !== undefined) return { state: "unknown", why: "it is not known which option a setting sets", oneOf: eitherTokens, at: doubtful.at, trail: [] };
  return undecided === undefined ? { state: "absent", at: node.at } : { ...undecided, oneOf: eitherTokens };
}

/** What the configuration template of the same code says. */
function templateSetting(node: Node, keys: OptionKeys): Setting | undefined {
  const written = node.setting("template_name");
  const template = node.referred("template_name");
  if (written.state === "absent") return undefined;
  if (template === undefined) return { state: "unknown", why: "its configuration template is not among the scanned files", oneOf: eitherTokens, at: written.at, trail: [] };
  const setting = disableSetting(template.node, keys);
  return setting.state === "absent" ? undefined : setting;
}

/** Platforms of Amazon Linux 2023 are built on its image; undefined where the platform is not known. */
function platformImage(node: Node): ImageUse | undefined {
  for (const name of ["solution_stack_name", "platform_arn"]) {
    const text = textIn(node, name) ?? lookedUp(node, name);
    if (text === undefined) continue;
    const { at } = node.setting(name);
    if (/Amazon Linux 2023/.test(text)) return { state: "described", by: "image-name", patterns: ["al2023-ami-*"], at, trail: [{ at, note: `its platform is ${text}` }] };
    return { state: "unknown", why: `nothing is known of the image of ${text}`, at, trail: [] };
  }
  return undefined;
}

/** The pattern by which `data.aws_elastic_beanstalk_solution_stack` picks a platform. */
function lookedUp(node: Node, name: string): string | undefined {
  const referred = node.referred(name);
  return referred?.type === "aws_elastic_beanstalk_solution_stack" ? textIn(referred.node, "name_regex") : undefined;
}
