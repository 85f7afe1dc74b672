import { createHash } from "node:crypto";
import type { Finding } from "../model/finding.ts";

/** A finding before it has its identity. */
export type Anonymous = Omit<Finding, "fingerprint">;

/**
 * Sorts findings and gives each its stable identity: the first 16 hexadecimal digits of the SHA-256 of rule, path, address within
 * its module, and an ordinal among equal ones. Line numbers and the calls of a module are left out: edits elsewhere and one more
 * call change nothing.
 */
export function fingerprinted(findings: readonly Anonymous[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return [...findings].sort(compare).map((finding) => {
    const identity = [finding.rule, finding.location.path, localAddress(finding.resource.address)].join("\n");
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    const digest = createHash("sha256").update(`${identity}\n${ordinal}`).digest("hex");
    return { ...finding, fingerprint: digest.slice(0, 16) };
  });
}

/** `module.a["x"].aws_instance.this[0]` is `aws_instance.this` to its own file. */
function localAddress(address: string): string {
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
