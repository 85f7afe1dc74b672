/**
 * Characters that change how a terminal or a page shows what follows, or that show nothing: controls (among them the start of
 * terminal escapes), format characters (among them those that reverse the reading direction, https://trojansource.codes/),
 * line separators and lone surrogates.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Nearly every text, and quickly said: the Unicode classes are slow to look up. */
const plain = /^[\x20-\x7e]*$/;

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text with every character that a reader could not see written out (`\u{1b}`): safe to print on one line. */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replace(unseen, escaped);
}

function escaped(character: string): string {
  return named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** One character of a code line as a terminal shows it: `at` is its UTF-16 offset, `width` its columns. */
export interface Cell {
  readonly at: number;
  readonly shown: string;
  readonly width: number;
}

const tab = "    ";
/** Ideographs, syllables, full-width forms and emoji take two columns: https://www.unicode.org/reports/tr11/ */
const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const combining = /[\p{Mn}\p{Me}]/u;

/** The characters of a piece of a code line; `offset` is added to their positions. A byte order mark at 0 is not shown. */
export function cellsOf(text: string, offset = 0): readonly Cell[] {
  const cells: Cell[] = [];
  let at = offset;
  for (const character of text) {
    cells.push(cellOf(character, at));
    at += character.length;
  }
  return cells;
}

function cellOf(character: string, at: number): Cell {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return { at, shown: character, width: 1 };
  if (character === "\t") return { at, shown: tab, width: tab.length };
  if (code === 0xfeff && at === 0) return { at, shown: "", width: 0 };
  const shown = visible(character);
  if (shown !== character) return { at, shown, width: shown.length };
  if (combining.test(character)) return { at, shown, width: 0 };
  return { at, shown, width: wide.test(character) ? 2 : 1 };
}
