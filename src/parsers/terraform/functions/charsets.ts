/** An encoding of text: bytes, or undefined for what it has no character for. */
export interface Charset {
  readonly encode: (text: string) => Buffer | undefined;
  readonly decode: (bytes: Buffer) => string | undefined;
}

const utf8: Charset = {
  encode: (text) => Buffer.from(text, "utf8"),
  decode: (bytes) => bytes.toString("utf8"),
};

const utf16le: Charset = {
  encode: (text) => Buffer.from(text, "utf16le"),
  decode: (bytes) => (bytes.length % 2 === 0 ? bytes.toString("utf16le") : undefined),
};

const utf16be: Charset = {
  encode: (text) => Buffer.from(text, "utf16le").swap16(),
  decode: (bytes) => (bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString("utf16le") : undefined),
};

const latin1: Charset = {
  encode: (text) => (/^[\0-\xff]*$/.test(text) ? Buffer.from(text, "latin1") : undefined),
  decode: (bytes) => bytes.toString("latin1"),
};

/** IANA names and aliases: https://www.iana.org/assignments/character-sets */
const charsets: ReadonlyMap<string, Charset> = new Map([
  ["utf-8", utf8],
  ["utf8", utf8],
  ["csutf8", utf8],
  ["utf-16le", utf16le],
  ["csutf16le", utf16le],
  ["utf-16be", utf16be],
  ["csutf16be", utf16be],
  ["iso-8859-1", latin1],
  ["iso_8859-1", latin1],
  ["iso_8859-1:1987", latin1],
  ["iso-ir-100", latin1],
  ["latin1", latin1],
  ["l1", latin1],
  ["cp819", latin1],
  ["ibm819", latin1],
]);

export function charsetOf(name: string): Charset | undefined {
  return charsets.get(name.toLowerCase());
}
