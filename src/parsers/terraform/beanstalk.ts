import type { ImageUse } from "../../model/resource.ts";
import type { Scalar, Setting } from "../../model/setting.ts";
import { bodyNode, textIn, type Field, type Node } from "./node.ts";
import type { Reading } from "./references.ts";
import { nodeOf, nothingAt, type Way } from "./resource-type.ts";
import { toSetting, withSettings } from "./settings.ts";
import { readSwitch, type Meanings } from "./switches.ts";

const namespace = "aws:autoscaling:launchconfiguration";
const option = "DisableIMDSv1";

/** `true` disables version 1; `false` allows both, also where the platform's image would not. */
export const disableMeanings: Meanings = { true: "required", false: "optional" };
const eitherTokens: readonly Scalar[] = ["optional", "required"];

/** How the provider spells one option setting. */
export interface OptionKeys {
  readonly group: string;
  readonly name: string;
}

const ownKeys: OptionKeys = { group: "setting", name: "name" };

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-ec2-imds.html */
export function beanstalkWays(reading: Reading): readonly Way[] {
  return optionSettingWays(nodeOf(reading), ownKeys);
}

/** The environment's own setting, else that of its configuration template, else its platform's image decides. */
export function optionSettingWays(node: Node, keys: OptionKeys): readonly Way[] {
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
  if (found !== undefined) {
    const { value, at } = found.field("value");
    return readSwitch(toSetting(value, at), option, disableMeanings);
  }
  const doubtful = nodes.map((setting) => setting.field(name)).find((field) => !isKnown(field));
  if (doubtful !== undefined) return { state: "unknown", why: `it is not known which option a setting sets`, oneOf: eitherTokens, at: doubtful.at, trail: [] };
  return undecided === undefined ? { state: "absent", at: node.at } : { ...undecided, oneOf: eitherTokens };
}

function isKnown({ value }: Field): boolean {
  return value.kind === "scalar";
}

/** What the configuration template of the same code says. */
function templateSetting(node: Node, keys: OptionKeys): Setting | undefined {
  const { value, at, written } = node.field("template_name");
  if (!written || (value.kind === "scalar" && value.value === null)) return undefined;
  if (value.kind !== "reference") return { state: "unknown", why: "its configuration template is not among the scanned files", oneOf: eitherTokens, at, trail: [] };
  const { declared, evaluate } = value.owner;
  const template = bodyNode(declared.block.body, at, { source: declared.source, bindings: value.instance?.bindings ?? new Map() }, evaluate);
  const setting = disableSetting(template, keys);
  return setting.state === "absent" ? undefined : setting;
}

/** Platforms of Amazon Linux 2023 are built on its image; undefined where the platform is not known. */
function platformImage(node: Node): ImageUse | undefined {
  for (const name of ["solution_stack_name", "platform_arn"]) {
    const text = textIn(node, name) ?? lookedUp(node, name);
    if (text === undefined) continue;
    const { at } = node.field(name);
    if (/Amazon Linux 2023/.test(text)) return { state: "described", by: "image-name", patterns: ["al2023-ami-*"], at, trail: [{ at, note: `its platform is ${text}` }] };
    return { state: "unknown", why: `nothing is known of the image of ${text}`, at, trail: [] };
  }
  return undefined;
}

/** The pattern by which `data.aws_elastic_beanstalk_solution_stack` picks a platform. */
function lookedUp(node: Node, name: string): string | undefined {
  const { value, at } = node.field(name);
  if (value.kind !== "reference" || value.owner.declared.block.labels[0]?.value !== "aws_elastic_beanstalk_solution_stack") return undefined;
  const { declared, evaluate } = value.owner;
  return textIn(bodyNode(declared.block.body, at, { source: declared.source, bindings: new Map() }, evaluate), "name_regex");
}
