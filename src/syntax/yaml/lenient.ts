import type * as Yaml from "yaml";

/** A collection in brackets, or a quoted text on several lines or without its second quote. */
export interface Stretch {
  readonly start: number;
  /** Undefined while nothing has closed it. */
  end: number | undefined;
}

/** What of the library's lexer is not in its types; a test would notice another version of it. */
interface LexerParts {
  indentNext: number;
  flowLevel: number;
  pos: number;
  parseQuotedScalar(): Generator<string, string>;
  parseFlowCollection(): Generator<string, string>;
}

export interface LenientParser {
  /** The concrete syntax of a text, document by document. */
  readonly tokens: Iterable<Yaml.CST.Token>;
  /** What has been met so far, in order. */
  readonly stretches: readonly Stretch[];
}

/**
 * The library's parser, but quoted texts and collections in brackets may go on left of where their parent stands, as they do for libyaml and
 * SnakeYAML and in templates that AWS publishes; YAML 1.2, which the library follows, wants them indented
 * (https://yaml.org/spec/1.2.2/#61-indentation-spaces).
 */
export function lenientParser(yaml: typeof Yaml, text: string): LenientParser {
  const stretches: Stretch[] = [];
  const lexer = new yaml.Lexer();
  const parts = lexer as unknown as LexerParts;
  const quoted = parts.parseQuotedScalar.bind(parts);
  const collection = parts.parseFlowCollection.bind(parts);
  let open: Stretch | undefined;

  parts.parseQuotedScalar = function* () {
    const start = parts.pos;
    const next = yield* unindented(parts, quoted);
    const written = text.slice(start, parts.pos);
    if (written.includes("\n") || written.length < 2 || !written.endsWith(written.charAt(0))) stretches.push({ start, end: parts.pos });
    return next;
  };
  // Called again and again until the outermost bracket is closed.
  parts.parseFlowCollection = function* () {
    if (open === undefined) stretches.push((open = { start: parts.pos - 1, end: undefined }));
    const next = yield* unindented(parts, collection);
    if (parts.flowLevel === 0) {
      open.end = parts.pos;
      open = undefined;
    }
    return next;
  };
  return { tokens: tokensOf(new yaml.Parser(), lexer.lex(text)), stretches };
}

/** Runs a step of the lexer as if nothing had to be indented. */
function* unindented(parts: LexerParts, step: () => Generator<string, string>): Generator<string, string> {
  const { indentNext } = parts;
  parts.indentNext = 0;
  const next = yield* step();
  parts.indentNext = indentNext;
  return next;
}

function* tokensOf(parser: Yaml.Parser, lexemes: Iterable<string>): Generator<Yaml.CST.Token> {
  for (const lexeme of lexemes) yield* parser.next(lexeme);
  yield* parser.end();
}
