import { describe, expect, it } from "vitest";
import { shown } from "./support.ts";

describe("expressions", () => {
  it.each([
    ["1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"],
    ["a - b - c", "(- (- a b) c)"],
    ["a / b % c * d", "(* (% (/ a b) c) d)"],
    ["a || b && c == d < e + f * -g", "(|| a (&& b (== c (< d (+ e (* f (- g)))))))"],
    ["a * b + c > d != e && f || g", "(|| (&& (!= (> (+ (* a b) c) d) e) f) g)"],
    ["a >= b == c <= d", "(== (>= a b) (<= c d))"],
    ["!a.b && -c[0] + 1 > 0", "(&& (! (get a b)) (> (+ (- (index c 0)) 1) 0))"],
    ["!!a", "(! (! a))"],
    ["a-b - c", "(- a-b c)"],
    ["a ? b : c ? d : e", "(? a b (? c d e))"],
    ["a ? b ? c : d : e", "(? a (? b c d) e)"],
    ["a || b ? c : d + 1", "(? (|| a b) c (+ d 1))"],
    ["(a + b) * c", "(* (group (+ a b)) c)"],
    ["(\n a # comment\n + b\n)", "(group (+ a b))"],
    ["true", "true"],
    ["null", "null"],
    ["1e3", "1000"],
    ["1.5E-3", "0.0015"],
    ["007", "7"],
  ])("%s", (text, tree) => {
    expect(shown(text)).toBe(tree);
  });
});

describe("traversals", () => {
  it.each([
    ["a.b.c", "(get (get a b) c)"],
    ['a[0]["k"][b.c]', '(index (index (index a 0) "k") (get b c))'],
    ["a.0.b", "(get (legacy-index a 0) b)"],
    ["a . b [ 0 ]", "(index (get a b) 0)"],
    ["a[*]", "(splat a)"],
    ["a[*].b[0].c", "(splat a .b [0] .c)"],
    ["a[*].b[*].c", "(splat a .b (each .c))"],
    ["a[*].b.*.c[0]", "(splat a .b (each-attribute .c) [0])"],
    ["a.*.b.0.c", "(attribute-splat a .b [0] .c)"],
    ["a.*.b[0].c", "(get (index (attribute-splat a .b) 0) c)"],
    ["a.*.b[*].c", "(splat (attribute-splat a .b) .c)"],
    ["f(a).b", "(get (f a) b)"],
    ["[1][0]", "(index [1] 0)"],
    ["{ a = 1 }.a", '(get {"a": 1} a)'],
    ["(a.b)[0]", "(index (group (get a b)) 0)"],
    ["(a[\n*\n])", "(group (splat a))"],
  ])("%s", (text, tree) => {
    expect(shown(text)).toBe(tree);
  });
});

describe("collections and calls", () => {
  it.each([
    ["[]", "[]"],
    ["[1, 2,\n]", "[1 2]"],
    ["[\n1\n,\n2\n]", "[1 2]"],
    ["{}", "{}"],
    ['{ a = 1, b : 2, "c" = 3, (d) = 4, "e${f}" = 5, 6 = 7, g.h = 8 }', '{"a": 1, "b": 2, "c": 3, (group d): 4, (template "e" f): 5, 6: 7, (get g h): 8}'],
    ["{\n\n a = 1\n b = 2,\n\n c = 3, d = 4\n}", '{"a": 1, "b": 2, "c": 3, "d": 4}'],
    ["{ true = 1, null = 2 }", '{"true": 1, "null": 2}'],
    ["{ for-ever = 1 }", '{"for-ever": 1}'],
    ["[for v in l : v]", "(for v in l : v)"],
    ["[for i, v in l : v if i > 0]", "(for i v in l : v if (> i 0))"],
    ["{\n # c\n for k, v in m :\n k => v...\n if v\n}", "(for k v in m : k => v ... if v)"],
    ["f()", "(f)"],
    ["f(a, b...)", "(f a b ...)"],
    ["f(\n a,\n b,\n)", "(f a b)"],
    ["f (a)", "(f a)"],
    ["true(1)", "(true 1)"],
    ["provider :: aws::arn_parse(a)", "(provider::aws::arn_parse a)"],
  ])("%s", (text, tree) => {
    expect(shown(text)).toBe(tree);
  });
});

