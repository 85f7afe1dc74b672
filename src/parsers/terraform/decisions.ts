import type { Binary, Call, Expression } from "../../syntax/hcl/ast.ts";
import { equalityQuestion, possibleValue, subjectOf, truthQuestion, wordedQuestion } from "./asking.ts";
import { convertTo } from "./conversion.ts";
import { afterApply } from "./equality.ts";
import { keysOf } from "./repetition.ts";
import type { Question, Subject } from "./question.ts";
import { boolType, type Type } from "./type.ts";
import { typeOf } from "./typing.ts";
import { answered, type World } from "./worlds.ts";
import { failure, possibleScalars, scalar, unknown, type Origin, type Scope, type UnknownValue, type Value } from "./value.ts";

/** Of more elements than this nobody is asked which one is meant. */
const mostElements = 24;

/** The part of the evaluator's budget that decisions read and note. */
interface Circumstances {
  readonly world: World;
  varies: boolean;
  contradicted: boolean;
  readonly question: Question | undefined;
}

/** How one module decides what hangs on something open. */
export interface Decisions {
  /** A predicate as the world answers it; what the world leaves open gets its question. */
  readonly settle: (value: Value, expression: Expression, scope: Scope) => Value;
  /** As `settle`, for `==` and `!=` with the values of both sides. */
  readonly compare: (result: Value, sides: readonly [Value, Value], expression: Binary, scope: Scope) => Value;
  /** The element of a known collection under an open key: which key it is becomes a question. Undefined when that is not the matter. */
  readonly pickOne: (collection: Value, key: Value, origin: Origin) => Value | undefined;
  readonly lookUp: LookUp;
}

/** `lookup(map, open)` and `contains(list, open)`. */
export interface LookUp {
  readonly takes: (call: Call) => boolean;
  readonly answer: (name: string, args: readonly Value[], origin: Origin) => Value | undefined;
}

