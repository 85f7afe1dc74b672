import { refuse, type Refused } from "../refusal.ts";

/** A pattern being read, by its position. */
export interface Reader {
  readonly done: () => boolean;
  readonly peek: () => string;
  readonly peekAt: (offset: number) => string;
  /** The next code point, taken. */
  readonly next: () => number;
  readonly skip: (units: number) => void;
  readonly take: (text: string) => boolean;
  /** What a sticky expression finds here, taken. */
  readonly match: (expression: RegExp) => RegExpExecArray | undefined;
}

export function createReader(source: string): Reader {
  let at = 0;
  return {
    done: () => at >= source.length,
    peek: () => source.charAt(at),
    peekAt: (offset) => source.charAt(at + offset),
    next: () => {
      const codePoint = source.codePointAt(at) ?? 0;
      at += codePoint > 0xffff ? 2 : 1;
      return codePoint;
    },
    skip: (units) => {
      at += units;
    },
    take: (text) => {
      if (!source.startsWith(text, at)) return false;
      at += text.length;
      return true;
    },
    match: (expression) => {
      expression.lastIndex = at;
      const match = expression.exec(source) ?? undefined;
      if (match !== undefined) at += match[0].length;
      return match;
    },
  };
}

const letters: ReadonlyMap<string, number> = new Map([["a", 7], ["f", 12], ["t", 9], ["n", 10], ["r", 13], ["v", 11]]);

/** A backslash and what it stands for, as a code point. */
export function readEscape(reader: Reader): number | Refused {
  const hex = reader.match(/\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,8})\})/y);
  if (hex !== undefined) {
    const codePoint = parseInt(hex[1] ?? hex[2] ?? "", 16);
    return codePoint > 0x10ffff ? refuse("the pattern has a wrong code point") : codePoint;
  }
  const octal = reader.match(/\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
  if (octal !== undefined) return parseInt(octal[1] ?? "", 8);
  const letter = letters.get(reader.peekAt(1));
  if (letter !== undefined) {
    reader.skip(2);
    return letter;
  }
  const punctuation = reader.match(/\\([\0-\x7f])/y)?.[1];
  return punctuation === undefined || /[0-9A-Za-z]/.test(punctuation) ? refuse("the pattern has a backslash that Go does not know") : punctuation.charCodeAt(0);
}
