import type { Rule, RuleCondition } from "../model/rule.ts";
import { knownPlaceholders, placeholdersIn } from "./message.ts";
import type { Fault } from "./schema-faults.ts";
import { nearest } from "../model/nearest.ts";

/** Deeper conditions are mistakes; the limit keeps every walk over them short. */
const deepest = 32;

type Path = readonly string[];

/** What the schema cannot say: parameters and placeholders that exist, an order of messages that ends, a file named like its rule. */
export function meaningFaults(rule: Rule, fileName: string): readonly Fault[] {
  const parameters = Object.keys(rule.parameters ?? {});
  const conditions: readonly (readonly [Path, RuleCondition | undefined])[] = [
    [["when"], rule.when],
    [["unless"], rule.unless],
    ...rule.message.map((message, index) => [["message", String(index), "when"], message.when] as const),
  ];
  return [
    ...nameFaults(rule.id, fileName),
    ...boundFaults(rule),
    ...conditions.flatMap(([path, condition]) => (condition === undefined ? [] : conditionFaults(condition, path, parameters, 1))),
    ...orderFaults(rule),
    ...textsOf(rule).flatMap(([path, text]) => placeholderFaults(text, path, parameters)),
  ];
}

function nameFaults(id: string, fileName: string): readonly Fault[] {
  const name = fileName.replace(/^.*[/\\]/, "").replace(/\.ya?ml$/i, "");
  return name === id ? [] : [value(["id"], `the rule "${id}" must be in a file of that name, not in "${name}"`)];
}

function boundFaults(rule: Rule): readonly Fault[] {
  return Object.entries(rule.parameters ?? {}).flatMap(([name, parameter]) => {
    const inside = parameter.minimum <= parameter.default && parameter.default <= parameter.maximum;
    return inside ? [] : [value(["parameters", name, "default"], `the default ${parameter.default} is not within ${parameter.minimum} to ${parameter.maximum}`)];
  });
}

function conditionFaults(condition: RuleCondition, path: Path, parameters: readonly string[], depth: number): readonly Fault[] {
  if (depth > deepest) return [value(path, `conditions nest more than ${deepest} deep`)];
  if (typeof condition.above === "string" && !parameters.includes(condition.above)) {
    return [value([...path, "above"], `"${condition.above}" is not a parameter of this rule${hint(condition.above, parameters)}`)];
  }
  const parts: readonly (readonly [Path, RuleCondition])[] = [
    ...(condition.all ?? []).map((part, index) => [[...path, "all", String(index)], part] as const),
    ...(condition.any ?? []).map((part, index) => [[...path, "any", String(index)], part] as const),
    ...(condition.not === undefined ? [] : [[[...path, "not"], condition.not] as const]),
  ];
  return parts.flatMap(([at, part]) => conditionFaults(part, at, parameters, depth + 1));
}

function orderFaults(rule: Rule): readonly Fault[] {
  return rule.message.flatMap((message, index): readonly Fault[] => {
    const last = index === rule.message.length - 1;
    const path = ["message", String(index)];
    const general = message.when === undefined && message.kinds === undefined;
    if (last && !general) return [value(path, 'the last message must be for everything else: without "when"')];
    return !last && general ? [value(path, 'only the last message may be without "when": the ones after it would never be used')] : [];
  });
}

function textsOf(rule: Rule): readonly (readonly [Path, string])[] {
  return [
    ...rule.message.map((message, index) => [["message", String(index), "text"], message.text] as const),
    ...Object.entries(rule.fix).map(([format, text]) => [["fix", format], text] as const),
    ...Object.entries(rule.fixByType ?? {}).map(([type, text]) => [["fixByType", type], text] as const),
  ];
}

function placeholderFaults(text: string, path: Path, parameters: readonly string[]): readonly Fault[] {
  const known = knownPlaceholders(parameters);
  return placeholdersIn(text)
    .filter((name) => !known.includes(name))
    .map((name) => value(path, `unknown placeholder {${name}}${hint(name, known)}`));
}

function hint(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? "" : ` (did you mean "${near}"?)`;
}

function value(path: Path, message: string): Fault {
  return { message, spot: { path, on: "value" } };
}
