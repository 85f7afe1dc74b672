import { isUtf8 } from "node:buffer";
import type { Position } from "../model/source.ts";
import type { Fault } from "./tree.ts";

export type Decoded = { readonly text: string } | { readonly fault: Fault };

// ignoreBOM keeps the mark in the text, so that offsets fit the file.
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a file, which must be UTF-8 without NUL bytes; a byte order mark stays in it. */
export function decode(bytes: Buffer): Decoded {
  const fault = notText(bytes);
  if (fault !== undefined) return { fault };
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { fault: { kind: "too-large", message: "This file is too large to be held as text." } };
  }
}

/** Why the bytes are no text, undefined when they are. */
export function notText(bytes: Buffer): Fault | undefined {
  if (utf16(bytes) !== undefined) return { kind: "not-text", message: "This file is UTF-16 text; save it as UTF-8, which is what the tools that deploy it read." };
  if (bytes.includes(0)) return { kind: "not-text", message: "This file is binary: it contains NUL bytes." };
  if (isUtf8(bytes)) return undefined;
  return { kind: "not-text", message: "This file is not valid UTF-8: here is a byte that fits no character.", position: positionOf(firstInvalid(bytes), bytes) };
}

function positionOf(offset: number, bytes: Buffer): Position {
  const before = bytes.subarray(0, offset);
  const lineStart = before.lastIndexOf(10) + 1;
  let line = 1;
  for (let feed = before.indexOf(10); feed >= 0; feed = before.indexOf(10, feed + 1)) line++;
  return { line, column: before.toString("utf8", lineStart).length + 1 };
}

/** The UTF-16 variant that a byte order mark announces. */
export function utf16(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

/** The offset of the first byte that starts no character; found by halving, as validity of a prefix is monotonous up to three bytes. */
function firstInvalid(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isPrefixOfText(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // The prefix may end in the first bytes of the character that is broken.
  while (!isUtf8(bytes.subarray(0, good))) good--;
  return good;
}

/** Whether the bytes are UTF-8 up to a character that is cut off at the end. */
function isPrefixOfText(bytes: Buffer): boolean {
  const stream = new TextDecoder("utf-8", { fatal: true });
  try {
    stream.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
