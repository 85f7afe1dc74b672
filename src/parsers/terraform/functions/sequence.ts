import { calculate } from "../arithmetic.ts";
import { unify } from "../convertible.ts";
import { equal } from "../equality.ts";
import { firstOfEach } from "../sets.ts";
import { boolType, numberType, stringType } from "../type.ts";
import { elementType, firstUnknown, isNull, list, nullOf, tuple, typeOf, unknownOf } from "../typing.ts";
import { failure, scalar, unknown, type ListValue, type Origin, type ScalarValue, type Value } from "../value.ts";
import { anything, anythingUnknown, converted, evenNullOrUnknown, itemsOfArgument, listOfAny, listOfTexts, longestList, number, reasonOf, textOfArgument, tooLong, unlessKnown, wholeArgument, type Builtin } from "./builtin.ts";

const listOfBools = { type: { kind: "list", element: boolType } } as const;

/** A list with the items of another, of the same type; a tuple stays one. */
function like(original: Value | undefined, items: readonly Value[], origin: Origin): ListValue {
  const element = original?.kind === "list" && original.type !== undefined ? original.type.element : undefined;
  return element === undefined ? tuple(items, origin) : list(items, element, origin);
}

function isSequence(value: Value | undefined): value is ListValue {
  return value?.kind === "list";
}

function isSet(value: ListValue): boolean {
  return value.type?.kind === "set";
}

/** All of the elements, where the first wrong one decides; null counts as false. */
function allTrue([values]: readonly Value[], origin: Origin): Value {
  for (const item of itemsOfArgument(values)) {
    if (item.kind === "unknown" || item.kind === "reference") return unknownOf(boolType, reasonOf(item, origin), origin);
    if (item.kind === "scalar" && item.value !== true) return scalar(false, origin);
  }
  return scalar(true, origin);
}

function anyTrue([values]: readonly Value[], origin: Origin): Value {
  const items = itemsOfArgument(values);
  if (items.some((item) => item.kind === "scalar" && item.value === true)) return scalar(true, origin);
  const doubt = items.find((item) => item.kind === "unknown" || item.kind === "reference");
  return doubt === undefined ? scalar(false, origin) : unknownOf(boolType, reasonOf(doubt, origin), origin);
}

function chunkList([values, size]: readonly Value[], origin: Origin): Value {
  const width = wholeArgument(size);
  if (width === undefined || width < 0) return failure("the size must be a whole number and not negative", origin);
  const items = itemsOfArgument(values);
  const chunks: Value[] = [];
  const step = width === 0 ? Math.max(1, items.length) : width;
  for (let at = 0; at < items.length; at += step) chunks.push(like(values, items.slice(at, at + step), origin));
  return list(chunks, values === undefined ? stringType : typeOf(values), origin);
}

/** The first argument that is neither null nor an empty text, as the type that all of them have in common. */
function coalesce(args: readonly Value[], origin: Origin): Value {
  const type = unify(args.map(typeOf));
  if (type === undefined) return failure("coalesce() needs values of one type", origin);
  for (const argument of args) {
    if (isNull(argument)) continue;
    const value = converted(argument, type, origin);
    if (value.kind === "unknown") return value.error ? value : { ...unknownOf(type, value, origin), ...(value.oneOf?.every((each) => each !== "") ? { oneOf: value.oneOf } : {}) };
    if (!(type.kind === "string" && value.kind === "scalar" && value.value === "")) return value;
  }
  return failure("coalesce() finds no value", origin);
}

function coalesceList(args: readonly Value[], origin: Origin): Value {
  if (args.length === 0) return failure("coalescelist() needs a list", origin);
  for (const argument of args) {
    if (argument.kind === "unknown" || argument.kind === "reference") return unknown(reasonOf(argument, origin).why, origin);
    if (isNull(argument) && (argument.kind !== "scalar" || argument.type === undefined)) return failure("coalescelist() needs lists", origin);
    if (!isNull(argument) && (!isSequence(argument) || isSet(argument))) return failure("coalescelist() needs lists", origin);
  }
  return args.find((argument) => isSequence(argument) && argument.items.length > 0) ?? failure("all lists are empty", origin);
}

