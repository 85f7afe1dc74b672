import { describe, expect, it } from "vitest";
import type { Value } from "../../../src/parsers/terraform/value.ts";
import { answerOf, evaluateExpression } from "./console.ts";

/** In milliseconds of the processor, so that a busy machine does not matter; far below what any of these would take without a bound. */
const patience = 8_000;

async function timed(expression: string, locals: Readonly<Record<string, string>> = {}): Promise<Value> {
  const module = `locals {\n${Object.entries(locals).map(([name, value]) => `  ${name} = ${value}\n`).join("")}}\n`;
  const start = process.cpuUsage();
  const value = await evaluateExpression(expression, module);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(patience);
  return value;
}

function said(value: Value): string {
  return value.kind === "unknown" ? value.why : JSON.stringify(answerOf("", value).value).slice(-200);
}

/** `l0`, then each the previous one put into a pattern, `$` for it. */
function chain(first: string, pattern: string, length: number): Readonly<Record<string, string>> {
  const names = Array.from({ length }, (_, at) => [`l${at + 1}`, pattern.replaceAll("$", `local.l${at}`)] as const);
  return Object.fromEntries([["l0", first], ...names]);
}

describe("hostile expressions end in bounded time", () => {
  it("locals that need themselves", async () => {
    expect(said(await timed("local.a", { a: "local.b", b: "[local.a]" }))).toContain("null");
    expect(said(await timed("local.a", { a: "local.a + 1" }))).toContain("refers to itself");
    expect(said(await timed("local.a", { a: "{ for k, v in local.a : k => v }" }))).toContain("refers to itself");
  });

  it.each([
    ["nested for", "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : [for d in range(1000) : a]]]]"],
    ["for over a product", "[for x in setproduct(range(1000), range(1000), range(1000)) : x]"],
    ["a product of products", "length(setproduct(setproduct(range(300), range(300)), setproduct(range(300), range(300))))"],
    ["flatten of nested for", "flatten([for a in range(1000) : [for b in range(1000) : range(1000)]])"],
    ["keys that are long texts", "{ for a in range(1000) : format(\"%09000d\", a) => { for b in range(1000) : format(\"%09000d\", b) => b } }"],
    ["quadratic distinct", "distinct([for a in range(1000) : [a]])"],
    ["contains in for", "[for a in range(1000) : contains([for b in range(1000) : [b]], [a])]"],
  ])("%s", async (_, expression) => {
    await timed(expression);
  });

  it.each([
    ["tuples that double", chain("[1, 2]", "[$, $]", 60)],
    ["objects that double", chain("{ x = 1 }", "{ a = $, b = $ }", 60)],
    ["texts that double", chain('"xxxxxxxxxx"', '"${$}${$}"', 60)],
    ["texts that are joined", chain('"xxxxxxxxxx"', 'join("", [for i in range(1000) : $])', 10)],
    ["texts that are formatted", chain('"x"', 'format("%09999s%s%s", $, $, $)', 40)],
    ["texts that are replaced", chain('"xxxxxxxx"', 'replace($, "x", "xxxxxxxx")', 20)],
    ["texts that are replaced by a pattern", chain('"xxxxxxxx"', 'replace($, "/x/", "$0$0$0$0")', 20)],
    ["texts that are encoded", chain('"\\"<"', "jsonencode($)", 60)],
    ["texts that are encoded as YAML", chain('"\\"<"', "yamlencode($)", 60)],
    ["texts in base 64", chain('"x"', "base64encode(\"${$}${$}\")", 60)],
    ["texts in a URL", chain('"é"', "urlencode($)", 60)],
    ["lists that double", chain("[1]", "concat($, $)", 60)],
    ["lists of one type", chain("tolist([\"a\"])", "concat($, $)", 60)],
    ["sets of sets", chain("toset([1])", "toset([$, $])", 300)],
    ["deep tuples", chain("1", "[$]", 150)],
    ["deep objects", chain("1", "{ a = $ }", 150)],
    ["deep conditionals", chain("1", "true ? [$] : [$, $]", 60)],
    ["numbers that square", chain("3", "$ * $", 60)],
    ["numbers that shrink", chain("0.3", "$ * $", 60)],
    ["numbers divided", chain("3", "1 / ($ * 7)", 200)],
    ["merged objects", chain("{ a = 1 }", "merge($, { for k, v in $ : \"${k}x\" => v })", 60)],
    ["JSON of JSON", chain("{ a = [1, 2, 3] }", "{ a = jsonencode($), b = jsonencode($) }", 60)],
  ])("%s", async (_, locals) => {
    const last = `local.l${Object.keys(locals).length - 1}`;
    await timed(last, locals);
    await timed(`jsonencode(${last})`, locals);
    await timed(`${last} == ${last}`, locals);
    await timed(`tolist([${last}, ${last}])`, locals);
    await timed(`true ? ${last} : null`, locals);
  });

  it.each([
    ["parentheses", `${"(".repeat(5000)}1${")".repeat(5000)}`],
    ["tuples", `${"[".repeat(5000)}1${"]".repeat(5000)}`],
    ["negations", `${"!".repeat(5000)}true`],
    ["sums", `0${" + 1".repeat(5000)}`],
    ["conditionals", `${"true ? ".repeat(2000)}1${" : 2".repeat(2000)}`],
    ["indexes", `[1]${"[0]".repeat(5000)}`],
    ["calls", `${"upper(".repeat(3000)}"a"${")".repeat(3000)}`],
  ])("deep nesting: %s", async (_, expression) => {
    await timed(expression).catch((error: unknown) => {
      // The reader may refuse what is nested too deeply; it must not break.
      expect(String(error)).toContain("not an expression");
    });
  });

  it.each([
    ["(a+)+$", `${"a".repeat(50_000)}b`],
    ["(a|aa)+$", `${"a".repeat(50_000)}b`],
    ["(.*)*x", "a".repeat(50_000)],
    ["(a?){500}a{500}", "a".repeat(1_000)],
    ["((a{100}){100}){100}", "a".repeat(1_000)],
    ["(x+x+)+y", "x".repeat(20_000)],
    [`${"(".repeat(3000)}a${")".repeat(3000)}`, "a"],
    ["a".repeat(20_000), "a".repeat(20_000)],
    ["[a-z]*[a-z]*[a-z]*[a-z]*[0-9]", "a".repeat(20_000)],
    ["(x.*y)|(x)", "x".repeat(20_000)],
    [`(?i)${"[\\pL\\pN]".repeat(1000)}`, "x".repeat(3_000)],
    [`(?:${"ab".repeat(400)}){1000}`, "x"],
  ])("the pattern %.40s", async (pattern, text) => {
    const locals = { text: JSON.stringify(text), pattern: JSON.stringify(pattern.replaceAll("${", "$${")) };
    await timed("regexall(local.pattern, local.text)", locals);
    await timed('replace(local.text, "/${local.pattern}/", "$0$0")', locals);
    await timed("[for i in range(200) : can(regex(local.pattern, local.text))]", locals);
  });

  it.each([
    ['jsondecode(local.text)', "[".repeat(100_000)],
    ['jsondecode(local.text)', `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
    ['jsondecode(local.text)', `"${"\\\\".repeat(200_000)}`],
    ['yamldecode(local.text)', "[".repeat(20_000)],
    ['yamldecode(local.text)', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\n${Array.from({ length: 22 }, (_, at) => `e${at}: &e${at} [*${at === 0 ? "d" : `e${at - 1}`}, *${at === 0 ? "d" : `e${at - 1}`}]`).join("\n")}`],
    ['csvdecode(local.text)', "a,b\n1,2\n".repeat(50_000)],
    ['split("", local.text)', "x".repeat(500_000)],
    ['trimspace(local.text)', `x${" ".repeat(400_000)}x`],
    ['formatdate(local.text, "2018-01-02T23:12:01Z")', "'".repeat(200_001)],
    ['title(local.text)', "é ".repeat(100_000)],
    ['format(local.text)', "%".repeat(100_001)],
    ['tonumber(local.text)', "9".repeat(900_000)],
    ['parseint(local.text, 36)', "z".repeat(900_000)],
    ['length(local.text)', "👨‍👩‍👧".repeat(20_000)],
    ['cidrhost(local.text, 1)', "1.".repeat(200_000)],
    ['tonumber("1e999999999")', ""],
    ['1e999999 * 1e999999', ""],
    ['format("%.100000f|%0100000d", 0.1, 1)', ""],
    ['indent(900000, "a\\nb\\nc")', ""],
    ['pow(10, 308) * pow(10, 308)', ""],
  ])("%s", async (expression, text) => {
    await timed(expression, { text: JSON.stringify(text) });
  });

  it("a million elements", async () => {
    expect(said(await timed("range(1000000)"))).toContain("1024");
    await timed("[for a in range(1024) : [for b in range(1024) : a]]");
  });

  it("work that is repeated counts", async () => {
    const locals = { many: "[for a in range(1000) : { a = a, b = [a] }]" };
    const encoded = await timed("[for i in range(1000) : jsonencode(local.many)]", locals);
    expect(encoded.kind === "list" ? encoded.items.slice(-1).map(said) : said(encoded)).toEqual(["the module takes too long to evaluate"]);
    await timed("[for i in range(1000) : local.many == [for x in local.many : x]]", locals);
    await timed("[for i in range(1000) : toset(local.many)]", locals);
  });
});
