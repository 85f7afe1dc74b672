import type { Scalar } from "../../model/setting.ts";
import { permits } from "./allowed.ts";
import { subjectOf } from "./asking.ts";
import type { Question, Subject } from "./question.ts";
import { failure, scalar, type Origin, type UnknownValue, type Value } from "./value.ts";

/** Answers to questions that the code leaves open, taken as given. Without any it is the base world: what the code alone says. */
export interface World {
  readonly answers: readonly Answer[];
  readonly byCondition: ReadonlyMap<string, boolean>;
  /** What the answers say of each subject, by its name. */
  readonly subjects: ReadonlyMap<string, Known>;
  /** Whether a question in the words of an expression was answered: these may turn out to be impossible. */
  readonly hasWorded: boolean;
  /** The worlds that were made of this one by one more answer, so that the same answers are the same world. */
  readonly next: Map<string, World>;
}

export interface Answer {
  readonly question: Question;
  readonly holds: boolean;
}

/** A subject's value, or the values that it does not have. */
type Known = { readonly is: Scalar | null } | { readonly not: readonly (Scalar | null)[] };

export function baseWorld(): World {
  return { answers: [], byCondition: new Map(), subjects: new Map(), hasWorded: false, next: new Map() };
}

/** The world in which one more question is answered. */
export function assuming(world: World, question: Question, holds: boolean): World {
  const key = `${String(holds)} ${question.condition}`;
  const before = world.next.get(key);
  if (before !== undefined) return before;
  const subjects = new Map(world.subjects);
  if (question.subject !== undefined) subjects.set(question.subject.name, knownOf(question, question.subject, holds, world));
  const made: World = {
    answers: [...world.answers, { question, holds }],
    byCondition: new Map([...world.byCondition, [question.condition, holds]]),
    subjects,
    hasWorded: world.hasWorded || question.subject === undefined,
    next: new Map(),
  };
  world.next.set(key, made);
  return made;
}

function knownOf({ isTruth }: Question, subject: NonNullable<Question["subject"]>, holds: boolean, world: World): Known {
  if (isTruth === true) return { is: holds };
  if (holds) return { is: subject.value };
  const before = world.subjects.get(subject.name);
  return { not: [...(before !== undefined && "not" in before ? before.not : []), subject.value] };
}

/** What a world says of a question; undefined when it leaves it open. */
export function answered(world: World, { condition, subject }: Question): boolean | undefined {
  const direct = world.byCondition.get(condition);
  if (direct !== undefined || subject === undefined) return direct;
  const known = world.subjects.get(subject.name);
  if (known === undefined) return undefined;
  if ("is" in known) return known.is === subject.value;
  return known.not.includes(subject.value) ? false : undefined;
}

/** A value as it is in a world: what is assumed of its subject is its value, and what is ruled out is none of its values. */
export function within(world: World, value: Value): Value {
  if (world.subjects.size === 0) return value;
  const subject = subjectOf(value);
  const known = subject && world.subjects.get(subject.name);
  if (subject === undefined || known === undefined) return value;
  if ("is" in known) return scalar(known.is, step(value, subject, `${subject.name} is assumed to be ${JSON.stringify(known.is)}`));
  if (value.kind !== "unknown") return value;
  const possible = possibleValues(subject)?.filter((each) => !known.not.includes(each));
  if (possible === undefined) return known.not.includes(null) ? { ...value, notNull: true } : value;
  return narrowed(value, subject, possible);
}

/** What nobody decides, as far as its validation does: a single allowed value is the value. */
export function openValue(value: UnknownValue, subject: Subject): Value {
  const possible = possibleValues(subject);
  const isNeverNull = subject.allowed !== undefined && !permits(subject.allowed, null);
  const open: UnknownValue = { ...value, subject, ...(isNeverNull ? { notNull: true } : {}) };
  return possible === undefined ? open : narrowed(open, subject, possible);
}

function possibleValues({ allowed }: Subject): readonly (Scalar | null)[] | undefined {
  return allowed?.kind === "only" ? allowed.values : undefined;
}

function narrowed(value: UnknownValue, subject: Subject, possible: readonly (Scalar | null)[]): Value {
  const [first, ...others] = possible;
  if (first === undefined) return failure(`no value of ${subject.name} is left`, value.origin);
  if (others.length === 0) return scalar(first, step(value, subject, `${JSON.stringify(first)} is the only value that is left for ${subject.name}`));
  const texts = possible.filter((each) => each !== null);
  if (texts.length < possible.length) return value;
  return { ...value, notNull: true, oneOf: value.oneOf?.filter((each) => texts.includes(each)) ?? texts };
}

/** In place of the word that it is declared without a value. */
function step({ origin }: Value, { at }: Subject, note: string): Origin {
  const isThere = origin.at.source === at.source && origin.at.span.start === at.span.start;
  return { at, note, ...(isThere ? (origin.from === undefined ? {} : { from: origin.from }) : { from: origin }) };
}
