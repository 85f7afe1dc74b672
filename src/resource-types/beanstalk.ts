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
  const image = platformImage(node) ?? templatePlatform(node);
  const undecided = setting.state === "absent" && image === undefined;
  const httpTokens: Setting = undecided ? { state: "unknown", why: `${option} is not set, and the platform is not known`, oneOf: eitherTokens, at: node.at, trail: [], byDefault: true } : setting;
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

/** An environment without a platform has that of its configuration template, which stands in the same code. */
function templatePlatform(node: Node): ImageUse | undefined {
  const template = node.referred("template_name")?.node;
  const image = template && platformImage(template);
  const { at } = node.setting("template_name");
  return image === undefined || image.state === "absent" ? undefined : { ...image, trail: [...image.trail, { at, note: "the platform of its configuration template" }] };
}

/** The images on which platforms are built, by words in the name of the platform. */
const families: readonly (readonly [RegExp, string])[] = [
  [/Amazon Linux 2023(?![\d…])/, "al2023-ami-*"],
  [/Amazon Linux 2(?![\d.…])/, "amzn2-ami-*"],
  [/Amazon Linux 201\d\.\d\d/, "amzn-ami-*"],
];

/**
 * Platforms of Amazon Linux are built on its images; undefined where the platform is not known.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html
 */
function platformImage(node: Node): ImageUse | undefined {
  for (const name of ["solution_stack_name", "platform_arn"]) {
    const setting = node.setting(name);
    const text = textIn(node, name) ?? lookedUp(node, name) ?? node.certainText?.(name);
    if (text === undefined) continue;
    const { at } = setting;
    const pattern = families.find(([words]) => words.test(text))?.[1];
    if (pattern !== undefined) return { state: "described", by: "image-name", patterns: [pattern], at, trail: [{ at, note: `its platform is ${text}` }] };
    return { state: "unknown", why: `nothing is known of the image of ${text}`, at, trail: [] };
  }
  return undefined;
}

/** The pattern by which `data.aws_elastic_beanstalk_solution_stack` picks a platform. */
function lookedUp(node: Node, name: string): string | undefined {
  const referred = node.referred(name);
  return referred?.type === "aws_elastic_beanstalk_solution_stack" ? textIn(referred.node, "name_regex") : undefined;
}
