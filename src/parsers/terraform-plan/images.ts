import type { ImageUse } from "../../model/resource.ts";
import type { Place } from "../../model/source.ts";
import { items, membersOf, textAt } from "../../syntax/json/skim.ts";
import { resourcesIn } from "./entries.ts";
import { argumentOf, isSecret, type Planned } from "./known.ts";
import { resourceBehind } from "./links.ts";
import { knownValue, scopeAt, type Origin, type Plan, type Scope } from "./references.ts";

type Described = Extract<ImageUse, { state: "described" }>;

/** The words by which data sources found images, by the id of the image. */
export type FoundImages = ReadonlyMap<string, Described>;

/** Amazon's own accounts: 137112412989 is Amazon Linux, 602401143452 Amazon EKS. Anybody else can publish any name. */
const amazon = ["amazon", "137112412989", "602401143452"];

/** The data sources that find images. */
const types = ["aws_ami", "aws_ssm_parameter"];

/** What an image may come from in the same code: an image, or for a copy the instance that it is made of. */
const imageTypes = ["aws_ami", "aws_ami_copy", "aws_ami_from_instance", "aws_instance"];

/** What the data sources of a plan or state returned. Throws `SkimFault`. */
export function foundImages({ document }: Pick<Plan, "document">): FoundImages {
  const found = new Map<string, Described>();
  const values = document.shape === "plan" ? document.before : document.values;
  if (values === undefined || !types.some((type) => mentions(values, type))) return found;
  for (const resource of resourcesIn(values)) {
    const type = textAt(resource.get("type"));
    const at = resource.get("address");
    if (at === undefined || textAt(resource.get("mode")) !== "data" || type === undefined || !types.includes(type)) continue;
    const result = membersOf(resource.get("values"));
    const name = textAt(result.get("name"));
    const id = textAt(result.get(type === "aws_ami" ? "id" : "value"));
    if (name === undefined || id === undefined || isSecret({ sensitive: resource.get("sensitive_values") }, "name")) continue;
    const trail = [{ at, note: `looked up by ${textAt(at) ?? ""}` }];
    if (type === "aws_ssm_parameter") found.set(id, { state: "described", by: "ssm-parameter", patterns: [name], at, trail });
    else if ([result.get("image_owner_alias"), result.get("owner_id")].some(isAmazon)) found.set(id, { state: "described", by: "image-name", patterns: [name], at, trail });
  }
  return found;
}

/** Whether a string stands somewhere in a value: most states look up no image, and need not be gone through. */
function mentions({ source, span }: Place, word: string): boolean {
  const at = source.text.indexOf(`"${word}"`, span.start);
  return at >= 0 && at < span.end;
}

function isAmazon(owner: Place | undefined): boolean {
  return amazon.includes(textAt(owner) ?? "");
}

/** The image that an argument (`ami`, `image_id`, `source_ami_id`) picks. */
export function imageOf(key: string, resource: Planned, plan: Plan, found: FoundImages): ImageUse {
  const argument = argumentOf(resource, key, plan);
  switch (argument.state) {
    case "absent":
      return argument;
    case "known": {
      const { at } = argument;
      const name = String(argument.value);
      const described = found.get(name);
      if (described !== undefined) return { ...described, at };
      if (isSecret(resource, key)) return { state: "unknown", why: `${key} is marked as sensitive`, at, trail: [] };
      // `resolve:ssm:/path` is how a launch template names an image by parameter.
      const parameter = /^resolve:ssm:(.+)$/.exec(name)?.[1];
      if (parameter !== undefined) return { state: "described", by: "ssm-parameter", patterns: [parameter], at, trail: [] };
      return { state: "named", name, at, trail: [] };
    }
    case "unknown": {
      const { origins, at, why } = argument;
      const [only, another] = origins;
      const lookedUp = only?.kind === "data" && another === undefined ? lookedUpImage(only, at, plan) : undefined;
      return lookedUp ?? resourceBehind(origins, imageTypes, at, plan.entries) ?? { state: "unknown", why, at, trail: [] };
    }
  }
}

/** How a data source that is read during apply will pick the image, as far as the code says it in constants. */
function lookedUpImage(origin: Exclude<Origin, { kind: "hidden" }>, at: Place, plan: Plan): ImageUse | undefined {
  const scope = scopeAt(origin.calls, origin.base, origin.key, plan);
  if (scope === undefined) return undefined;
  const { expressions } = scope.holder;
  const trail = [{ at, note: `looked up by ${origin.base}` }];
  if (origin.base.startsWith("data.aws_ssm_parameter.")) {
    const name = textAt(knownValue(expressions.get("name"), scope, plan));
    return name === undefined ? undefined : { state: "described", by: "ssm-parameter", patterns: [name], at, trail };
  }
  const owners = texts(expressions.get("owners"), scope, plan);
  if (!origin.base.startsWith("data.aws_ami.") || owners.length === 0 || !owners.every((owner) => amazon.includes(owner))) return undefined;
  const patterns = namePatterns(expressions.get("filter"), scope, plan);
  return patterns.length === 0 ? undefined : { state: "described", by: "image-name", patterns, at, trail };
}

function namePatterns(filters: Place | undefined, scope: Scope, plan: Plan): readonly string[] {
  for (const item of items(filters)) {
    const filter = membersOf(item);
    if (textAt(knownValue(filter.get("name"), scope, plan)) === "name") return texts(filter.get("values"), scope, plan);
  }
  return [];
}

function texts(expression: Place | undefined, scope: Scope, plan: Plan): readonly string[] {
  return [...items(knownValue(expression, scope, plan))].map((item) => textAt(item) ?? "");
}
