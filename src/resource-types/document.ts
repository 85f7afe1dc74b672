import type { Hop, Scalar } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { noNodes, type Node, type Nodes } from "./node.ts";

/** A JSON document that is written as text. A text has no places inside: everything in it is shown at the argument. */
export function textDocument(text: string, name: string, at: Place, trail: readonly Hop[]): Nodes {
  const root = parsed(text);
  if (isRecord(root)) return { nodes: [recordNode(root, at, trail)], undecided: undefined };
  return { nodes: [], undecided: { state: "unknown", why: `the ${name} is not a JSON object`, at, trail } };
}

/** Undefined for what is no JSON: the caller says so. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Json = Readonly<Record<string, unknown>>;

function recordNode(record: Json, at: Place, trail: readonly Hop[]): Node {
  return {
    at,
    spelled: (name) => name,
    setting: (name) => {
      const value = member(record, name);
      return isScalar(value) ? { state: "known", value, at, trail } : { state: "absent", at };
    },
    nested: (name) => {
      const value = member(record, name);
      const records = (Array.isArray(value) ? value : [value]).filter(isRecord);
      return { nodes: records.map((inner) => recordNode(inner, at, trail)), undecided: undefined };
    },
    link: () => undefined,
    image: () => ({ state: "absent" }),
    referred: () => undefined,
    keys: () => Object.keys(record).map((key) => ({ key, at, trail })),
    document: () => noNodes,
  };
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(record: Json, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
