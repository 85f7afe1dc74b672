import type { Source } from "../../model/source.ts";
import type { Call, Expression } from "../../syntax/hcl/ast.ts";
import { attribute, type Declared } from "./module.ts";
import { boolOf, numberOf, scalar, textOf, type Origin, type Value } from "./value.ts";

/** Nesting of a type expression beyond which nothing is converted; Terraform configurations stay far below. */
const deepest = 50;

/**
 * A variable's value after its type constraint: primitive conversions, defaults of `optional()` attributes, and attributes that the
 * object type does not name dropped. https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function convert(value: Value, declared: Declared): Value {
  const type = attribute(declared.block, "type");
  return type === undefined ? value : convertTo(value, type.value, declared.source, { depth: 0, left: { conversions: 100_000 } });
}

/** How deep a conversion is, and how many more may be made: values share parts, so that a small one can be endless to convert. */
interface Bounds {
  readonly depth: number;
  readonly left: { conversions: number };
}

function inside({ depth, left }: Bounds): Bounds {
  return { depth: depth + 1, left };
}

function convertTo(value: Value, type: Expression, source: Source, bounds: Bounds): Value {
  if (bounds.depth > deepest || --bounds.left.conversions < 0 || value.kind === "unknown" || value.kind === "reference") return value;
  if (value.kind === "scalar" && value.value === null) return value;
  if (type.kind === "variable") return convertPrimitive(value, type.name);
  if (type.kind !== "call") return value;
  const [element] = type.args;
  switch (type.name) {
    case "list":
    case "set":
      return value.kind === "list" && element !== undefined ? { ...value, items: value.items.map((item) => convertTo(item, element, source, inside(bounds))) } : value;
    case "map":
      return value.kind === "map" && element !== undefined ? { ...value, entries: new Map([...value.entries].map(([key, item]) => [key, convertTo(item, element, source, inside(bounds))])) } : value;
    case "tuple":
      return value.kind === "list" && element?.kind === "tuple"
        ? { ...value, items: value.items.map((item, at) => convertItem(item, element.items[at], source, bounds)) }
        : value;
    case "object":
      return value.kind === "map" ? convertObject(value, type, source, bounds) : value;
    default:
      return value;
  }
}

function convertItem(item: Value, type: Expression | undefined, source: Source, bounds: Bounds): Value {
  return type === undefined ? item : convertTo(item, type, source, inside(bounds));
}

function convertObject(value: Value & { kind: "map" }, type: Call, source: Source, bounds: Bounds): Value {
  const [attributes] = type.args;
  if (attributes?.kind !== "object") return value;
  const entries = new Map<string, Value>();
  for (const entry of attributes.entries) {
    if (entry.key.kind !== "literal" || typeof entry.key.value !== "string") return value;
    const name = entry.key.value;
    const optional = entry.value.kind === "call" && entry.value.name === "optional" ? entry.value : undefined;
    const inner = optional?.args[0] ?? entry.value;
    const given = value.entries.get(name);
    const missing = given === undefined || (given.kind === "scalar" && given.value === null);
    const fallback = optional?.args[1];
    if (missing && fallback !== undefined) entries.set(name, convertTo(literalOf(fallback, source, name), inner, source, inside(bounds)));
    else if (given === undefined) entries.set(name, scalar(null, { at: { source, span: entry.span } }));
    else entries.set(name, convertTo(given, inner, source, inside(bounds)));
  }
  return { ...value, entries };
}

/** Defaults of `optional()` are constants by Terraform's own rule: no references, no functions of the module's values. */
function literalOf(expression: Expression, source: Source, name: string): Value {
  const origin: Origin = { at: { source, span: expression.span }, note: `optional default of ${name}` };
  switch (expression.kind) {
    case "literal":
      return scalar(expression.value, origin);
    case "parenthesised":
      return literalOf(expression.inner, source, name);
    case "unary": {
      const operand = literalOf(expression.operand, source, name);
      const number = operand.kind === "scalar" ? numberOf(operand.value) : undefined;
      return number === undefined || expression.operator !== "-" ? { kind: "unknown", why: `the default of ${name} is not a constant`, origin } : scalar(-number, origin);
    }
    case "tuple":
      return { kind: "list", items: expression.items.map((item) => literalOf(item, source, name)), origin };
    case "object": {
      const entries = new Map<string, Value>();
      for (const entry of expression.entries) {
        if (entry.key.kind === "literal") entries.set(String(entry.key.value), literalOf(entry.value, source, name));
      }
      return { kind: "map", entries, origin };
    }
    case "template":
    case "heredoc":
    case "variable":
    case "get":
    case "index":
    case "splat":
    case "call":
    case "for":
    case "conditional":
    case "binary":
      return { kind: "unknown", why: `the default of ${name} is not a constant`, origin };
  }
}

function convertPrimitive(value: Value, name: string): Value {
  if (value.kind !== "scalar") return value;
  const converted = name === "string" ? textOf(value.value) : name === "number" ? numberOf(value.value) : name === "bool" ? boolOf(value.value) : undefined;
  return converted === undefined ? value : { ...value, value: converted };
}
