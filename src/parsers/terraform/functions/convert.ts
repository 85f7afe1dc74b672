import { convertTo } from "../conversion.ts";
import { anyType, boolType, numberType, stringType, type Type } from "../type.ts";
import { failure, unknown, type Value } from "../value.ts";
import { evenNullOrUnknown, nullable, type Builtin } from "./builtin.ts";

function conversion(name: string, type: Type): Builtin {
  return {
    parameters: [evenNullOrUnknown],
    deep: true,
    run: ([value], origin) => {
      const result = value === undefined ? "there is no argument" : convertTo(value, type);
      return typeof result === "string" ? failure(`${name}(): ${result}`, origin) : { ...result, origin };
    },
  };
}

/** Marks are not followed: a secret is a value like any other here, and no value is printed. */
const same: Builtin = { parameters: [evenNullOrUnknown], run: ([value], origin) => value ?? failure("there is no argument", origin) };

/** https://developer.hashicorp.com/terraform/language/functions/tostring and its neighbours */
export const conversionFunctions: readonly (readonly [string, Builtin])[] = [
  ["ephemeralasnull", same],
  ["issensitive", { parameters: [nullable], result: boolType, run: (_, origin): Value => unknown("issensitive() is not evaluated", origin, [true, false]) }],
  ["nonsensitive", same],
  ["sensitive", same],
  ["tobool", conversion("tobool", boolType)],
  ["tolist", conversion("tolist", { kind: "list", element: anyType })],
  ["tomap", conversion("tomap", { kind: "map", element: anyType })],
  ["tonumber", conversion("tonumber", numberType)],
  ["toset", conversion("toset", { kind: "set", element: anyType })],
  ["tostring", conversion("tostring", stringType)],
];
