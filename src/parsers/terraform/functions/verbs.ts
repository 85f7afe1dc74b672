import { refuse, type Refused } from "./refusal.ts";

/** One `%…` of a format string: https://developer.hashicorp.com/terraform/language/functions/format#specification-syntax */
export interface Verb {
  readonly letter: string;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** Which argument, from one. */
  readonly argument: number;
}

/** Widths and precisions beyond this are refused work: nothing that matters is padded so far. */
export const widest = 10_000;

const pattern = /%(?:(%)|([0#+ -]*)([1-9][0-9]*)?(\.[0-9]*)?(?:\[([1-9][0-9]*)\])?([A-Za-z]))/y;

/** The texts and verbs of a format string in order; a refusal when Terraform cannot read it. */
export function readFormat(format: string): readonly (string | Verb)[] | Refused {
  const parts: (string | Verb)[] = [];
  let next = 1;
  let at = 0;
  while (at < format.length) {
    const start = format.indexOf("%", at);
    if (start < 0) return [...parts, format.slice(at)];
    if (start > at) parts.push(format.slice(at, start));
    pattern.lastIndex = start;
    const match = pattern.exec(format);
    if (match === null) return refuse(`the format is wrong at character ${start}`);
    at = start + match[0].length;
    const [, percent, flags = "", width, precision, argument, letter = ""] = match;
    if (percent !== undefined) {
      parts.push("%");
      continue;
    }
    const chosen = argument === undefined ? next : Number(argument);
    parts.push({
      letter,
      zero: flags.includes("0"),
      sharp: flags.includes("#"),
      minus: flags.includes("-"),
      plus: flags.includes("+"),
      space: flags.includes(" "),
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision.slice(1)),
      argument: chosen,
    });
    next = chosen + 1;
  }
  return parts;
}