export function createDecisions(prefix: string, now: Circumstances): Decisions {
  function settle(value: Value, expression: Expression, scope: Scope): Value {
    if (value.kind === "reference") return settleReference(value, { at: { source: scope.source, span: expression.span } });
    if (value.kind !== "unknown") return agreed(value, expression, scope);
    if (value.error === true || value.question !== undefined || now.question !== undefined) return value;
    if (value.subject !== undefined) return { ...value, question: truthQuestion(value.subject) };
    // What is unknown for another reason than an open input is no condition that anybody could name.
    const worded = now.varies ? wordedQuestion(expression, scope, prefix) : undefined;
    if (worded === undefined) return value;
    const answer = answered(now.world, worded.question);
    return answer === undefined ? { ...value, question: worded.question } : scalar(answer !== worded.inverted, value.origin);
  }

  function settleReference(value: Value & { readonly kind: "reference" }, origin: Origin): Value {
    const subject = subjectOf(value);
    const why = unknown(afterApply(value.address, value.path), origin);
    return subject === undefined ? why : { ...why, question: truthQuestion(subject) };
  }

  /** What turns out otherwise than assumed shows that there is no such world. */
  function agreed(value: Value, expression: Expression, scope: Scope): Value {
    if (!now.world.hasWorded || value.kind !== "scalar" || typeof value.value !== "boolean") return value;
    const worded = wordedQuestion(expression, scope, prefix);
    const answer = worded && now.world.byCondition.get(worded.question.condition);
    if (worded !== undefined && answer !== undefined && answer !== (value.value !== worded.inverted)) now.contradicted = true;
    return value;
  }

  function compare(result: Value, [left, right]: readonly [Value, Value], expression: Binary, scope: Scope): Value {
    if (result.kind !== "unknown" || result.error === true || now.question !== undefined) return settle(result, expression, scope);
    const [subject, other] = [subjectOf(left), right] as const;
    const [turned, first] = [subjectOf(right), left] as const;
    if (subject !== undefined && other.kind === "scalar") return compareSubject(result, subject, other, expression);
    if (turned !== undefined && first.kind === "scalar") return compareSubject(result, turned, first, expression);
    return settle(result, expression, scope);
  }

  function compareSubject(result: UnknownValue, subject: Subject, other: Value, { operator }: Binary): Value {
    const isEqual = answerFor(subject, other);
    if (isEqual !== undefined) return scalar(isEqual === (operator === "=="), result.origin);
    const question = equalityQuestion(subject, other);
    return question === undefined ? result : { ...result, question };
  }

  /** Whether a subject has a value; undefined while that is open. */
  function answerFor(subject: Subject, wanted: Value): boolean | undefined {
    now.varies = true;
    if (wanted.kind === "scalar" && wanted.digits !== undefined) return undefined;
    if (possibleValue(subject, wanted) === undefined) return false;
    const question = equalityQuestion(subject, wanted);
    return question === undefined || question.isTruth === true ? undefined : answered(now.world, question);
  }

  /** The candidates that the subject may still be, and what it would mean; undefined when there are too many to ask. */
  function stillPossible<Candidate>(subject: Subject, candidates: readonly Candidate[], keyOf: (candidate: Candidate) => Value): readonly Candidate[] | undefined {
    if (candidates.length > mostElements) return undefined;
    const possible = candidates.filter((candidate) => answerFor(subject, keyOf(candidate)) !== false);
    return possible.every((candidate) => equalityQuestion(subject, keyOf(candidate)) !== undefined) ? possible : undefined;
  }

  function pickOne(collection: Value, key: Value, origin: Origin): Value | undefined {
    const elements = key.kind === "unknown" && key.error !== true ? elementsOf(collection, origin) : undefined;
    const subject = subjectOf(key);
    if (subject === undefined || elements === undefined || key.kind !== "unknown") return undefined;
    const possible = stillPossible(subject, elements, (element) => element.key);
    if (possible === undefined) return undefined;
    return oneOf(subject, possible, key.why, origin) ?? failure(`there is no such element`, origin);
  }

  /** One of several values, by what a subject turns out to be; undefined when there are none. */
  function oneOf(subject: Subject, possible: readonly Element[], why: string, origin: Origin): UnknownValue | undefined {
    const [first] = possible;
    const question = first && equalityQuestion(subject, first.key);
    if (question === undefined) return undefined;
    const scalars = possible.map(({ value }) => possibleScalars(value));
    const values = scalars.includes(undefined) ? undefined : [...new Set(scalars.flatMap((each) => each ?? []))];
    return { ...unknown(why, origin, values), ...commonType(possible), question };
  }

  function takes({ name, args, expand }: Call): boolean {
    return (name === "lookup" || name === "contains") && args.length > 1 && !expand;
  }

  function answer(name: string, [collection, key, fallback]: readonly Value[], origin: Origin): Value | undefined {
    if (collection === undefined || key?.kind !== "unknown" || key.error === true || key.subject === undefined) return undefined;
    return name === "contains" ? isAmong(collection, key, key.subject, origin) : lookedUp(collection, key, key.subject, fallback, origin);
  }

  function isAmong(collection: Value, key: UnknownValue, subject: Subject, origin: Origin): Value | undefined {
    if (collection.kind !== "list" || !collection.items.every((item) => item.kind === "scalar")) return undefined;
    const possible = stillPossible(subject, collection.items, (item) => item);
    const [first] = possible ?? [];
    if (possible === undefined) return undefined;
    const question = first && equalityQuestion(subject, first);
    if (question === undefined) return scalar(false, origin);
    return { ...unknown(key.why, origin, [true, false]), type: boolType, notNull: true, question };
  }

  function lookedUp(collection: Value, key: UnknownValue, subject: Subject, fallback: Value | undefined, origin: Origin): Value | undefined {
    const elements = collection.kind === "map" ? elementsOf(collection, origin) : undefined;
    const possible = elements && stillPossible(subject, elements, (element) => element.key);
    if (possible === undefined || collection.kind !== "map") return undefined;
    const open = oneOf(subject, possible, key.why, origin);
    if (open !== undefined) return fallback === undefined ? open : withFallback(open, fallback);
    if (fallback === undefined) return failure("there is no such element", origin);
    const converted = convertTo(fallback, collection.type?.element ?? typeOf(fallback));
    return typeof converted === "string" ? failure(converted, origin) : converted;
  }

  return { settle, compare, pickOne, lookUp: { takes, answer } };
}

interface Element {
  readonly key: Value;
  readonly value: Value;
}

/** The elements of a known collection by the keys under which an index finds them. */
function elementsOf(collection: Value, origin: Origin): readonly Element[] | undefined {
  switch (collection.kind) {
    case "map":
      return [...collection.entries].map(([key, value]) => ({ key: scalar(key, origin), value }));
    case "list":
      return collection.type?.kind === "set" ? undefined : collection.items.map((value, at) => ({ key: scalar(at, origin), value }));
    case "reference": {
      if (collection.instance !== undefined || collection.path.length > 0) return undefined;
      const keys = keysOf(collection.owner.instances());
      return keys.length < 2 ? undefined : keys.map(({ key = "" }) => ({ key: scalar(key, origin), value: collection }));
    }
    case "scalar":
    case "unknown":
      return undefined;
  }
}

function commonType(elements: readonly Element[]): { readonly type?: Type } {
  const [first, ...others] = elements.map(({ value }) => typeOf(value));
  const isOne = first !== undefined && (first.kind === "string" || first.kind === "number" || first.kind === "bool") && others.every(({ kind }) => kind === first.kind);
  return isOne ? { type: first } : {};
}

function withFallback(open: UnknownValue, fallback: Value): UnknownValue {
  const [own, other] = [open.oneOf, possibleScalars(fallback)];
  const { oneOf, ...rest } = open;
  return oneOf === undefined || own === undefined || other === undefined ? rest : { ...rest, oneOf: [...new Set([...own, ...other])] };
}
