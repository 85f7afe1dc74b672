import type { Source } from "../../model/source.ts";
import type { Question } from "./question.ts";
import { attribute, type Declared } from "./module.ts";
import { settled } from "./settled.ts";
import { numberOf, scalar, textOf, type Evaluate, type InstanceKey, type Instances, type Origin, type ReferenceValue, type Scope, type UnknownValue, type Value } from "./value.ts";
import { questionIn } from "./weight.ts";

export const noKey: InstanceKey = { text: "", key: undefined, bindings: new Map() };

const single: Instances = { state: "listed", keys: [noKey] };

/** More instances than this are judged as one: they come from data, and a reader learns nothing from the hundredth. */
const mostListed = 100;

/** The argument that multiplies a resource or module call, if there is one. */
export function repetitionOf(declared: Declared): { readonly by: "count" | "for_each"; readonly argument: NonNullable<ReturnType<typeof attribute>> } | undefined {
  for (const by of ["count", "for_each"] as const) {
    const argument = attribute(declared.block, by);
    if (argument !== undefined) return { by, argument };
  }
  return undefined;
}

/** https://developer.hashicorp.com/terraform/language/meta-arguments/for_each and .../count */
export function instancesOf(declared: Declared, evaluate: Evaluate): Instances {
  const repetition = repetitionOf(declared);
  if (repetition === undefined) return single;
  const value = evaluate(repetition.argument.value, scopeOf(declared));
  const origin: Origin = { at: { source: declared.source, span: repetition.argument.span } };
  if (value.kind === "unknown") return undecided(value);
  if (value.kind === "reference") return { state: "undecided", why: `${value.address} is known only after apply` };
  const keys = repetition.by === "count" ? countKeys(value, origin) : forEachKeys(value, origin);
  return typeof keys === "string" ? { state: "undecided", why: keys } : { state: "listed", keys };
}

function undecided({ why, question, error }: UnknownValue): Instances {
  return { state: "undecided", why, ...(question === undefined ? {} : { question }), ...(error === true ? { error } : {}) };
}

function countKeys(value: Value, origin: Origin): readonly InstanceKey[] | string {
  const count = value.kind === "scalar" ? numberOf(value.value) : undefined;
  if (count === undefined) return "count is not a number";
  if (count > mostListed) return `there are ${count} instances`;
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, at) => ({
    text: `[${at}]`,
    key: at,
    bindings: bindings("count", [["index", scalar(at, origin)]], origin),
  }));
}

function forEachKeys(value: Value, origin: Origin): readonly InstanceKey[] | string {
  const pairs: [string, Value][] = [];
  if (value.kind === "map") pairs.push(...[...value.entries].slice(0, mostListed + 1));
  else if (value.kind === "list") {
    for (const item of value.items.slice(0, mostListed + 1).map(settled)) {
      const text = item.kind === "scalar" ? textOf(item.value) : undefined;
      if (text === undefined) return item.kind === "unknown" ? item.why : "for_each needs strings or a map";
      if (!pairs.some(([key]) => key === text)) pairs.push([text, item]);
    }
  } else return "for_each needs a map or a set";
  if (pairs.length > mostListed) return `there are more than ${mostListed} instances`;
  return pairs.map(([key, element]) => ({
    text: `[${JSON.stringify(key)}]`,
    key,
    bindings: bindings("each", [["key", scalar(key, origin)], ["value", element]], origin),
  }));
}

function bindings(name: "each" | "count", entries: readonly (readonly [string, Value])[], origin: Origin): ReadonlyMap<string, Value> {
  return new Map([[name, { kind: "map", entries: new Map(entries), origin } as const]]);
}

/** The keys to go through: the listed ones, or one without key when they are undecided. */
export function keysOf(instances: Instances): readonly InstanceKey[] {
  if (instances.state === "listed") return instances.keys;
  return [openKey(instances.why, instances.question)];
}

/** An instance of which only is known that it may be there. */
export function openKey(why: string, question?: Question): InstanceKey {
  return question === undefined ? { ...noKey, why } : { ...noKey, why, question };
}

/** One instance of what a reference means. */
export function instanceOf(value: ReferenceValue, instance: InstanceKey): ReferenceValue {
  const one = { ...value, address: `${value.address}${instance.text}`, instance };
  return instance.question === undefined ? one : { ...one, question: instance.question };
}

/** Whether what `each` or `count` is in an instance hangs on a question. */
export function isOpen({ bindings, question }: InstanceKey): boolean {
  return question !== undefined || [...bindings.values()].some((value) => questionIn(value) !== undefined);
}

/** The instance that an index picks; undefined when there is none such. */
export function pick(instances: Instances, key: Value): InstanceKey | undefined {
  if (instances.state === "undecided" || key.kind !== "scalar") return keysOf(instances)[0];
  return instances.keys.find((instance) => instance.key === key.value || String(instance.key) === String(key.value));
}

/** What the expressions of a block see: its file, and in an instance `each` or `count`. */
export function scopeOf(declared: Declared, instance?: InstanceKey): Scope {
  const scope: Scope = { source: declared.source, bindings: instance?.bindings ?? new Map() };
  if (instance?.key !== undefined) return { ...scope, instance: `${addressOf(declared)}[${JSON.stringify(instance.key)}]` };
  if (instance?.why === undefined) return instance?.question === undefined ? scope : { ...scope, question: instance.question };
  return { ...scope, why: instance.why, ...(instance.question === undefined ? {} : { question: instance.question }) };
}

function addressOf({ block }: Declared): string {
  return [...(block.type === "module" ? ["module"] : []), ...block.labels.map(({ value }) => value)].join(".");
}

/** What the definitions of a module see: nothing but the module. */
export function moduleScope(source: Source): Scope {
  return { source, bindings: new Map() };
}
