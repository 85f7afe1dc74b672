import { expect, it } from "vitest";
import { fnv1a } from "../../src/rules/fingerprint.ts";

// Test vectors of the FNV draft, appendix C.
it.each([
  ["", "cbf29ce484222325"],
  ["a", "af63dc4c8601ec8c"],
  ["foobar", "85944171f73967e8"],
])("hashes %j", (text, expected) => {
  expect(fnv1a(text)).toBe(expected);
});
