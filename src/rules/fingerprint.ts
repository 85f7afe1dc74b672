import type { Finding } from "../model/finding.ts";

/** A finding before it has its identity. */
export type Anonymous = Omit<Finding, "fingerprint">;

/**
 * Sorts findings and gives each its stable identity: a 64-bit hash, in hexadecimal, of rule, path, address within its module, and an
 * ordinal among equal ones. Line numbers and the calls of a module are left out: edits elsewhere and one more call change nothing.
 * It tells findings apart and is no proof of anything: who compares findings compares those parts, too.
 */
export function fingerprinted(findings: readonly Anonymous[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return [...findings].sort(compare).map((finding) => {
    const identity = [finding.rule, finding.location.path, localAddress(finding.resource)].join("\n");
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    return { ...finding, fingerprint: fnv1a(`${identity}\n${ordinal}`) };
  });
}

/**
 * `module.a["x"].aws_instance.this[0]` is `aws_instance.this` to its own file, `Stack/Web` of a nested stack is `Web`, and an account
 * stays the same when its Region becomes known.
 */
function localAddress({ kind, format, address }: Finding["resource"]): string {
  if (kind === "account") return address.replace(/ in [^ ]*$/, "");
  if (format === "cloudformation") return address.slice(address.lastIndexOf("/") + 1);
  return address.replace(/^(?:module\.[^.[]+(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])?\.)+/, "").replace(/(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])$/, "");
}

/** By path, position, rule and address, in code unit order: the same on every machine. */
function compare(a: Anonymous, b: Anonymous): number {
  return (
    byText(a.location.path, b.location.path) ||
    a.location.start.line - b.location.start.line ||
    a.location.start.column - b.location.start.column ||
    byText(a.rule, b.rule) ||
    byText(a.resource.address, b.resource.address)
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const utf8 = new TextEncoder();

/**
 * FNV-1a, 64 bits, over UTF-8: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv. Loading Node's `crypto` for a SHA-256 would cost
 * every run with a finding 7 ms, and BigInt makes a number for every byte (docs/performance.md): so the hash is four parts of 16 bits.
 */
export function fnv1a(text: string): string {
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (const byte of utf8.encode(text)) {
    a ^= byte;
    // The prime is 2^40 + 0x1b3: each part times 0x1b3, and the two lowest once more, 40 bits higher. Nothing here passes 2^32.
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + (a << 8) + (second >>> 16);
    d = (d * 0x1b3 + (b << 8) + (third >>> 16)) & 0xffff;
    [a, b, c] = [low & 0xffff, second & 0xffff, third & 0xffff];
  }
  return [d, c, b, a].map((part) => part.toString(16).padStart(4, "0")).join("");
}