describe("templates", () => {
  it.each([
    ['"plain"', '"plain"'],
    ['"\\n\\r\\t\\"\\\\\\u00e9\\U0001F600"', '"\\n\\r\\t\\"\\\\é😀"'],
    ['"$${a} %%{b} $ % $$ $$${c}"', '"${a} %{b} $ % $$ $${c}"'],
    ['"${a}"', "(template a)"],
    ['"a${b}c"', '(template "a" b "c")'],
    ['"${"${a}"}"', "(template (template a))"],
    ['"${{ a = 1 }}"', '(template {"a": 1})'],
    ['"${f("x")}"', '(template (f "x"))'],
    ['"  a  ${~ b ~}  c  "', '(template "  a" b "c  ")'],
    ['"  ${~ a}"', '(template "" a)'],
    ['"a\\n ${~ b ~} \\n\\n c"', '(template "a" b "c")'],
    ['"%{ if a }b%{ else }c%{ endif }"', '(template (if a "b" else "c"))'],
    ['"%{ if a }${b}%{ endif }"', "(template (if a b else))"],
    ['"%{ for k, v in m ~} ${k} %{~ endfor }"', '(template (each k v in m "" k ""))'],
    ['"%{ for v in l }%{ if v }y%{ endif }%{ endfor }"', '(template (each v in l (if v "y" else)))'],
  ])("%s", (text, tree) => {
    expect(shown(text)).toBe(tree);
  });
});

describe("heredocs", () => {
  it.each([
    ["the text up to the marker", "<<E\na\n  b\nE", '(heredoc "a\\n  b\\n")'],
    ["nothing", "<<E\nE", "(heredoc)"],
    ["an indented marker with space behind it", "<<E\na\n  E  ", '(heredoc "a\\n")'],
    ["lines that only begin like the marker", "<<E\nE E\nEE\n$E\nE", '(heredoc "E E\\nEE\\n$E\\n")'],
    ["no escapes but those of markers", '<<E\n\\n "q" $${a} %%{b}\nE', '(heredoc "\\\\n \\"q\\" ${a} %{b}\\n")'],
    ["common indentation removed", "<<-E\n    a\n      b\n   c\n  E", '(indented-heredoc " a\\n   b\\nc\\n")'],
    ["blank lines left as they are", "<<-E\n    a\n      \n\n    b\n  E", '(indented-heredoc "a\\n      \\n\\nb\\n")'],
    ["tabs and spaces as one character each", "<<-E\n\t\ta\n  b\n  E", '(indented-heredoc "a\\nb\\n")'],
    ["indentation before an interpolation", "<<-E\n    ${a} b\n      c\n  E", '(indented-heredoc "" a " b\\n  c\\n")'],
    ["an interpolation at the margin", "<<-E\n${a}\n    b\n  E", '(indented-heredoc a "\\n    b\\n")'],
    ["the line after an interpolation's own lines", "<<-E\n    a ${b\n}\n      c\n  E", '(indented-heredoc "a " b "\\n  c\\n")'],
    ["strip markers within one line only", "<<E\na\n\n  ${~ b ~}\n\nc\nE", '(heredoc "a\\n\\n" b "\\nc\\n")'],
    ["a strip marker at the beginning of a line", "<<E\na\n${~ b}\nE", '(heredoc "a" b "\\n")'],
    ["a loop: the line after a strip marker is no line's beginning", "<<-E\n    %{ for v in l ~}\n    ${v}\n    %{ endfor ~}\n  E", '(indented-heredoc "" (each v in l "    " v "\\n") "")'],
    ["one within another", "<<A\n${<<B\nb\nB\n}\nA", '(heredoc (heredoc "b\\n") "\\n")'],
    ["carriage returns kept", "<<E\r\na\r\nE\r", '(heredoc "a\\r\\n")'],
  ])("%s", (_, text, tree) => {
    expect(shown(text)).toBe(tree);
  });

  it("ends before its line's end, so that an object's entries stay apart", () => {
    expect(shown("{\n  a = <<E\nx\nE\n  b = 1\n}")).toBe('{"a": (heredoc "x\\n"), "b": 1}');
  });
});
