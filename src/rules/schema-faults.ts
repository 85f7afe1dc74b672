import type { ErrorObject } from "ajv";
import { nearest } from "../model/nearest.ts";
import { valueWords } from "../model/value-words.ts";

/** Where a fault lies in a rule file: the value under a path, or its last key. */
export interface Spot {
  readonly path: readonly string[];
  readonly on: "key" | "value";
}

export interface Fault {
  readonly message: string;
  readonly spot: Spot;
}

/** Keywords that only say that an object is incomplete: with a misspelt key in the same object they are its consequence. */
const consequences = new Set(["minProperties", "maxProperties", "dependentRequired"]);

/** More mistakes than these are not listed: a file with so many is no file of ours. */
export const mostFaults = 50;

/** What the schema's checker found, one fault for each mistake of the author. */
export function schemaFaults(errors: readonly ErrorObject[]): readonly Fault[] {
  const real = errors.filter((error) => error.keyword !== "if" && error.propertyName === undefined);
  const misspelt = meantKeys(real);
  const faults = new Map<string, Fault>();
  for (const error of real) {
    if (faults.size === mostFaults) break;
    if (isConsequence(error, misspelt.get(error.instancePath))) continue;
    const fault = faultOf(error);
    // Several keys can be missing in one place; of several complaints about one value the first says what is wrong.
    const key = error.keyword === "required" ? JSON.stringify(fault) : JSON.stringify(fault.spot);
    if (!faults.has(key)) faults.set(key, fault);
  }
  return [...faults.values()];
}

/** For each object with unknown keys, the keys that were probably meant by them. */
function meantKeys(errors: readonly ErrorObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const meant = new Map<string, Set<string>>();
  for (const error of errors) {
    if (error.keyword !== "additionalProperties") continue;
    const keys = meant.get(error.instancePath) ?? new Set();
    meant.set(error.instancePath, keys);
    const near = keys.size < mostFaults ? nearest(word(error, "additionalProperty"), knownKeys(error)) : undefined;
    if (near !== undefined) keys.add(near);
  }
  return meant;
}

function isConsequence(error: ErrorObject, misspelt: ReadonlySet<string> | undefined): boolean {
  if (misspelt === undefined) return false;
  return consequences.has(error.keyword) || (error.keyword === "required" && misspelt.has(word(error, "missingProperty")));
}

function faultOf(error: ErrorObject): Fault {
  const path = pathOf(error.instancePath);
  switch (error.keyword) {
    case "additionalProperties": {
      const key = word(error, "additionalProperty");
      return { message: `unknown key ${valueWords(key)}${ending(key, knownKeys(error))}`, spot: { path: [...path, key], on: "key" } };
    }
    case "propertyNames": {
      const key = word(error, "propertyName");
      return { message: `${valueWords(key)} cannot be a key here`, spot: { path: [...path, key], on: "key" } };
    }
    case "dependentRequired":
      return { message: `"${word(error, "property")}" needs "setting" beside it`, spot: { path: [...path, word(error, "property")], on: "key" } };
    case "required":
      return { message: `"${word(error, "missingProperty")}" is missing`, spot: { path, on: "key" } };
    case "minProperties":
    case "maxProperties":
      return { message: incomplete(error), spot: { path, on: "value" } };
    default:
      return { message: valueFault(error), spot: { path, on: "value" } };
  }
}

/** Only conditions bound the number of their keys by the key that they have. */
function incomplete(error: ErrorObject): string {
  const isCondition = error.schemaPath.includes("/dependentSchemas/") || knownKeys(error).includes("setting");
  if (!isCondition) return "at least one entry is needed here";
  return 'a condition is exactly one of "all", "any", "not" or "setting", and "setting" comes with exactly one of "is", "above", "set" or "layer"';
}

function valueFault(error: ErrorObject): string {
  const value = JSON.stringify(error.data) as string | undefined;
  const shown = value === undefined || value.length > 60 ? "the value" : value;
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case "enum": {
      const known = (params["allowedValues"] as readonly unknown[]).map(String);
      return `${shown} is not one of ${known.join(", ")}${meant(typeof error.data === "string" ? (switchWord(error.data, known) ?? nearest(error.data, known)) : undefined)}`;
    }
    case "const":
      return error.schemaPath.endsWith("/setting/const")
        ? `"above" compares numbers, and ${shown} is not one: only httpPutResponseHopLimit is`
        : `${shown} is not ${JSON.stringify(params["allowedValue"])}`;
    case "type":
      return `${shown} is not of type ${String(params["type"]).replaceAll(",", " or ")}`;
    case "pattern":
      return `${shown} does not have the form ${String(params["pattern"])}`;
    default:
      return `${shown} ${error.message ?? "is not allowed"}`;
  }
}

/** Other words for a switch: by its letters alone, "no" is nearest to "on". */
const switchWords: ReadonlyMap<string, string> = new Map([
  ["no", "off"],
  ["false", "off"],
  ["none", "off"],
  ["never", "off"],
  ["disabled", "off"],
  ["yes", "on"],
  ["true", "on"],
  ["enabled", "on"],
]);

function switchWord(word: string, known: readonly string[]): string | undefined {
  const meaning = switchWords.get(word.toLowerCase());
  return meaning !== undefined && known.includes(meaning) ? meaning : undefined;
}

function ending(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === undefined ? `; known keys are ${known.join(", ")}` : meant(near);
}

function meant(near: string | undefined): string {
  return near === undefined ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}

function knownKeys(error: ErrorObject): readonly string[] {
  const schema = error.parentSchema as { readonly properties?: Readonly<Record<string, unknown>> } | undefined;
  return Object.keys(schema?.properties ?? {});
}

function word(error: ErrorObject, name: string): string {
  return String((error.params as Readonly<Record<string, unknown>>)[name]);
}

/** A JSON pointer as path; indices stay strings. */
function pathOf(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
