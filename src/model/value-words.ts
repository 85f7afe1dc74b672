import type { Scalar } from "./setting.ts";

/** Values come from scanned files: a message shows this much of one. */
const shown = 80;

/** A value as messages show it: strings in quotes and on one line, cut when they are long. */
export function valueWords(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > shown ? `${value.slice(0, shown)}…` : value);
}
