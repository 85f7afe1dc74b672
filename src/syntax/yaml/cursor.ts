/** What stands beyond the end of a text; no character has this code. */
const end = -1;

/** Line feed, carriage return, and the three line ends that YAML 1.1 has beside them. */
export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

export function isEnd(code: number): boolean {
  return code === end;
}

/** Whether a word ends before this character: a blank, a line end, the end of the text. */
export function endsWord(code: number): boolean {
  return code === 32 || code === 10 || code === end || isBlank(code) || isBreak(code);
}

/** A text and where its reading has come to. */
export class Cursor {
  readonly text: string;
  at: number;
  /** Where the current line begins; the distance from there is the column. */
  lineStart: number;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
    this.lineStart = at;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  code(ahead = 0): number {
    const index = this.at + ahead;
    return index < this.text.length ? this.text.charCodeAt(index) : end;
  }

  /** Passes a line end, if one stands here; returns what it means in a scalar: `\n` for all but the two separators of Unicode. */
  passBreak(): string {
    const code = this.code();
    if (!isBreak(code)) return "";
    this.at += code === 13 && this.code(1) === 10 ? 2 : 1;
    this.lineStart = this.at;
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : "\n";
  }

  passSpaces(): void {
    while (this.code() === 32) this.at++;
  }

  passBlanks(): void {
    while (isBlank(this.code())) this.at++;
  }

  /** Goes to the end of the line. */
  passLine(): void {
    while (!isBreak(this.code()) && !isEnd(this.code())) this.at++;
  }

  /** Whether `---` or `...` stands here alone, at the beginning of a line. */
  atDocumentMark(): boolean {
    if (this.at !== this.lineStart) return false;
    const code = this.code();
    return (code === 45 || code === 46) && this.code(1) === code && this.code(2) === code && endsWord(this.code(3));
  }
}
