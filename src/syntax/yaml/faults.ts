import type { Span } from "../../model/source.ts";

/** The library's complaint as a plain sentence. */
export function sentenceOf(code: string, message: string): string {
  if (message.startsWith("Missing closing")) return "A quoted text is not closed.";
  if (/^Unexpected \S+ at node end$/.test(message)) return "Nothing can follow on this line: the value before is complete.";
  const bracket = /^Unexpected flow-(?:map|seq)-end token in YAML (?:stream|document): "([}\]])"/.exec(message)?.[1];
  if (bracket !== undefined) return `Nothing is open that '${bracket}' could close.`;
  return sentences.get(code) ?? sentences.get(message) ?? `${message.replace(/[.:\s]+$/, "")}.`;
}

const sentences: ReadonlyMap<string, string> = new Map([
  ["TAB_AS_INDENT", "Tabs are not allowed as indentation."],
  ["BLOCK_AS_IMPLICIT_KEY", "A second ': ' on one line: a value with a colon and a space must be quoted."],
  ["Implicit map keys need to be followed by map values", "This line has no ': ' that makes it a key with a value."],
  ["All mapping items must start at the same column", "This does not fit the lines above: look at the indentation."],
]);

const mark = /\{%|%\}|<%|\{\{(?!\s*resolve:)/;

/** What to add to a fault that another tool's marks explain. */
export function templateHint(text: string, span: Span): string {
  return isForOtherTool(text, span) ? " This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders." : "";
}

/** Looks at the line of the fault and its neighbours, because the tools' marks break the line that they stand on or the next. */
export function isForOtherTool(text: string, span: Span): boolean {
  const before = text.lastIndexOf("\n", Math.max(0, text.lastIndexOf("\n", span.start - 1) - 1));
  const after = text.indexOf("\n", span.end);
  const near = text.slice(Math.max(0, before, span.start - 1000), Math.min(after === -1 ? text.length : after, span.end + 1000));
  return mark.test(near);
}
