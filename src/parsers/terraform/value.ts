import type { Hop, Scalar } from "../../model/setting.ts";
import type { Place, Source } from "../../model/source.ts";
import type { Call, Expression } from "../../syntax/hcl/ast.ts";
import type { Declared } from "./module.ts";
import { isDecimal, numberText } from "./number.ts";
import type { Question, Subject } from "./question.ts";
import type { CollectionType, Type } from "./type.ts";

/** Where a value stands and where it came from, newest first; only steps with a note are told to the reader. */
export interface Origin {
  readonly at: Place;
  readonly note?: string;
  readonly from?: Origin;
}

/**
 * A Terraform value as far as it is known without running Terraform. Collections hold values, so one unknown element does not
 * spoil its neighbours. A `reference` stands for something that exists only after apply (`aws_launch_template.web.id`).
 */
export type Value = ScalarValue | ListValue | MapValue | ReferenceValue | UnknownValue;

export interface ScalarValue {
  readonly kind: "scalar";
  readonly value: Scalar | null;
  /** All digits of a number that a double cannot hold; `value` is then the nearest double. */
  readonly digits?: string;
  /** What a null would be if it were something (`tostring(null)`); missing for the null that is written. */
  readonly type?: Type;
  readonly origin: Origin;
}

/** A list or set when `type` says so, the items of a set in Terraform's order and without duplicates; otherwise a tuple. */
export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Value[];
  readonly type?: CollectionType & { readonly kind: "list" | "set" };
  readonly origin: Origin;
}

/** A map when `type` says so; otherwise an object. */
export interface MapValue {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Value>;
  readonly type?: CollectionType & { readonly kind: "map" };
  readonly origin: Origin;
}

export interface ReferenceValue {
  readonly kind: "reference";
  /** `aws_launch_template.web`, `module.a.data.aws_ami.al2023`, with the key of the instance once it is picked: `aws_instance.x["a"]`. */
  readonly address: string;
  readonly owner: ReferenceOwner;
  /** The picked instance; undefined while the reference means all instances. */
  readonly instance: InstanceKey | undefined;
  /** The attributes behind it: `["id"]`; empty for the whole object. */
  readonly path: readonly string[];
  /** Set where it is open whether there is any instance: the question that would help to tell. */
  readonly question?: Question;
  readonly origin: Origin;
}

/** The resource or data source behind a reference, as the module that declares it sees it. */
export interface ReferenceOwner {
  readonly declared: Declared;
  readonly evaluate: Evaluate;
  readonly instances: () => Instances;
  /** The value of an argument in one instance, where it is written: of the resource itself, or of the nested block at `path`, which is `type, index` once or more. */
  readonly argument: (path: readonly string[], name: string, instance: InstanceKey | undefined, origin: Origin) => Value | undefined;
  /** How many nested blocks there are at `type`, or `type, index, type`; undefined when that is not known, or up to the provider. */
  readonly blocks: (path: readonly string[], instance: InstanceKey | undefined) => number | undefined;
  /** The question on which it hangs which nested blocks there are at such a path. */
  readonly question: (path: readonly string[], instance: InstanceKey | undefined) => Question | undefined;
}

/** One instance of a resource or module call: its key as Terraform writes it (`[0]`, `["a"]`, empty without repetition), and what `each` or `count` is in it. */
export interface InstanceKey {
  readonly text: string;
  readonly key: string | number | undefined;
  readonly bindings: ReadonlyMap<string, Value>;
  /** Where it is open which instances there are: the question that would help to tell. */
  readonly question?: Question;
  /** Where nobody knows which instances there are, why not. */
  readonly why?: string;
}

/** How often something exists: by listed keys (none of them when it does not exist), or undecided, then judged as one. */
export type Instances =
  | { readonly state: "listed"; readonly keys: readonly InstanceKey[] }
  | { readonly state: "undecided"; readonly why: string; readonly question?: Question; readonly error?: true };

