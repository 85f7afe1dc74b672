import { stringType } from "../type.ts";
import { failure, unknown, type Origin, type Value } from "../value.ts";
import { longestText, nullable, text, textOfArgument, textResult, tooLong, unlessKnown, type Builtin, type Tools } from "./builtin.ts";
import { isRefused } from "./refusal.ts";
import { decodeYaml } from "./yaml-decode.ts";
import { encodeYaml } from "./yaml-encode.ts";

function encode([value]: readonly Value[], origin: Origin): Value {
  if (value === undefined) return failure("yamlencode() needs a value", origin);
  const doubt = unlessKnown([value], stringType, origin);
  if (doubt !== undefined) return doubt;
  const encoded = encodeYaml(value);
  return encoded === undefined || encoded.length > longestText ? tooLong(stringType, origin) : textResult(encoded, origin);
}

function decode([argument]: readonly Value[], origin: Origin, { libraries }: Tools): Value {
  const value = libraries.yaml && decodeYaml(textOfArgument(argument), origin, libraries.yaml);
  if (value === undefined) return unknown("yamldecode() is not evaluated", origin);
  return isRefused(value) ? failure(`yamldecode(): ${value.refused}`, origin) : value;
}

/** https://developer.hashicorp.com/terraform/language/functions/yamlencode and yamldecode */
export const yamlFunctions: readonly (readonly [string, Builtin])[] = [
  ["yamldecode", { parameters: [text], run: decode }],
  ["yamlencode", { parameters: [nullable], result: stringType, deep: true, run: encode }],
];
