import { describe, expect, it } from "vitest";
import { positionAt } from "../../../src/model/source.ts";
import type { Body } from "../../../src/syntax/hcl/ast.ts";
import { parse, show } from "./support.ts";

/** A body as a nested list of its names, an incomplete one marked with an ellipsis. */
function outline(body: Body): string {
  const attributes = body.attributes.map((attribute) => `${attribute.name}=${show(attribute.value)}`);
  const blocks = body.blocks.map((block) => `${[block.type, ...block.labels.map((label) => label.value)].join(".")}{${outline(block.body)}}`);
  return [...attributes, ...blocks, ...(body.incomplete === true ? ["..."] : [])].join(" ");
}

/** The faults with their lines and columns. */
function faults(text: string): string[] {
  const source = { path: "main.tf", text };
  return parse(text).faults.map((fault) => {
    const { line, column } = positionAt(source, fault.span.start);
    return `${line}:${column} ${fault.message}`;
  });
}

describe("structure", () => {
  it.each([
    ["", ""],
    ["a = 1", "a=1"],
    ["a = 1\n\n\nb = 2\n", "a=1 b=2"],
    ["\uFEFFa = 1\r\nb {\r\n  c = 2\r\n}\r\n", "a=1 b{c=2}"],
    ["a {}\nb \"c\" d \"e\" {\n}\n", "a{} b.c.d.e{}"],
    ["a { b = 1 }\n", "a{b=1}"],
    ["a {\n  b {\n    c {}\n  }\n  d = 1\n}\n", "a{d=1 b{c{}}}"],
    ['a "x\\ny" "$${z}" {}', "a.x\ny.${z}{}"],
    ["été = 1\n日本-語 {}\n", "été=1 日本-語{}"],
    ["a = <<E\n\n${~ b}\nE\n", 'a=(heredoc "" b "\\n")'],
    ["a = [\n  1 # one\n  , 2\n] // end\nb = 1", "a=[1 2] b=1"],
    ["a = 1 /* over\nlines */\nb = 2", "a=1 b=2"],
    ["a {}\na {}\nb = 1", "b=1 a{} a{}"],
  ])("%j", (text, expected) => {
    const file = parse(text);
    expect(file.faults).toEqual([]);
    expect(outline(file.body)).toBe(expected);
  });

  it("gives every part its span", () => {
    const text = 'resource "aws_instance" web {\n  ami = "a" # why\n}\n';
    const [block] = parse(text).body.blocks;
    const [attribute] = block?.body.attributes ?? [];
    const cut = (span: { start: number; end: number } | undefined): string => text.slice(span?.start, span?.end);
    expect(cut(block?.span)).toBe(text.trimEnd());
    expect(cut(block?.header)).toBe('resource "aws_instance" web');
    expect(block?.labels.map((label) => cut(label.span))).toEqual(['"aws_instance"', "web"]);
    expect(cut(block?.body.span)).toBe('\n  ami = "a" # why\n');
    expect(cut(attribute?.span)).toBe('ami = "a"');
    expect(cut(attribute?.nameSpan)).toBe("ami");
    expect(cut(attribute?.value.span)).toBe('"a"');
  });

  it("collects comments without their markers and without line breaks", () => {
    const text = "# one\r\n//two\na = [ # three\n  /* four\n five */ 1\n]\n#";
    expect(parse(text).comments.map((comment) => [comment.text, text.slice(comment.span.start, comment.span.end)])).toEqual([
      [" one", "# one"],
      ["two", "//two"],
      [" three", "# three"],
      [" four\n five ", "/* four\n five */"],
      ["", "#"],
    ]);
  });

  it("takes no comment from within strings and heredocs", () => {
    expect(parse('a = "# no // no /* no"\nb = <<E\n# no\nE\n').comments).toEqual([]);
  });

  it("keeps the digits of numbers beyond a double", () => {
    const [attribute] = parse("a = 123456789012345678901234567890").body.attributes;
    expect(attribute?.value).toMatchObject({ kind: "literal", text: "123456789012345678901234567890", value: Number("123456789012345678901234567890") });
  });
});

