const START = 1;
const PART = 2;
const DIGIT = 4;

/** What an ASCII character may be within an identifier. */
const roles = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const sign = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(sign)) roles[code] = START | PART;
  else if (/[0-9]/.test(sign)) roles[code] = PART | DIGIT;
  else if (sign === "-") roles[code] = PART;
}

/** Whether the ASCII code begins an identifier. */
export function startsIdentifier(code: number): boolean {
  return code < 128 && ((roles[code] ?? 0) & START) !== 0;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The end of the identifier that begins at `from`, or `from` itself where none begins. */
export function identifierEnd(text: string, from: number): number {
  const length = text.length;
  if (from >= length) return from;
  let at = from;
  const first = text.charCodeAt(at);
  if (first < 128) {
    if (((roles[first] ?? 0) & START) === 0) return from;
    at++;
  } else {
    const width = wideCharacter(text, at, /^\p{ID_Start}$/u);
    if (width === 0) return from;
    at += width;
  }
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (((roles[code] ?? 0) & PART) === 0) return at;
      at++;
    } else {
      const width = wideCharacter(text, at, /^\p{ID_Continue}$/u);
      if (width === 0) return at;
      at += width;
    }
  }
  return at;
}

/** How many code units the character at `at` takes when the pattern holds for it, else 0. */
function wideCharacter(text: string, at: number, pattern: RegExp): number {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return pattern.test(character) ? character.length : 0;
}

/** The end of the number that begins at `from`: digits, points and exponents, but never ending in a point. */
export function numberEnd(text: string, from: number): number {
  let at = from + 1;
  let end = at;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      end = ++at;
    } else if (code === 46) {
      at++;
    } else if (code === 101 || code === 69) {
      const sign = text.charCodeAt(at + 1);
      const digit = sign === 43 || sign === 45 ? at + 2 : at + 1;
      if (!isDigit(text.charCodeAt(digit))) return end;
      end = at = digit + 1;
    } else {
      return end;
    }
  }
}

/** Whether HCL's trimming takes the character as white space: Unicode's White_Space property. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** How many white-space characters the text begins with. */
export function leadingSpace(text: string): number {
  let at = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Where the white space begins that the text ends with. */
export function trailingSpace(text: string): number {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
