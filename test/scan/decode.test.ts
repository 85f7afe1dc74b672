import { expect, test } from "vitest";
import { decode } from "../../src/scan/decode.ts";
import { hasHint } from "../../src/scan/preflight.ts";

test("a byte order mark stays in the text, so that offsets fit the file", () => {
  expect(decode(Buffer.from("\ufeffa = 1"))).toEqual({ text: "\ufeffa = 1" });
});

test.each([
  ["a latin1 letter", [0x61, 0x62, 0x63, 0xe9, 0x20], { line: 1, column: 4 }],
  ["a lone continuation byte on the second line", [0x61, 0x0a, 0x62, 0x80], { line: 2, column: 2 }],
  ["a character that is cut off at the end", [0x61, 0xe2, 0x82], { line: 1, column: 2 }],
  ["an overlong form", [0xc0, 0xaf], { line: 1, column: 1 }],
  ["a surrogate", [0x0d, 0x0a, 0xc3, 0xa9, 0xed, 0xa0, 0x80], { line: 2, column: 2 }],
])("invalid UTF-8 is refused where it starts: %s", (_name, bytes, position) => {
  expect(decode(Buffer.from(bytes))).toMatchObject({ fault: { kind: "not-text", position } });
});

test("NUL bytes and UTF-16 are told apart", () => {
  expect(decode(Buffer.from("a\0b"))).toMatchObject({ fault: { message: expect.stringContaining("binary") as string } });
  expect(decode(Buffer.from("\ufeffa", "utf16le"))).toMatchObject({ fault: { message: expect.stringContaining("UTF-16") as string } });
});

test.each([0, 1, 500_000, (1 << 20) - 18, (1 << 20) - 9, (1 << 20) - 1, 1 << 20, (2 << 20) - 3])("one of several hints is found at byte %i of a large file, and nothing else", (at) => {
  const hints = ["AWS::EC2::Instance", "a.b", "!Include"];
  const bytes = Buffer.alloc(3 << 20, "x");
  bytes.write("aXb AWS::EC2::Instanc", 600_000);
  expect(hasHint(bytes, hints)).toBe(false);
  bytes.write("AWS::EC2::Instance", at);
  expect(hasHint(bytes, hints)).toBe(true);
  expect(hasHint(bytes, [])).toBe(false);
});

test("hints are found in UTF-8 and in UTF-16 of both byte orders", () => {
  const little = Buffer.from("\ufeffType: AWS::EC2::Instance", "utf16le");
  const hints = ["AWS::EC2::Instance"];
  expect(hasHint(Buffer.from("é Type: AWS::EC2::Instance"), hints)).toBe(true);
  expect(hasHint(little, hints)).toBe(true);
  expect(hasHint(Buffer.from(little).swap16(), hints)).toBe(true);
  expect(hasHint(Buffer.from("Type: AWS::S3::Bucket"), hints)).toBe(false);
});