describe("faults", () => {
  it.each([
    ["a =\n", '1:4 expected an expression, found the end of the line'],
    ["a = ", "1:5 expected an expression, found the end of the file"],
    ["a = 1 b = 2", '1:7 expected a new line after the attribute, found "b"'],
    ["a = 1,\n", '1:6 expected a new line after the attribute, found ","'],
    ["a = 1;\n", "1:6 expected a new line after the attribute, found a semicolon (items end with their line)"],
    ["a {} b {}", '1:6 expected a new line after the block, found "b"'],
    ["a {\n  b = 1 }\n", '2:9 expected a new line after the attribute, found "}"'],
    ["a = 1\na = 2\n", "2:1 expected each attribute once, found a again"],
    ["a {\n b = 1\n b = 2\n}", "3:2 expected each attribute once, found b again"],
    ["a\n", '1:2 expected "=" or a block after the name a, found the end of the line'],
    ["a b\n{\n}\n", '1:4 expected "{" or a label after the block\'s type, found the end of the line'],
    ['"a" = 1', "1:1 expected an attribute or a block, found a quoted string"],
    ["}", '1:1 expected an attribute or a block, found "}"'],
    ["a {", '1:1 expected "}" to close the block a, found the end of the file'],
    ["a { b = 1, c = 2 }", '1:10 expected "}" after the only attribute of a block on one line, found ","'],
    ["a { b {} }", '1:7 expected "=" after the name of the only attribute of a block on one line, found "{"'],
    ['a "b${c}" {}', '1:3 expected a label without interpolation (a literal "${" is written "$${"), found one'],
    ["a = 'b'", "1:5 expected an expression, found a single quote (strings take double quotes)"],
    ["a = “b”", "1:5 expected an expression, found a curly quote (strings take straight double quotes)"],
    ["a = b & c", '1:7 expected a new line after the attribute, found a single "&" (logical and is "&&")'],
    ["a = \u00a01", "1:5 expected an expression, found a character that HCL does not use (U+00A0)"],
    ["a = 1 /* b", "1:7 expected a new line after the attribute, found a comment that is never closed"],
    ['a = "b\n', "1:5 expected a closing quote for this string, found the end of the line"],
    ['a = "\\d"', '1:6 expected one of \\n \\r \\t \\" \\\\ \\u \\U, found \\d'],
    ['a = "\\u12"', "1:6 expected four hexadecimal digits after \\u, found \\u12"],
    ['a = "\\uD800"', "1:6 expected a character of Unicode, found \\uD800"],
    ['a = "${b c}"', '1:10 expected a "}" to end the interpolation (a literal "${" is written "$${"), found "c"'],
    ['a = "%{ when b }"', '1:9 expected if, else, endif, for or endfor, found "when"'],
    ['a = "%{ if b }c"', "1:6 expected %{ endif } for this directive, found the end of the template"],
    ['a = "%{ endif }"', "1:6 expected an if or for directive before this one, found %{ endif }"],
    ['a = "%{ for b in c }%{ endif }"', "1:21 expected %{ endfor }, found %{ endif }"],
    ['a = "%{ if b }%{ else }%{ else }%{ endif }"', "1:24 expected %{ endif }, found %{ else }"],
    ["a = <<E\nb\nE", "1:5 expected a line with E alone to close this heredoc, found the end of the file"],
    ["a = <<E\nb\rc\nE\n", "2:2 expected a line feed after a carriage return, found more text"],
    ["a = <<E\nb\n\rE\nE\n", "3:1 expected a line feed after a carriage return, found more text"],
    ["a = [1 2]", '1:8 expected "," or "]" after the item, found the number 2'],
    ["a = { b = 1 c = 2 }", '1:13 expected a comma, a new line or "}" after the entry, found "c"'],
    ["a = { b }", '1:9 expected "=" or ":" and a value after the key, found "}"'],
    ["a = (b", '1:7 expected ")" to close the parenthesis, found the end of the file'],
    ["a = f(b c)", '1:9 expected "," or ")" after the argument, found "c"'],
    ["a = f(b..., c)", '1:11 expected ")" after the expanded last argument, found ","'],
    ["a = b::c", '1:9 expected "(" after the function\'s name, found the end of the file'],
    ["a = b.", "1:7 expected an attribute's name after the dot, found the end of the file"],
    ["a = b.0.1", "1:7 expected one whole number as legacy index (several are written [0][1]), found more"],
    ["a = b.*.c.*", '1:11 expected an attribute\'s name after the dot, found "*"'],
    ["a = b[0", '1:8 expected "]" to close the index, found the end of the file'],
    ["a = b ? c", '1:10 expected ":" and the other result of the conditional, found the end of the file'],
    ["a = [for b c : d]", '1:12 expected "in" after the names of the for, found "c"'],
    ["a = [for b in c : d => e]", '1:19 expected no key ("=>") in a for that builds a list, found one'],
    ["a = {for b in c : d}", '1:19 expected a key ("=>") in a for that builds an object, found none'],
    ["a = 1.2.3", "1:5 expected a number, found 1.2.3"],
    ["a = 1e99999999999", "1:5 expected a number, found 1e99999999999"],
  ])("%j", (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });
});

