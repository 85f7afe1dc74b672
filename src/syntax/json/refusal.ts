import type { SyntaxFault } from "../data.ts";

/**
 * What `JSON.parse` threw for a text (without its byte order mark) as a fault in that text; at its beginning when the
 * message names no position, as for some errors in every engine.
 */
export function refusalOf(error: unknown, text: string): SyntaxFault {
  const message = error instanceof Error ? error.message : String(error);
  const mark = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const position = / at position (\d+)/.exec(message)?.[1];
  const start = Math.min(text.length, mark + Number(position ?? 0));
  const end = position === undefined ? start : Math.min(text.length, start + 1);
  return { message: `This is not JSON: ${message.replace(/(?: in JSON)? at position \d.*$/s, "")}.`, span: { start, end } };
}