/** What exists only after apply is taken for a text that is not empty, as an id or ARN is. */
function compact([values]: readonly Value[], origin: Origin): Value {
  const items = itemsOfArgument(values);
  const doubt = items.find((item) => item.kind === "unknown");
  if (doubt !== undefined) return unknownOf(listOfTexts.type, reasonOf(doubt, origin), origin);
  return list(items.filter((item) => item.kind === "reference" || (!isNull(item) && textOfArgument(item) !== "")), stringType, origin);
}

function concat(args: readonly Value[], origin: Origin): Value {
  const sequences = args.filter(isSequence).filter((each) => !isSet(each));
  const doubts = args.filter((argument) => argument.kind === "unknown" || argument.kind === "reference");
  if (args.length === 0 || sequences.length + doubts.length < args.length) return failure("concat() needs lists", origin);
  const [doubt] = doubts;
  if (doubt !== undefined) return unknown(reasonOf(doubt, origin).why, origin);
  const common = sequences.every((each) => each.type !== undefined) ? unify(sequences.map(typeOf)) : undefined;
  const parts = common === undefined ? sequences : sequences.map((each) => converted(each, common, origin));
  const items = parts.flatMap(itemsOfArgument);
  if (items.length > longestList) return tooLong(listOfAny.type, origin);
  return common === undefined ? tuple(items, origin) : list(items, elementType(common) ?? stringType, origin);
}

function contains([values, wanted]: readonly Value[], origin: Origin): Value {
  if (!isSequence(values) || wanted === undefined) return failure("contains() needs a list or set", origin);
  const answers = values.items.map((item) => equal(item, wanted));
  if (answers.includes(true)) return scalar(true, origin);
  const doubt = answers.find((answer) => typeof answer === "string");
  return typeof doubt === "string" ? { ...unknown(doubt, origin, [true, false]), type: boolType, notNull: true } : scalar(false, origin);
}

function distinct([values]: readonly Value[], origin: Origin): Value {
  const items = itemsOfArgument(values);
  const doubt = items.map(firstUnknown).find((first) => first?.kind === "unknown");
  if (values !== undefined && doubt !== undefined) return unknownOf(typeOf(values), reasonOf(doubt, origin), origin);
  return like(values, firstOfEach(items).map(({ value }) => value), origin);
}

function element([values, index]: readonly Value[], origin: Origin): Value {
  if (!isSequence(values) || isSet(values)) return failure("element() needs a list", origin);
  const wanted = wholeArgument(index);
  if (wanted === undefined) return failure("element() needs a whole number", origin);
  const size = Math.max(1, values.items.length);
  // Only of lists negative numbers count from the end; of a tuple what is left over from one is no index.
  const at = values.type === undefined ? wanted % size : ((wanted % size) + size) % size;
  return values.items[at] ?? failure("element() finds no such element", origin);
}

/** Lists within lists in one tuple; null and what is known only after apply stay as they are. */
function flatten([values]: readonly Value[], origin: Origin): Value {
  if (!isSequence(values)) return failure("flatten() needs a list", origin);
  const items: Value[] = [];
  const pending: Value[] = [...values.items].reverse();
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item.kind === "unknown" && (item.type === undefined || item.type.kind === "list" || item.type.kind === "set" || item.type.kind === "tuple")) return unknown(item.why, origin);
    if (item.kind === "list") for (let at = item.items.length - 1; at >= 0; at--) pending.push(item.items[at] ?? item);
    else items.push(item);
    if (items.length > longestList) return tooLong(listOfAny.type, origin);
  }
  return tuple(items, origin);
}

function index([values, wanted]: readonly Value[], origin: Origin): Value {
  if (!isSequence(values) || isSet(values) || wanted === undefined) return failure("index() needs a list", origin);
  for (const [at, item] of values.items.entries()) {
    const same = equal(item, wanted);
    if (typeof same === "string") return unknownOf(numberType, unknown(same, origin), origin);
    if (same) return scalar(at, origin);
  }
  return failure("index() does not find the value", origin);
}

function one([values]: readonly Value[], origin: Origin): Value {
  if (!isSequence(values)) return failure("one() needs a list or set", origin);
  const [first] = values.items;
  if (values.items.length > 1) return isSet(values) && firstUnknown(values) !== undefined ? unknown("the set may have one element", origin) : failure("one() finds more than one element", origin);
  return first ?? nullOf(values.type?.element ?? { kind: "any" }, origin);
}

/** Terraform makes no longer ranges. */
const longestRange = 1024;

