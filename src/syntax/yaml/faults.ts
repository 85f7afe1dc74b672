import type { SyntaxFault } from "../data.ts";
import type { Span } from "../../model/source.ts";

/** The library's complaint as a plain sentence at its place, with a hint when the text is written for a templating tool. */
export function faultOf(code: string, message: string, span: Span, text: string): SyntaxFault {
  const sentence = message.startsWith("Missing closing") ? "A quoted text is not closed." : sentences.get(code) ?? `${message.replace(/[.:\s]+$/, "")}.`;
  return { message: `${sentence}${templateHint(text, span)}`, span };
}

const sentences: ReadonlyMap<string, string> = new Map([
  ["TAB_AS_INDENT", "Tabs are not allowed as indentation."],
  ["BLOCK_AS_IMPLICIT_KEY", "A second ': ' on one line: a value with a colon and a space must be quoted."],
]);

const mark = /\{%|%\}|<%|\{\{(?!\s*resolve:)/;

/** Looks at the line of the fault and its neighbours, because the tools' marks break the line that they stand on or the next. */
export function templateHint(text: string, span: Span): string {
  const before = text.lastIndexOf("\n", Math.max(0, text.lastIndexOf("\n", span.start - 1) - 1));
  const after = text.indexOf("\n", span.end);
  const near = text.slice(Math.max(0, before, span.start - 1000), Math.min(after === -1 ? text.length : after, span.end + 1000));
  return mark.test(near) ? " This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders." : "";
}
