import type { ImageUse, Kind, Link, Presence, Resource } from "../../model/resource.ts";
import { launchSettings, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { headerOf, valueOf } from "./blocks.ts";
import { existing, type Existing, type ModuleInstance } from "./instances.ts";
import type { Declared } from "./module.ts";
import { scopeOf } from "./repetition.ts";
import { keyOf, type Outcome } from "./outcome.ts";
import { placementOf } from "./placement.ts";
import type { Question } from "./question.ts";
import { groupLinks, imageOf, templateLinks, type Reading } from "./references.ts";
import { casesOf, type Case, type Look } from "./scenarios.ts";
import { settingsOfBlock, settingsOfBody, withSettings, type Written } from "./settings.ts";
import type { Evaluate } from "./value.ts";

/** How one resource type is read. https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
interface ResourceType {
  readonly kind: Kind;
  readonly settings: (reading: Reading) => Written;
  readonly links?: (reading: Reading) => readonly Link[];
  /** The argument that names the image. */
  readonly image?: string;
}

const launchConfigurationSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];
const accountSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags"];

/** By type; the plan parser has a table of its own for the same types, and a test compares them. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ["aws_instance", { kind: "instance", settings: blockOf(launchSettings), links: templateLinks, image: "ami" }],
  ["aws_spot_instance_request", { kind: "instance", settings: blockOf(launchSettings), links: templateLinks, image: "ami" }],
  ["aws_launch_template", { kind: "launch-template", settings: blockOf(launchSettings), image: "image_id" }],
  ["aws_launch_configuration", { kind: "launch-configuration", settings: blockOf(launchConfigurationSettings), image: "image_id" }],
  ["aws_autoscaling_group", { kind: "launcher", settings: nothing, links: groupLinks }],
  ["aws_ec2_instance_metadata_defaults", { kind: "account-defaults", settings: flat(accountSettings) }],
  ["aws_ami", { kind: "image", settings: image("registered") }],
  ["aws_ami_copy", { kind: "image", settings: image("copied"), image: "source_ami_id" }],
  ["aws_ami_from_instance", { kind: "image", settings: image("copied"), image: "source_instance_id" }],
]);

function blockOf(names: readonly SettingName[]): (reading: Reading) => Written {
  return ({ declared, at, scope, evaluate }) => settingsOfBlock(declared.block.body, names, at, scope, evaluate);
}

function flat(names: readonly SettingName[]): (reading: Reading) => Written {
  return ({ declared, at, scope, evaluate }) => ({ block: { state: "present", at }, settings: withSettings(at, settingsOfBody(declared.block.body, names, at, scope, evaluate)) });
}

function nothing({ at }: Reading): Written {
  const block: Presence = { state: "absent", at };
  return { block, settings: withSettings(at, {}) };
}

/** `imds_support` is an argument of aws_ami only; copies inherit it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ami_copy */
function image(origin: "registered" | "copied"): (reading: Reading) => Written {
  return (reading) => {
    const { declared, at, scope, evaluate } = reading;
    const support = origin === "registered" ? settingsOfBody(declared.block.body, ["imdsSupport"], at, scope, evaluate) : {};
    const imageOrigin: Setting = { state: "known", value: origin, at, trail: [] };
    return { block: { state: "present", at }, settings: withSettings(at, { ...support, imageOrigin }) };
  };
}

/** The resources of a module instance that matter to IMDS, in order of file and position. */
export function readResources(instance: ModuleInstance): readonly Resource[] {
  const resources: Resource[] = [];
  for (const [address, declared] of instance.module.resources) {
    const type = resourceTypes.get(declared.block.labels[0]?.value ?? "");
    if (type === undefined) continue;
    for (const existence of existing(`${instance.prefix}${address}`, declared, instance.evaluator, instance.isLibrary)) {
      resources.push(readResource(address, declared, type, existence, instance));
    }
  }
  return resources;
}

function readResource(address: string, declared: Declared, type: ResourceType, existence: Existing, instance: ModuleInstance): Resource {
  const { prefix, evaluator, providers, when, doubts, calls } = instance;
  const { key, doubt } = existence;
  const at = headerOf(declared.block, declared.source);
  const scope = scopeOf(declared, key);
  const plain: Reading = { declared, scope, at, evaluate: evaluator.evaluate, watch: (evaluate) => evaluate };
  // A machine that may not exist is judged as if it did; a protection that may not exist must not be taken for granted.
  const existing = type.kind === "account-defaults" ? [...doubts, ...(doubt === undefined ? [] : [doubt])] : [];
  return {
    kind: type.kind,
    format: "terraform",
    type: declared.block.labels[0]?.value ?? "",
    address: `${prefix}${address}${key.text}`,
    at,
    placement: placementOf(declared, scope, providers, evaluator.evaluate),
    calls,
    names: namesOf(plain, at),
    scenarios: outcomesOf(plain, type, existence, instance).map((each) => ({ ...each.outcome, when: [...when, ...existence.when, ...existing, ...each.when] })),
  };
}

/** Every outcome of a resource with the conditions under which it comes about; the one that the code alone says, when these are too many. */
function outcomesOf(plain: Reading, type: ResourceType, existence: Existing, { isCalled, budget }: ModuleInstance): readonly Case<Outcome>[] {
  const look = (): Look<Outcome> => {
    const key = isCalled() ? existence.now() : undefined;
    return lookAt({ ...plain, scope: scopeOf(plain.declared, key ?? existence.key) }, type, key !== undefined);
  };
  const first = look();
  if (first.question === undefined || !first.isReal) return [{ when: [], outcome: first.outcome }];
  const found = casesOf(first, look, keyOf, budget);
  if (found.state === "apart" && found.cases.length > 0) return found.cases;
  const conditions = found.state === "apart" ? 0 : found.conditions;
  return [{ when: [], outcome: conditions === 0 ? first.outcome : read(tooMany(plain, conditions), type) }];
}

/** The resource in the world that is looked at, with what its values hang on. */
function lookAt(plain: Reading, type: ResourceType, exists: boolean): Look<Outcome> {
  let question: Question | undefined;
  let isRefused = false;
  const watch = (evaluate: Evaluate): Evaluate => (expression, scope) => {
    const value = evaluate(expression, scope);
    if (value.kind === "unknown" || value.kind === "reference") question ??= value.question;
    if (value.kind === "unknown" && value.error === true) isRefused = true;
    return value;
  };
  const outcome = read({ ...plain, evaluate: watch(plain.evaluate), watch }, type);
  return { outcome, question, isReal: exists && !isRefused };
}

/** Reads what hangs on open questions as unknown for that very reason. */
function tooMany(plain: Reading, conditions: number): Reading {
  const words = `it hangs on ${conditions} or more undecided conditions, too many to tell the outcomes apart`;
  const watch = (evaluate: Evaluate): Evaluate => (expression, scope) => {
    const value = evaluate(expression, scope);
    return value.kind === "unknown" && value.question !== undefined ? { ...value, why: `${value.why}, and ${words}` } : value;
  };
  return { ...plain, evaluate: watch(plain.evaluate), watch };
}

function read(reading: Reading, type: ResourceType): Outcome {
  const image: ImageUse = type.image === undefined ? { state: "absent" } : imageOf(type.image, reading);
  return { ...type.settings(reading), links: type.links?.(reading) ?? [], image };
}

function namesOf({ declared, scope, evaluate }: Reading, at: Place): readonly string[] {
  const { value } = valueOf(declared.block.body, "name", scope, at, evaluate);
  return value.kind === "scalar" && typeof value.value === "string" ? [value.value] : [];
}