function range(args: readonly Value[], origin: Origin): Value {
  const numbers = args.filter((argument) => argument.kind === "scalar");
  const [first, second, third] = numbers;
  if (first === undefined || numbers.length > 3) return failure("range() needs one, two or three numbers", origin);
  const [start, end] = second === undefined ? [scalar(0, origin), first] : [first, second];
  const step = third ?? scalar(holds("<", end, start, origin) ? -1 : 1, origin);
  const isDown = Number(step.value) < 0;
  if (Number(step.value) === 0 || holds(isDown ? ">" : "<", end, start, origin)) return failure("range() does not reach its end with this step", origin);
  const items: Value[] = [];
  for (let value: Value = start; value.kind === "scalar" && holds(isDown ? ">" : "<", value, end, origin); value = calculate("+", value, step, origin)) {
    if (items.length >= longestRange) return failure("range() makes at most 1024 numbers", origin);
    items.push(value);
  }
  return list(items, numberType, origin);
}

function holds(operator: "<" | ">", a: ScalarValue, b: ScalarValue, origin: Origin): boolean {
  const result = calculate(operator, a, b, origin);
  return result.kind === "scalar" && result.value === true;
}

function reverse([values]: readonly Value[], origin: Origin): Value {
  return isSequence(values) ? like(values, [...values.items].reverse(), origin) : failure("reverse() needs a list", origin);
}

function slice([values, from, to]: readonly Value[], origin: Origin): Value {
  if (!isSequence(values) || isSet(values)) return failure("slice() needs a list", origin);
  const [start, end] = [wholeArgument(from), wholeArgument(to)];
  if (start === undefined || end === undefined || start < 0 || end < start || end > values.items.length) return failure("slice() has an index outside of the list", origin);
  return like(values, values.items.slice(start, end), origin);
}

function matchKeys([values, keys, searched]: readonly Value[], origin: Origin): Value {
  if (values === undefined || keys === undefined || searched === undefined) return failure("matchkeys() needs three lists", origin);
  const type = unify([typeOf(keys), typeOf(searched)]);
  if (type === undefined) return failure("keys and searchset have different types", origin);
  const [names, wanted] = [converted(keys, type, origin), converted(searched, type, origin)].map(itemsOfArgument);
  const items = itemsOfArgument(values);
  if (names === undefined || wanted === undefined || items.length !== names.length) return failure("values and keys have different lengths", origin);
  if (wanted.length === 0) return like(values, [], origin);
  const doubt = unlessKnown([values, keys, searched], typeOf(values), origin);
  if (doubt !== undefined) return doubt;
  if (names.length * wanted.length > 1_000_000) return tooLong(typeOf(values), origin);
  return like(values, items.filter((_, at) => wanted.some((each) => equal(each, names[at] ?? each) === true)), origin);
}

/** https://developer.hashicorp.com/terraform/language/functions/alltrue and its neighbours */
export const sequenceFunctions: readonly (readonly [string, Builtin])[] = [
  ["alltrue", { parameters: [listOfBools], result: boolType, run: allTrue }],
  ["anytrue", { parameters: [listOfBools], result: boolType, run: anyTrue }],
  ["chunklist", { parameters: [listOfAny, number], run: chunkList }],
  ["coalesce", { parameters: [], rest: evenNullOrUnknown, run: coalesce }],
  ["coalescelist", { parameters: [], rest: evenNullOrUnknown, run: coalesceList }],
  ["compact", { parameters: [listOfTexts], result: listOfTexts.type, run: compact }],
  ["concat", { parameters: [], rest: anythingUnknown, run: concat }],
  ["contains", { parameters: [anything, anything], result: boolType, deep: true, run: contains }],
  ["distinct", { parameters: [listOfAny], deep: true, run: distinct }],
  ["element", { parameters: [anything, number], run: element }],
  ["flatten", { parameters: [anything], deep: true, run: flatten }],
  ["index", { parameters: [anything, anything], result: numberType, deep: true, run: index }],
  ["matchkeys", { parameters: [listOfAny, listOfAny, listOfAny], deep: true, run: matchKeys }],
  ["one", { parameters: [anything], run: one }],
  ["range", { parameters: [], rest: number, result: { kind: "list", element: numberType }, run: range }],
  ["reverse", { parameters: [anything], run: reverse }],
  ["slice", { parameters: [anything, number, number], run: slice }],
];