/** Evaluates an expression within the names that it sees. */
export type Evaluate = (expression: Expression, scope: Scope) => Value;

/** Counts work done within one step of the evaluator as steps of it; false when there are none left. */
export type Spend = (steps: number) => boolean;

/** Evaluates a function call that stands in a scope, its arguments by `evaluate`. */
export type CallFunction = (call: Call, scope: Scope, evaluate: Evaluate, origin: Origin, spend: Spend) => Value;

/** The names that an expression sees besides the module's own: iterators, `each`, `count`, the variables of `for`. */
export interface Scope {
  readonly source: Source;
  readonly bindings: ReadonlyMap<string, Value>;
  /** The block instance to which `each` and `count` belong: `aws_instance.web["a"]`. */
  readonly instance?: string;
  /** Where it is open how many instances there are: the question that would help to tell what `each` and `count` are. */
  readonly question?: Question;
  /** Where nobody knows what `each` and `count` are, why not. */
  readonly why?: string;
}

export interface UnknownValue {
  readonly kind: "unknown";
  readonly why: string;
  readonly oneOf?: readonly Scalar[];
  /** Terraform itself would refuse the expression here; `try` and `can` look for this. */
  readonly error?: true;
  /** Its type, where that is known. */
  readonly type?: Type;
  /** Whatever it turns out to be, it is not null. */
  readonly notNull?: true;
  /** What it is, where the same thing may be met elsewhere. */
  readonly subject?: Subject;
  /** The first question whose answer would help to decide it. */
  readonly question?: Question;
  readonly origin: Origin;
}

export function scalar(value: Scalar | null, origin: Origin): ScalarValue {
  return { kind: "scalar", value, origin };
}

export function unknown(why: string, origin: Origin, oneOf?: readonly Scalar[]): UnknownValue {
  return oneOf === undefined ? { kind: "unknown", why, origin } : { kind: "unknown", why, oneOf, origin };
}

export function failure(why: string, origin: Origin): UnknownValue {
  return { kind: "unknown", why, error: true, origin };
}

/** The same value seen at another place: a step of its trail. */
export function passed(value: Value, at: Place, note: string): Value {
  return { ...value, origin: { at, note, from: value.origin } };
}

/** Over this many steps a trail helps nobody; the first and last ones are kept. */
const longestTrail = 12;

/** The steps by which a value arrived, first one first. */
export function trailOf(origin: Origin): readonly Hop[] {
  const hops: Hop[] = [];
  for (let step: Origin | undefined = origin; step !== undefined; step = step.from) {
    if (step.note !== undefined) hops.push({ at: step.at, note: step.note });
  }
  hops.reverse();
  if (hops.length <= longestTrail) return hops;
  return [...hops.slice(0, longestTrail / 2), ...hops.slice(-longestTrail / 2)];
}

/** The possible scalars of a value; undefined when they cannot be listed. */
export function possibleScalars(value: Value): readonly Scalar[] | undefined {
  if (value.kind === "scalar") return value.value === null ? undefined : [value.value];
  return value.kind === "unknown" ? value.oneOf : undefined;
}

/** Text of a scalar as Terraform converts it to a string; undefined for null. Numbers that a double cannot hold: `textOfScalar`. */
export function textOf(value: Scalar | null): string | undefined {
  if (value === null) return undefined;
  return typeof value === "number" ? numberText(value) : String(value);
}

/** As `textOf`, with every digit. */
export function textOfScalar(scalar: ScalarValue): string | undefined {
  return scalar.digits ?? textOf(scalar.value);
}

/** A number, or a string that holds one, as Terraform converts it; undefined when it does not convert. */
export function numberOf(value: Scalar | null): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && isDecimal(value) ? Number(value) : undefined;
}

/** A bool, or a string that holds one, as Terraform converts it; undefined when it does not convert. */
export function boolOf(value: Scalar | null): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "1") return true;
  return value === "false" || value === "0" ? false : undefined;
}
