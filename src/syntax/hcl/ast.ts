import type { Span } from "../../model/source.ts";

/** HCL native syntax as a tree. Spec: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** From after the opening brace to before the closing one; the whole text for a file. */
  readonly span: Span;
  /** Something in this body (not in a nested one) could not be read: what is missing from it may be in the text all the same. */
  readonly incomplete?: boolean;
}

export interface Attribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  readonly span: Span;
}

export interface Label {
  readonly value: string;
  readonly span: Span;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** Type and labels: `resource "aws_instance" "web"`. */
  readonly header: Span;
  readonly span: Span;
}

export type Expression =
  | Literal
  | Template
  | Heredoc
  | Variable
  | GetAttr
  | Index
  | Splat
  | Call
  | Tuple
  | ObjectExpression
  | ForExpression
  | Conditional
  | Binary
  | Unary
  | Parenthesised;

/** `number`: `text` keeps the digits as written, for values beyond a double. */
export interface Literal {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  readonly text?: string;
  readonly span: Span;
}

/**
 * A quoted string with interpolations or directives. A quoted string without any is a `literal`.
 * With one single part, an interpolation, the value is that of the interpolation, whatever its type; in every other case it is a string.
 */
export interface Template {
  readonly kind: "template";
  readonly parts: readonly TemplatePart[];
  readonly span: Span;
}

/** `<<EOT` and, with `indented`, `<<-EOT` (its common indentation is already removed from the literal parts). Without any text it has no parts. */
export interface Heredoc {
  readonly kind: "heredoc";
  readonly indented: boolean;
  readonly parts: readonly TemplatePart[];
  readonly span: Span;
}

/** Strip markers (`~`) have already trimmed the neighbouring literals; a text that became empty by that stays, as an empty text. */
export type TemplatePart =
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  | { readonly kind: "interpolation"; readonly value: Expression; readonly span: Span }
  | { readonly kind: "if"; readonly condition: Expression; readonly then: readonly TemplatePart[]; readonly otherwise: readonly TemplatePart[]; readonly span: Span }
  | { readonly kind: "for"; readonly keyName?: string; readonly valueName: string; readonly collection: Expression; readonly body: readonly TemplatePart[]; readonly span: Span };

/** A bare name: the root of a traversal (`var`, `local`, `aws_instance`, an iterator). */
export interface Variable {
  readonly kind: "variable";
  readonly name: string;
  readonly span: Span;
}

export interface GetAttr {
  readonly kind: "get";
  readonly target: Expression;
  readonly name: string;
  readonly span: Span;
}

/** `a[b]`, and the legacy `a.0` (then `legacy`). */
export interface Index {
  readonly kind: "index";
  readonly target: Expression;
  readonly key: Expression;
  readonly legacy: boolean;
  readonly span: Span;
}

/** `a[*].b.c` (`full`) and `a.*.b` (attribute-only): the steps are taken from every element of the target. */
export interface Splat {
  readonly kind: "splat";
  readonly target: Expression;
  readonly full: boolean;
  /** The traversal steps after the star, outermost last. */
  readonly steps: readonly SplatStep[];
  readonly span: Span;
}

/** One step from an element of a splat. `a[*].b[*].c` has the steps `.b` and a splat whose own step is `.c`. */
export type SplatStep =
  | { readonly kind: "get"; readonly name: string }
  | { readonly kind: "index"; readonly key: Expression }
  | { readonly kind: "splat"; readonly full: boolean; readonly steps: readonly SplatStep[] };

export interface Call {
  readonly kind: "call";
  /** With namespace for provider functions: `provider::aws::arn_parse`. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expand: boolean;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface Tuple {
  readonly kind: "tuple";
  readonly items: readonly Expression[];
  readonly span: Span;
}

export interface ObjectExpression {
  readonly kind: "object";
  readonly entries: readonly ObjectEntry[];
  readonly span: Span;
}

/** A bare name as key is a `literal` string, as HCL takes it; `(name)` is `parenthesised` and evaluated. */
export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
  readonly span: Span;
}

/** `[for k, v in c : value if cond]`; with `key` an object, `group` for `...`. */
export interface ForExpression {
  readonly kind: "for";
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  readonly group: boolean;
  readonly span: Span;
}

export interface Conditional {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
}

export interface Binary {
  readonly kind: "binary";
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%" | "&&" | "||";
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Unary {
  readonly kind: "unary";
  readonly operator: "!" | "-";
  readonly operand: Expression;
  readonly span: Span;
}

export interface Parenthesised {
  readonly kind: "parenthesised";
  readonly inner: Expression;
  readonly span: Span;
}

/** A comment, `text` without its marker; suppressions read them. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}

export interface HclFile {
  readonly body: Body;
  readonly comments: readonly Comment[];
  /** Syntax errors, in order. A broken block costs that block; what could be read is in `body`. */
  readonly faults: readonly { readonly message: string; readonly span: Span }[];
}