describe("recovery", () => {
  it.each([
    ["a broken attribute costs that attribute", "a = 1\nb = = 2\nc = 3\n", "a=1 c=3 ..."],
    ["also within a block", "a {\n  b = [1,\n  c = 2\n  d {\n    e = 3\n  }\n}\nf = 4\n", "f=4 a{c=2 d{e=3} ...}"],
    ["one over several lines, too", "a {\n  b = {\n    c = [1, 2 3]\n    d = 1\n  }\n  e = 2\n}\n", "a{e=2 ...}"],
    ["a bracket that is never closed ends with the block", "a {\n  b = [1, 2\n}\nc = 3\n", "c=3 a{...}"],
    ["a string that is never closed ends with its line", 'a = "b\nc = 1\n', "c=1 ..."],
    ["an interpolation that is never closed ends before the next item", 'a = "${b"\nc = 1\n', "c=1 ..."],
    ["a broken header costs its block", 'a "b"\n{\n  c = 1\n}\nd {\n  e = 1\n}\n', "d{e=1} ..."],
    ["a block without closing brace ends before the next one at the margin", "a {\n  b = 1\n\nc {\n  d = 2\n}\n\ne {\n}\n", "a{b=1 ...} c{d=2} e{}"],
    ["an object without closing brace does so, too", 'a {\n  b = {\n    c = 1\n\nd "e" {\n  f = 2\n}\n', "a{...} d.e{f=2}"],
    ["and so do the blocks within it", "a {\n  b {\n    c = 1\n\nd {\n}\n", "a{b{c=1 ...} ...} d{}"],
    ["a heredoc without end costs its block", "a {\n  b = 1\n  c = <<E\n text\n}\n\nd {\n  e = 1\n}\n", "a{b=1 ...} d{e=1}"],
    ["a closing brace too many", "a {\n}\n}\nb = 1\n", "b=1 a{} ..."],
    ["an item on the line of another", "a = 1 b = 2\nc = 3\n", "a=1 c=3 ..."],
    ["a closing brace on an attribute's line", "a {\n  b = 1 }\nc = 2\n", "c=2 a{b=1}"],
    ["several attributes on a block's line", "a { b = 1, c = 2 }\nd = 3\n", "d=3 a{b=1 ...}"],
    ["a wrong escape costs nothing", 'a = "\\d"\n', 'a="\\\\d"'],
    ["of two attributes of one name the first is kept", "a = 1\na = 2\n", "a=1"],
  ])("%s", (_, text, expected) => {
    const file = parse(text);
    expect(file.faults.length).toBeGreaterThan(0);
    expect(outline(file.body)).toBe(expected);
  });

  it("keeps blocks nested at the margin in files that do not indent", () => {
    const file = parse("a {\nb {\nc = 1\n}\n}\nd = = 1\n");
    expect(outline(file.body)).toBe("a{b{c=1}} ...");
  });

  it("collects a comment once, also within what was skipped", () => {
    expect(parse("a = [ # one\n  1 2 # two\n]\n# three\n").comments.map((comment) => comment.text)).toEqual([" one", " two", " three"]);
  });
});
