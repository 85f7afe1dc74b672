import type { Block, Body, Expression, HclFile, TemplatePart } from "../../../src/syntax/hcl/ast.ts";
import type { Source, Span } from "../../../src/model/source.ts";

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

/** hcl2json refuses some files that HashiCorp's parser accepts, such as `-true` or blocks of one type with and without labels. */
class Unrenderable extends Error {}

/**
 * Our tree in hcl2json's conventions (https://github.com/tmccombs/hcl2json#what-is-not-supported): blocks are nested objects
 * ending in a list, literals are values, everything else is "${source text}". Undefined where hcl2json refuses.
 */
export function render(source: Source, file: HclFile): Json | undefined {
  return attempt(() => new Rendering(source.text).body(file.body));
}

/** A text by which two renderings can be compared: keys in order, numbers as JSON has them. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.flatMap(([key, item]: [string, unknown]) => ["key", key, item]);
  });
}

class Rendering {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  body(body: Body): JsonObject {
    const out = Object.create(null) as JsonObject;
    for (const block of body.blocks) this.block(block, out);
    for (const attribute of body.attributes) out[attribute.name] = this.expression(attribute.value);
    return out;
  }

  private block(block: Block, root: JsonObject): void {
    let out = root;
    let key = block.type;
    for (const label of block.labels) {
      const inner = out[key] ?? (Object.create(null) as JsonObject);
      if (typeof inner !== "object" || Array.isArray(inner)) throw new Unrenderable();
      out[key] = inner;
      out = inner as JsonObject;
      key = label.value;
    }
    const body = this.body(block.body);
    const known = out[key];
    if (known === undefined) out[key] = [body];
    else if (Array.isArray(known)) out[key] = [...(known as Json[]), body];
    else throw new Unrenderable();
  }

  private expression(expression: Expression): Json {
    switch (expression.kind) {
      case "literal":
        return typeof expression.value === "string" ? escaped(expression.value) : expression.value;
      case "template":
      case "heredoc": {
        const [only, ...more] = expression.parts;
        if (only?.kind === "interpolation" && more.length === 0) return this.expression(only.value);
        return this.parts(expression.parts);
      }
      case "tuple":
        return expression.items.map((item) => this.expression(item));
      case "object": {
        const out = Object.create(null) as JsonObject;
        for (const entry of expression.entries) out[this.key(entry.key)] = this.expression(entry.value);
        return out;
      }
      case "unary": {
        const { operand, operator } = expression;
        if (operand.kind !== "literal" || typeof operand.value === "string") return this.wrapped(expression);
        if (operator === "-" && typeof operand.value === "number") return -operand.value;
        if (operator === "!" && typeof operand.value === "boolean") return !operand.value;
        throw new Unrenderable();
      }
      default:
        return this.wrapped(expression);
    }
  }

  private key(key: Expression): string {
    const bare = key.kind === "literal" && typeof key.value === "string" && !this.text.startsWith('"', key.span.start);
    return bare || isReference(key) ? this.source(key.span) : this.inText(key);
  }

  private inText(expression: Expression): string {
    switch (expression.kind) {
      case "literal":
        if (typeof expression.value === "string") return escaped(expression.value);
        return expression.text === undefined ? String(expression.value) : plainNumber(expression.text);
      case "template":
      case "heredoc": {
        const [only, ...more] = expression.parts;
        if (only?.kind === "interpolation" && more.length === 0) return this.inText(only.value);
        return this.parts(expression.parts);
      }
      case "conditional":
        return this.choice(expression.condition, () => this.inText(expression.then), () => this.inText(expression.otherwise));
      default:
        return this.wrapped(expression);
    }
  }

  private parts(parts: readonly TemplatePart[]): string {
    return parts.map((part) => this.part(part)).join("");
  }

  private part(part: TemplatePart): string {
    switch (part.kind) {
      case "text":
        return escaped(part.value);
      case "interpolation":
        return this.inText(part.value);
      case "if":
        return this.choice(part.condition, () => this.nested(part.then), () => this.nested(part.otherwise));
      case "for": {
        const names = part.keyName === undefined ? part.valueName : `${part.keyName}, ${part.valueName}`;
        return `%{for ${names} in ${this.source(part.collection.span)}}${this.nested(part.body)}%{endfor}`;
      }
    }
  }

  /** A directive's content; hcl2json evaluates a single literal there, which fails for null. */
  private nested(parts: readonly TemplatePart[]): string {
    const [only, ...more] = parts;
    if (only?.kind === "interpolation" && more.length === 0 && only.value.kind === "literal" && only.value.value === null) throw new Unrenderable();
    return this.parts(parts);
  }

  /** hcl2json drops a whole choice whose first result it cannot render, and the second result if it is that. */
  private choice(condition: Expression, then: () => string, otherwise: () => string): string {
    const first = attempt(then);
    if (first === undefined) return "";
    const second = attempt(otherwise) ?? "";
    return `%{if ${this.source(condition.span)}}${first}${second === "" ? "" : `%{else}${second}`}%{endif}`;
  }

  private wrapped(expression: Expression): string {
    return `\${${this.source(expression.span)}}`;
  }

  /** hcl2json takes a parenthesis behind the expression along. */
  private source(span: Span): string {
    return this.text.slice(span.start, this.text.startsWith(")", span.end) ? span.end + 1 : span.end);
  }
}

function attempt<Result>(rendering: () => Result): Result | undefined {
  try {
    return rendering();
  } catch (error) {
    if (error instanceof Unrenderable) return undefined;
    throw error;
  }
}

/** A name with steps that are all constant: HashiCorp's parser takes it for one traversal. */
function isReference(expression: Expression): boolean {
  let at = expression;
  while (at.kind === "get" || (at.kind === "index" && isConstant(at.key))) at = at.target;
  return at.kind === "variable";
}

function isConstant(key: Expression): boolean {
  return key.kind === "literal" || (key.kind === "heredoc" && (key.parts.length === 0 || (key.parts.length === 1 && key.parts[0]?.kind === "text")));
}

/** HCL's strings are in Unicode's composed form; a brace that is no interpolation is escaped. */
function escaped(text: string): string {
  return text.normalize("NFC").replace(/[$%]\{/g, (marker) => marker.charAt(0) + marker);
}

/** A number without exponent, as HCL writes it into a string. */
function plainNumber(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point > digits.length ? digits.padEnd(point, "0") : point < 1 ? "0".repeat(1 - point) + digits : digits;
  const split = Math.max(point, 1);
  const before = padded.slice(0, split).replace(/^0+(?=.)/, "");
  const after = padded.slice(split).replace(/0+$/, "");
  return after === "" ? before : `${before}.${after}`;
}
