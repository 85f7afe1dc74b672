import type { Source } from "../../model/source.ts";
import type { Expression, ObjectEntry } from "../../syntax/hcl/ast.ts";
import { convertTo } from "./conversion.ts";
import { negateNumber } from "./arithmetic.ts";
import { anyType, type Type } from "./type.ts";
import { scalar, type Origin, type Value } from "./value.ts";
import { literal } from "./weight.ts";

/** A type expression: the type, and the defaults of its optional attributes. */
export interface Constraint {
  readonly type: Type;
  /** Of an object's attributes, by name. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** The constraints inside: by attribute, by position in a tuple, or under "" for every element. */
  readonly inner: ReadonlyMap<string, Constraint>;
  /** Whether there are defaults in it, however deep. */
  readonly hasDefaults: boolean;
}

/** Nesting of a type expression beyond which nothing is converted; Terraform configurations stay far below. */
const deepest = 50;

const open: Constraint = { type: anyType, defaults: new Map(), inner: new Map(), hasDefaults: false };

/** The constraint that a type expression stands for; what is no type leaves it open. https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export function constraintOf(expression: Expression, source: Source, depth: number): Constraint {
  if (depth > deepest) return open;
  if (expression.kind === "variable") return primitive(expression.name);
  // Terraform 0.11 wrote types as text.
  if (expression.kind === "literal" && typeof expression.value === "string") return legacy(expression.value);
  if (expression.kind !== "call") return open;
  const [argument] = expression.args;
  if (argument === undefined) return open;
  switch (expression.name) {
    case "list":
    case "set":
    case "map": {
      const element = constraintOf(argument, source, depth + 1);
      return made({ kind: expression.name, element: element.type }, new Map(), new Map([["", element]]));
    }
    case "tuple": {
      if (argument.kind !== "tuple") return open;
      const items = argument.items.map((item) => constraintOf(item, source, depth + 1));
      return made({ kind: "tuple", items: items.map((item) => item.type) }, new Map(), new Map(items.map((item, at) => [String(at), item])));
    }
    case "object":
      return argument.kind === "object" ? objectConstraint(argument.entries, source, depth) : open;
    default:
      return open;
  }
}

function primitive(name: string): Constraint {
  return name === "string" || name === "number" || name === "bool" ? made({ kind: name }, new Map(), new Map()) : open;
}

function legacy(name: string): Constraint {
  if (name === "string") return primitive(name);
  return name === "list" || name === "map" ? made({ kind: name, element: anyType }, new Map(), new Map()) : open;
}

function made(type: Type, defaults: ReadonlyMap<string, Value>, inner: ReadonlyMap<string, Constraint>): Constraint {
  return { type, defaults, inner, hasDefaults: defaults.size > 0 || [...inner.values()].some((each) => each.hasDefaults) };
}

function objectConstraint(entries: readonly ObjectEntry[], source: Source, depth: number): Constraint {
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const defaults = new Map<string, Value>();
  const inner = new Map<string, Constraint>();
  for (const { key, value } of entries) {
    if (key.kind !== "literal" || typeof key.value !== "string") return open;
    const name = key.value;
    const modifier = value.kind === "call" && value.name === "optional" ? value.args : undefined;
    const constraint = constraintOf(modifier?.[0] ?? value, source, depth + 1);
    attributes.set(name, constraint.type);
    inner.set(name, constraint);
    if (modifier === undefined) continue;
    optional.add(name);
    const [, fallback] = modifier;
    if (fallback === undefined) continue;
    const given = constant(fallback, source, name, depth);
    const converted = convertTo(given, constraint.type);
    defaults.set(name, typeof converted === "string" ? given : converted);
  }
  return made({ kind: "object", attributes, optional }, defaults, inner);
}

/** Defaults of `optional()` are constants by Terraform's own rule: no references, no functions. */
function constant(expression: Expression, source: Source, name: string, depth: number): Value {
  const origin: Origin = { at: { source, span: expression.span }, note: `optional default of ${name}` };
  const refused: Value = { kind: "unknown", why: `the default of ${name} is not a constant`, origin };
  if (depth > deepest) return refused;
  switch (expression.kind) {
    case "literal":
      return literal(expression, origin);
    case "parenthesised":
      return constant(expression.inner, source, name, depth + 1);
    case "unary": {
      const operand = constant(expression.operand, source, name, depth + 1);
      if (operand.kind !== "scalar") return refused;
      if (expression.operator === "!") return typeof operand.value === "boolean" ? scalar(!operand.value, origin) : refused;
      return typeof operand.value === "number" ? negateNumber(operand, origin) : refused;
    }
    case "tuple":
      return { kind: "list", items: expression.items.map((item) => constant(item, source, name, depth + 1)), origin };
    case "object": {
      const entries = new Map<string, Value>();
      for (const entry of expression.entries) {
        if (entry.key.kind === "literal") entries.set(String(entry.key.value), constant(entry.value, source, name, depth + 1));
      }
      return { kind: "map", entries, origin };
    }
    case "heredoc":
    case "template": {
      const [only, ...others] = expression.parts;
      return only?.kind === "text" && others.length === 0 ? scalar(only.value, origin) : refused;
    }
    case "variable":
    case "get":
    case "index":
    case "splat":
    case "call":
    case "for":
    case "conditional":
    case "binary":
      return refused;
  }
}
