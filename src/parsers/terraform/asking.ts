import type { Scalar } from "../../model/setting.ts";
import type { Source } from "../../model/source.ts";
import type { Binary, Expression } from "../../syntax/hcl/ast.ts";
import { permits } from "./allowed.ts";
import { convertTo } from "./conversion.ts";
import { isJson } from "./file-names.ts";
import type { Question, Subject } from "./question.ts";
import { anyType } from "./type.ts";
import type { Scope, Value } from "./value.ts";

/** Texts longer than this are no conditions that a person could read. */
const longestValue = 200;
const longestText = 400;

/** Whether a subject is a value, as a question; undefined when it certainly is not, or nobody could read the question. */
export function equalityQuestion(subject: Subject, wanted: Value): Question | undefined {
  const value = possibleValue(subject, wanted);
  if (value === undefined || (typeof value === "string" && value.length > longestValue)) return undefined;
  if (typeof value === "boolean") return truthQuestion(subject);
  return { condition: `${subject.name} == ${JSON.stringify(value)}`, at: subject.at, subject: { name: subject.name, value } };
}

export function truthQuestion({ name, at }: Subject): Question {
  return { condition: name, at, subject: { name, value: true }, isTruth: true };
}

/** The value as the subject would have it; undefined when it cannot have it. */
export function possibleValue({ type, allowed }: Subject, wanted: Value): Scalar | null | undefined {
  const converted = convertTo(wanted, type);
  if (typeof converted === "string" || converted.kind !== "scalar" || converted.digits !== undefined) return undefined;
  return allowed === undefined || permits(allowed, converted.value) ? converted.value : undefined;
}

/** A question in the words of an expression; `inverted` when the expression is true where the question is answered with no. */
export interface Worded {
  readonly question: Question;
  readonly inverted: boolean;
}

/**
 * An undecided predicate as a question in its own words. `!=`, `<=` and `>=` become the opposite of `==`, `>` and `<`, so that both
 * sides of a matter are one question. Undefined where the same words may mean different things: about iterators, and what is made anew each time.
 */
export function wordedQuestion(expression: Expression, scope: Scope, prefix: string): Worded | undefined {
  const { core, inverted } = uninverted(expression);
  const text = core.kind === "binary" ? binaryText(core, scope.source) : { words: spelt(core, scope.source), inverted: false };
  if (text.words.length > longestText || /\b(?:uuid|bcrypt|rsadecrypt)\(/.test(text.words)) return undefined;
  const bound = [...new Set([...scope.bindings.keys(), "each", "count", "self"])].filter((name) => new RegExp(`(?<![\\w.-])${escaped(name)}\\b`).test(text.words));
  if (bound.some((name) => name !== "each" && name !== "count")) return undefined;
  if (bound.length > 0 && scope.instance === undefined) return undefined;
  const where = bound.length > 0 ? `${prefix}${scope.instance ?? ""}` : prefix.slice(0, -1);
  const condition = where === "" ? text.words : `${text.words} in ${where}`;
  return { question: { condition, at: { source: scope.source, span: core.span } }, inverted: inverted !== text.inverted };
}

function uninverted(expression: Expression): { readonly core: Expression; readonly inverted: boolean } {
  let core = expression;
  let inverted = false;
  for (;;) {
    if (core.kind === "parenthesised") core = core.inner;
    else if (core.kind === "unary" && core.operator === "!") {
      core = core.operand;
      inverted = !inverted;
    } else return { core, inverted };
  }
}

interface Text {
  readonly words: string;
  readonly inverted: boolean;
}

const opposites: Readonly<Partial<Record<Binary["operator"], string>>> = { "!=": "==", "<=": ">", ">=": "<" };

function binaryText(expression: Binary, source: Source): Text {
  const { operator, left, right } = expression;
  const emptiness = emptinessText(expression, source);
  if (emptiness !== undefined) return emptiness;
  const opposite = opposites[operator];
  if (opposite === undefined) return { words: spelt(expression, source), inverted: false };
  return { words: `${spelt(left, source)} ${opposite} ${spelt(right, source)}`, inverted: true };
}

/** `length(x) == 0`, `!= 0`, `< 1` and `>= 1` all ask whether `length(x) > 0`. */
function emptinessText({ operator, left, right }: Binary, source: Source): Text | undefined {
  if (left.kind !== "call" || left.name !== "length" || right.kind !== "literal") return undefined;
  const form = `${operator} ${String(right.value)}`;
  const isEmpty = form === "== 0" || form === "< 1" || form === "<= 0";
  if (!isEmpty && form !== "!= 0" && form !== ">= 1" && form !== "> 0") return undefined;
  return { words: `${spelt(left, source)} > 0`, inverted: isEmpty };
}

function spelt({ span }: Expression, { path, text }: Source): string {
  const words = text.slice(span.start, span.end).replace(/\s+/g, " ");
  return isJson(path) ? words.replaceAll('\\"', '"') : words;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The subject that a value is: what nobody decides, or a single attribute that only AWS knows. */
export function subjectOf(value: Value): Subject | undefined {
  if (value.kind === "unknown") return value.subject;
  if (value.kind !== "reference" || value.path.length === 0 || value.path.includes("?")) return undefined;
  const { block, source } = value.owner.declared;
  return { name: [value.address, ...value.path].join("."), at: { source, span: block.header }, type: anyType };
}
