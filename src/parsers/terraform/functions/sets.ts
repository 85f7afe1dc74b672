import { unify } from "../convertible.ts";
import { equal } from "../equality.ts";
import { makeSet } from "../sets.ts";
import { anyType, isPrimitive, type Type } from "../type.ts";
import { elementType, firstUnknown, isNull, list, tuple, typeOf, unknownOf } from "../typing.ts";
import { failure, type ListValue, type Origin, type Value } from "../value.ts";
import { anythingUnknown, converted, itemsOfArgument, longestList, reasonOf, tooLong, unlessKnown, type Builtin, type Parameter, type Tools } from "./builtin.ts";

const set: Parameter = { type: { kind: "set", element: anyType } };

type Combine = (a: readonly Value[], b: readonly Value[]) => readonly Value[];

/** All arguments as sets of the type that they have in common, combined from left to right. */
function combining(combine: Combine, mayBeUnknown: boolean): Builtin["run"] {
  return (args, origin, { spend }) => {
    const types = args.filter((argument) => itemsOfArgument(argument).length > 0 || elementType(typeOf(argument))?.kind !== "any").map((argument) => elementType(typeOf(argument)) ?? anyType);
    const element = types.length === 0 ? anyType : unify(types);
    if (element === undefined) return failure("the sets have elements of different types", origin);
    if (types.some((type) => !isPrimitive(type) && type.kind !== "any") && args.some(isOnlyNull)) return failure("null has no type that goes with the other elements", origin);
    const type: Type = { kind: "set", element };
    const sets = args.map((argument) => converted(argument, type, origin));
    const refused = sets.find((each) => each.kind === "unknown");
    if (refused !== undefined) return refused;
    const doubt = mayBeUnknown ? undefined : unlessKnown(sets, type, origin);
    if (doubt !== undefined) return doubt;
    const [first, ...others] = sets.map(itemsOfArgument);
    if (!spend(sets.reduce((sum, each) => sum + itemsOfArgument(each).length, 0))) return tooLong(type, origin);
    return makeSet(others.reduce(combine, first ?? []), element, origin);
  };
}

function isOnlyNull(argument: Value): boolean {
  const items = itemsOfArgument(argument);
  return items.length > 0 && items.every(isNull) && elementType(typeOf(argument))?.kind === "any";
}

/** Elements that are one scalar are looked up; only compound ones are compared pair by pair. */
function holding(items: readonly Value[]): (value: Value) => boolean {
  const scalars = new Set(items.flatMap((item) => (item.kind === "scalar" && item.digits === undefined ? [item.value] : [])));
  const others = items.filter((item) => item.kind !== "scalar" || item.digits !== undefined);
  return (value) => (value.kind === "scalar" && value.digits === undefined ? scalars.has(value.value) : others.some((other) => equal(other, value) === true));
}

function intersection(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  const isInB = holding(b);
  return a.filter(isInB);
}

function difference(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  const isInB = holding(b);
  return a.filter((item) => !isInB(item));
}

/** Every combination of elements; with a set among the arguments a set of them. */
function product(args: readonly Value[], origin: Origin, { spend }: Tools): Value {
  if (args.length < 2) return failure("setproduct() needs two sets or lists", origin);
  const elements = args.map(elementOf);
  if (elements.some((element) => element === undefined)) return failure("setproduct() needs sets or lists of one type each", origin);
  const items: Type[] = elements.map((element) => element ?? anyType);
  const isSet = args.some((argument) => typeOf(argument).kind === "set");
  const type: Type = { kind: isSet ? "set" : "list", element: { kind: "tuple", items } };
  const doubt = args.find((argument) => argument.kind !== "list" || (argument.type?.kind === "set" && argument.items.length > 1 && firstUnknown(argument) !== undefined));
  if (doubt !== undefined) return unknownOf(type, reasonOf(firstUnknown(doubt) ?? doubt, origin), origin);
  const total = args.reduce((count, argument) => count * itemsOfArgument(argument).length, 1);
  if (total * args.length > longestList || !spend(total * args.length)) return tooLong(type, origin);
  const rows = args.reduce<readonly (readonly Value[])[]>((before, argument, at) => {
    const column = itemsOfArgument(argument).map((item) => converted(item, items[at] ?? anyType, origin));
    return before.flatMap((row) => column.map((item) => [...row, item]));
  }, [[]]);
  const tuples: ListValue[] = rows.map((row) => tuple(row, origin));
  return isSet ? makeSet(tuples, { kind: "tuple", items }, origin) : list(tuples, { kind: "tuple", items }, origin);
}

function elementOf(argument: Value): Type | undefined {
  const type = typeOf(argument);
  if (type.kind === "list" || type.kind === "set") return type.element;
  if (type.kind === "tuple") return type.items.length === 0 ? anyType : unify(type.items);
  return type.kind === "any" ? anyType : undefined;
}

/** https://developer.hashicorp.com/terraform/language/functions/setunion and its neighbours */
export const setFunctions: readonly (readonly [string, Builtin])[] = [
  ["setintersection", { parameters: [set], rest: set, deep: true, run: combining(intersection, false) }],
  ["setproduct", { parameters: [], rest: anythingUnknown, run: product }],
  ["setsubtract", { parameters: [set, set], deep: true, run: combining(difference, false) }],
  ["setunion", { parameters: [set], rest: set, deep: true, run: combining((a, b) => [...a, ...b], true) }],
];
