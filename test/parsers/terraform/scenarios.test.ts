import { describe, expect, it } from "vitest";
import { link } from "../../../src/effective/link.ts";
import type { Assumption, Resource, Scenario } from "../../../src/model/resource.ts";
import { mostCases } from "../../../src/parsers/terraform/scenarios.ts";
import { assumptionWords } from "../../../src/rules/words.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

const variables = ["env", "size", "other"].map((name) => `variable "${name}" {\n  type = ${name === "size" ? "number" : "string"}\n}\n`).join("") + ["on", "off"].map((name) => `variable "${name}" {\n  type = bool\n}\n`).join("");
const root = 'terraform {\n  backend "s3" {}\n}\n';
const template = (tokens: string, more = ""): string => `resource "aws_launch_template" "t" {\n${more}\n  metadata_options {\n    http_tokens = ${tokens}\n  }\n}\n`;

async function template_(text: string, modules: Readonly<Record<string, string>> = {}): Promise<Resource> {
  const called = new Map(Object.entries(modules).map(([dir, inner]) => [dir, [{ path: `${dir}/main.tf`, text: inner }]]));
  const { resources } = await parseTerraform({ "main.tf": variables + root + text }, { modules: called });
  const [found] = resources;
  if (found === undefined) throw new Error("no resource");
  return found;
}

function words(when: readonly Assumption[]): string {
  return assumptionWords(when);
}

function tokens({ settings }: Scenario): string {
  const setting = settings.httpTokens;
  return setting.state === "known" ? String(setting.value) : setting.state === "absent" ? "absent" : `? ${setting.why}`;
}

/** `when -> tokens`, one line per scenario. */
function said({ scenarios }: Resource): readonly string[] {
  return scenarios.map((scenario) => (scenario.when.length === 0 ? tokens(scenario) : `${words(scenario.when)} -> ${tokens(scenario)}`));
}

describe("what splits", () => {
  it.each<readonly [string, readonly string[]]>([
    ['var.on ? "required" : "optional"', ["var.on is true -> required", "var.on is false -> optional"]],
    ['!var.on ? "required" : "optional"', ["var.on is true -> optional", "var.on is false -> required"]],
    ['var.on == false ? "required" : "optional"', ["var.on is true -> optional", "var.on is false -> required"]],
    ['var.env == "prod" ? "required" : "optional"', ['var.env == "prod" -> required', 'var.env != "prod" -> optional']],
    ['"prod" != var.env ? "required" : "optional"', ['var.env == "prod" -> optional', 'var.env != "prod" -> required']],
    ['var.env == "a" ? "required" : var.env == "b" ? "optional" : null', ['var.env == "a" -> required', 'var.env == "b" -> optional', 'var.env != "a" and var.env != "b" -> absent']],
    ['var.on ? (var.off ? "required" : "optional") : "required"', ["var.on is true and var.off is true -> required", "var.on is true and var.off is false -> optional", "var.on is false -> required"]],
    ['var.on && var.off ? "required" : "optional"', ["var.on is true and var.off is true -> required", "var.on is true and var.off is false -> optional", "var.on is false -> optional"]],
    ['{ prod = "required", dev = "optional" }[var.env]', ['var.env == "prod" -> required', 'var.env == "dev" -> optional']],
    ['lookup({ prod = "required" }, var.env, "optional")', ['var.env == "prod" -> required', 'var.env != "prod" -> optional']],
    ['["required", "optional"][var.size]', ["var.size == 0 -> required", "var.size == 1 -> optional"]],
    ['contains(["a", "b"], var.env) ? "required" : "optional"', ['var.env == "a" or b']],
    ['var.size > 2 ? "required" : "optional"', ["var.size > 2 -> required", "not (var.size > 2) -> optional"]],
    ['var.size <= 2 ? "required" : "optional"', ["var.size > 2 -> optional", "not (var.size > 2) -> required"]],
    ['length(var.env) == 0 ? "required" : "optional"', ["length(var.env) > 0 -> optional", "not (length(var.env) > 0) -> required"]],
    ['var.env == null ? "required" : var.env', ["var.env == null -> required", "var.env != null -> ? var.env has no default"]],
    ['var.env == var.other ? "required" : "optional"', ["var.env == var.other -> required", "var.env != var.other -> optional"]],
    ['terraform.workspace == "prod" ? "required" : "optional"', ['terraform.workspace == "prod" -> required', 'terraform.workspace != "prod" -> optional']],
    ['data.aws_x.y.z == "a" ? "required" : "optional"', ['data.aws_x.y.z == "a" -> required', 'data.aws_x.y.z != "a" -> optional']],
    ['"%{ if var.on }required%{ else }optional%{ endif }"', ["var.on is true -> required", "var.on is false -> optional"]],
    ['module.gone.strict ? "required" : "optional"', ["module.gone.strict is true -> required", "module.gone.strict is false -> optional"]],
  ])("%s", async (expression, expected) => {
    const resource = await template_(`${template(expression)}data "aws_x" "y" {}\nmodule "gone" {\n  source = "example/gone/aws"\n}\n`);
    if (expected[0]?.includes(" or ") === true) {
      expect(resource.scenarios.map(tokens).sort()).toEqual(["optional", "required", "required"]);
      return;
    }
    expect(said(resource)).toEqual(expected);
  });
});

describe("what does not split", () => {
  it.each([
    ['var.on ? "required" : "required"', "required"],
    ['{ a = "required", b = "required" }[var.env]', "required"],
    ["var.env", "? var.env has no default"],
    ['uuid() == "x" ? "required" : "optional"', "? uuid() is not evaluated"],
    ['[for each in var.list : each.on ? "required" : "optional"][0]', "? var.list has no default"],
    ['false && var.on ? "required" : "optional"', "optional"],
  ])("%s", async (expression, expected) => {
    expect(said(await template_(`${template(expression)}variable "list" {}\n`))).toEqual([expected]);
  });

  it("a variable that has a value, from whatever place", async () => {
    const text = variables + template('var.env == "prod" ? "required" : "optional"');
    const given = { kind: "value", name: "env", text: "prod" } as const;
    expect(said(at(await parseTerraform({ "main.tf": text }, { variables: [given] }), "aws_launch_template.t"))).toEqual(["required"]);
    expect(said(at(await parseTerraform({ "main.tf": text, "terraform.tfvars": 'env = "dev"' }), "aws_launch_template.t"))).toEqual(["optional"]);
  });
});

describe("correlation", () => {
  it("one condition has one truth in all options, through locals and dynamic blocks", async () => {
    const text = `locals {\n  prod = var.env == "prod"\n}\nresource "aws_launch_template" "t" {\n  dynamic "metadata_options" {\n    for_each = local.prod ? [1] : []\n    content {\n      http_tokens   = var.env == "prod" ? "required" : "optional"\n      http_endpoint = { prod = "enabled" }[var.env]\n    }\n  }\n}\n`;
    const { scenarios } = await template_(text);
    expect(scenarios.map(({ when, block, settings }) => [words(when), block.state, settings.httpTokens.state, settings.httpEndpoint.state])).toEqual([
      ['var.env == "prod"', "present", "known", "known"],
      ['var.env != "prod"', "absent", "absent", "absent"],
    ]);
  });

  it("an input stays the same one however deep it is passed", async () => {
    const inner = (source: string): string => `variable "a" {}\nmodule "n" {\n  source = "${source}"\n  b = var.a\n  t = var.a == "prod" ? "required" : "optional"\n}\n`;
    const deepest = `variable "b" {}\nvariable "t" {}\nresource "aws_launch_template" "t" {\n  metadata_options {\n    http_tokens = var.t\n    http_endpoint = var.b == "prod" ? "enabled" : "disabled"\n  }\n}\n`;
    const { scenarios } = await template_('module "m" {\n  source = "./m"\n  a = var.env\n}\n', { m: inner("../n"), n: deepest });
    expect(scenarios.map(({ when, settings }) => [words(when), settings.httpTokens, settings.httpEndpoint])).toMatchObject([
      ['var.env == "prod"', { value: "required" }, { value: "enabled" }],
      ['var.env != "prod"', { value: "optional" }, { value: "disabled" }],
    ]);
  });

  it("a predicate of a module says in which one", async () => {
    const inner = 'variable "a" {}\nresource "aws_launch_template" "t" {\n  metadata_options {\n    http_tokens = length(var.a) > 3 ? "required" : "optional"\n  }\n}\n';
    expect(said(await template_('module "m" {\n  source = "./m"\n  a = var.env\n}\n', { m: inner }))).toEqual(["length(var.a) > 3 in module.m -> required", "not (length(var.a) > 3 in module.m) -> optional"]);
  });

  it("worlds without the resource, and those that Terraform refuses, do not count", async () => {
    expect(said(await template_(template('var.on ? "required" : "optional"', "  count = var.on ? 1 : 0")))).toEqual(["required"]);
    expect(said(await template_(template("each.value", '  for_each = var.on ? { a = "required" } : {}')))).toEqual(["required"]);
    expect(said(await template_(template('var.on ? "required" : { a = 1 }.b')))).toEqual(["required"]);
  });

  it("an assumed value is the value, and the trail says so", async () => {
    const { scenarios } = await template_(template('var.env == "required" ? var.env : "optional"'));
    expect(scenarios[0]?.settings.httpTokens).toMatchObject({ state: "known", value: "required", trail: [{ note: 'var.env is assumed to be "required"' }] });
    expect(scenarios[0]?.when[0]).toMatchObject({ subject: "var.env", at: { span: { start: 0 } } });
  });

  it("instance and template agree: links by a condition, and values that exclude each other", async () => {
    const text = `${variables}${root}${template('{ prod = "required", dev = "optional" }[var.env]')}resource "aws_launch_template" "u" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}\nresource "aws_instance" "i" {\n  ami = var.env == "test" ? "ami-1" : "ami-2"\n  launch_template {\n    id = var.env == "dev" ? aws_launch_template.u.id : aws_launch_template.t.id\n  }\n}\n`;
    const { resources } = await parseTerraform({ "main.tf": text });
    const instance = link(resources, undefined, { accountDefaults: {}, images: {} }).find(({ resource }) => resource.address === "aws_instance.i");
    expect(instance?.scenarios.map(({ when, settings }) => [words(when), settings.httpTokens.state === "known" ? settings.httpTokens.value : "?"])).toEqual([
      ['var.env == "dev"', "required"],
      ['var.env == "prod"', "required"],
    ]);
  });
});

describe("validation", () => {
  const validated = (condition: string, type = "string", more = ""): string => `variable "v" {\n  type = ${type}\n${more}\n  validation {\n    condition = ${condition}\n    error_message = "No."\n  }\n}\n`;
  it.each<readonly [string, readonly unknown[] | undefined]>([
    ['contains(["optional", "required"], var.v)', ["optional", "required"]],
    ['var.v == "optional" || var.v == "required"', ["optional", "required"]],
    ['can(regex("^(optional|required)$", var.v))', ["optional", "required"]],
    ['can(regex("^optional$|^required$", var.v))', ["optional", "required"]],
    ['contains(["a", "b"], var.v) && var.v != "b" || var.v == "c"', ["a", "c"]],
    ['!contains(["a"], var.v) && contains(["a", "b", "c"], var.v)', ["b", "c"]],
    ['anytrue([var.v == "a", var.v == "b"])', ["a", "b"]],
    ['contains(concat(["a"], ["b"]), var.v)', ["a", "b"]],
    ['var.v == null || contains(["a", "b"], var.v)', undefined],
    ['length(var.v) > 3', undefined],
    ['contains(["a", "b"], lower(var.v))', undefined],
    ['can(regex("^(a|b)", var.v))', undefined],
    ['can(regex("^a|b$", var.v))', undefined],
    ['!(length(var.v) > 3 && var.v == "a")', undefined],
  ])("%s", async (condition, expected) => {
    const setting = (await template_(validated(condition) + template("var.v"))).scenarios[0]?.settings.httpTokens;
    expect(setting).toMatchObject({ state: "unknown", why: "var.v has no default" });
    expect(setting?.state === "unknown" ? setting.oneOf : []).toEqual(expected);
  });

  it("numbers between two bounds", async () => {
    const text = `${validated("var.v >= 1 && 3 >= var.v", "number")}resource "aws_launch_template" "t" {\n  metadata_options {\n    http_put_response_hop_limit = var.v\n  }\n}\n`;
    expect((await template_(text)).scenarios[0]?.settings.httpPutResponseHopLimit).toMatchObject({ state: "unknown", oneOf: [1, 2, 3] });
  });

  it("a single possible value is the value; the last one left is, too", async () => {
    expect(said(await template_(validated('var.v == "required"') + template("var.v")))).toEqual(["required"]);
    expect(said(await template_(validated('contains(["a", "b"], var.v)') + template('var.v == "a" ? "optional" : var.v')))).toEqual(['var.v == "a" -> optional', 'var.v != "a" -> b']);
    expect(said(await template_(validated('var.v == null || var.v == "a"') + template('var.v == null ? "optional" : var.v')))).toEqual(["var.v == null -> optional", "var.v != null -> a"]);
    expect(said(await template_(validated('contains(["a", "b"], var.v)') + template('var.v == "c" ? "optional" : "required"')))).toEqual(["required"]);
  });

  it("of a module narrows what is passed", async () => {
    const inner = `${validated('contains(["required"], var.v)')}${template("var.v")}`;
    expect(said(await template_('module "m" {\n  source = "./m"\n  v = var.env\n}\n', { m: inner }))).toEqual(["required"]);
  });

  it("a refused value stays, with a word in its trail", async () => {
    const resource = await template_(validated('contains(["required"], var.v)', "string", '  default = "optional"') + template("var.v"));
    expect(resource.scenarios[0]?.settings.httpTokens).toMatchObject({ state: "known", value: "optional", trail: [{ note: "default of var.v" }, { note: "the validation of var.v refuses this value" }] });
  });

  it("that goes round in a circle constrains nothing", async () => {
    const text = 'variable "p" {\n  validation {\n    condition = contains([var.q], var.p)\n    error_message = "No."\n  }\n}\nvariable "q" {\n  validation {\n    condition = contains([var.p], var.q)\n    error_message = "No."\n  }\n}\n';
    expect(said(await template_(text + template("var.p")))).toEqual(["? var.p has no default"]);
  });
});

describe("what other resources say", () => {
  const other = (text: string, name: string): string => `resource "aws_launch_template" "${name}" {\n${text}\n}\n`;
  const options = (tokens: string): string => `  metadata_options {\n    http_tokens = ${tokens}\n  }`;
  const dynamic = (each: string, tokens: string): string => `  dynamic "metadata_options" {\n    for_each = ${each}\n    content {\n      http_tokens = ${tokens}\n    }\n  }`;
  const split = ["var.on is true -> required", "var.on is false -> optional"];

  it.each<readonly [string, string, string, readonly string[]]>([
    ["an argument of its nested block", options('var.on ? "required" : "optional"'), "aws_launch_template.z.metadata_options[0].http_tokens", split],
    ["a block that may be there", dynamic('var.on ? ["required"] : []', "metadata_options.value"), 'try(aws_launch_template.z.metadata_options[0].http_tokens, "x")', ["var.on is true -> required", "var.on is false -> ? aws_launch_template.z.metadata_options.0.http_tokens is known only after apply"]],
    ["what a block is made from", dynamic('[var.on ? "required" : "optional"]', "metadata_options.value"), "one(aws_launch_template.z.metadata_options[*].http_tokens)", split],
    ["its instance", `  for_each = { a = var.on ? "required" : "optional" }\n${options("each.value")}`, 'aws_launch_template.z["a"].metadata_options[0].http_tokens', split],
    ["its name", '  name = var.on ? "required" : "optional"', "aws_launch_template.z.name", split],
    ["its name in a text", '  name = var.on ? "required" : "optional"', '"${aws_launch_template.z.name}"', split],
    ["its name as an argument", '  name = var.on ? "REQUIRED" : "OPTIONAL"', "lower(aws_launch_template.z.name)", split],
    ["its name, compared", '  name = var.on ? "a" : "b"', 'aws_launch_template.z.name == "a" ? "required" : "optional"', split],
  ])("%s", async (_, text, expression, expected) => {
    expect(said(await template_(template(expression) + other(text, "z")))).toEqual(expected);
  });

  it("a name that only links makes no difference", async () => {
    const text = `resource "aws_instance" "i" {\n  launch_template {\n    name = aws_launch_template.z.name\n  }\n}\n${other('  name = var.on ? "a" : "b"', "z")}`;
    expect((await template_(text)).scenarios).toMatchObject([{ when: [], links: [{ target: { state: "resource", address: "aws_launch_template.z" } }] }]);
  });
});

describe("what is read as a value", () => {
  it.each<readonly [string, string, readonly string[]]>([
    ["options as an object", 'metadata_options = var.on ? { http_tokens = "required" } : null', ["var.on is true -> required", "var.on is false -> absent"]],
    ["an option in an object", 'metadata_options = { http_tokens = var.on ? "required" : "optional" }', ["var.on is true -> required", "var.on is false -> optional"]],
    ["only what is asked for", 'metadata_options = { http_tokens = "required" }\n    tag_specifications = var.on ? ["a"] : []', ["required"]],
  ])("%s", async (_, text, expected) => {
    expect(said(await template_(`resource "awscc_ec2_launch_template" "t" {\n  launch_template_data = {\n    ${text}\n  }\n}\n`))).toEqual(expected);
  });

  it("each.value of listed instances", async () => {
    expect(said(await template_(template("each.value", '  for_each = { a = var.on ? "required" : "optional" }')))).toEqual(["var.on is true -> required", "var.on is false -> optional"]);
  });

  it("the patterns of an image that is looked up", async () => {
    const text = 'data "aws_ami" "x" {\n  owners = ["amazon"]\n  filter {\n    name = "name"\n    values = [var.on ? "al2023-ami-*" : "amzn2-ami-*"]\n  }\n}\nresource "aws_instance" "x" {\n  ami = data.aws_ami.x.id\n}\n';
    expect((await template_(text)).scenarios.map(({ image }) => image)).toMatchObject([{ patterns: ["al2023-ami-*"] }, { patterns: ["amzn2-ami-*"] }]);
  });
});

describe("calls of well-known modules", () => {
  it("one resource with a scenario for each outcome", async () => {
    const text = 'module "i" {\n  source = "terraform-aws-modules/ec2-instance/aws"\n  version = "5.6.0"\n  metadata_options = { http_tokens = var.on ? "required" : "optional" }\n}\n';
    expect(said(await template_(text))).toEqual(["var.on is true -> required", "var.on is false -> optional"]);
  });

  it("machines that only some outcomes have", async () => {
    const group = (tokens: string): string => `{ metadata_options = { http_tokens = "${tokens}" } }`;
    const text = `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  version = "20.0.0"\n  eks_managed_node_groups = var.on ? { a = ${group("optional")} } : { a = ${group("required")}, b = ${group("required")} }\n}\n`;
    const { resources } = await parseTerraform({ "main.tf": variables + root + text });
    expect(resources.map((resource) => [resource.address.slice(-3), ...said(resource)])).toEqual([
      ['a"]', "var.on is true -> optional", "var.on is false -> required"],
      ['b"]', "var.on is false -> required"],
    ]);
  });
});

describe("bounds", () => {
  const switches = (count: number): string => Array.from({ length: count }, (_, at) => `variable "s${at}" {\n  type = bool\n}\n`).join("");
  const sum = (count: number): string => Array.from({ length: count }, (_, at) => `(var.s${at} ? ${2 ** at} : 0)`).join(" + ");

  it("as many cases as a reader can tell apart", async () => {
    const five = await template_(`${switches(5)}${template(`tostring(${sum(5)})`)}`);
    expect(five.scenarios).toHaveLength(mostCases);
    const six = await template_(`${switches(6)}${template(`tostring(${sum(6)})`)}`);
    expect(said(six)).toEqual(["? var.s0 has no default, and it hangs on 6 or more undecided conditions, too many to tell the outcomes apart"]);
  });

  it.each([
    ["is undecided where it hangs on too much", (six: string) => `"resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-\${tostring(${six})}"`, "undecided"],
    ["is undecided where what looks it up hangs on too much", () => "data.aws_ssm_parameter.image.value", "undecided"],
    ["is unknown where nobody says it anyway", () => "var.ami", "unknown"],
    ["is known where it hangs on nothing", () => '"ami-12345678"', "named"],
  ])("an image %s", async (_, image, state) => {
    const six = sum(6);
    const lookup = `data "aws_ssm_parameter" "image" {\n  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-\${tostring(${six})}"\n}\nvariable "ami" {\n  type = string\n}\n`;
    const { resources } = await parseTerraform({ "main.tf": `${switches(6)}${lookup}resource "aws_launch_template" "t" {\n  image_id = ${image(six)}\n  metadata_options {\n    http_tokens = tostring(${six})\n  }\n}\n` });
    expect(resources.map(({ scenarios }) => scenarios.map((scenario) => scenario.image.state))).toEqual([[state]]);
  });

  it("many conditions of which few matter are no problem", async () => {
    const all = Array.from({ length: 20 }, (_, at) => `var.s${at}`).join(" && ");
    expect((await template_(`${switches(20)}${template(`${all} ? "required" : "optional"`)}`)).scenarios).toHaveLength(21);
  });

  it("a hostile module ends in bounded time", async () => {
    const many = Array.from({ length: 300 }, (_, at) => `resource "aws_launch_template" "t${at}" {\n  metadata_options {\n    http_tokens = tostring(${sum(16)} + ${at})\n  }\n}\n`).join("");
    const start = performance.now();
    const { resources } = await parseTerraform({ "main.tf": switches(16) + many });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(resources).toHaveLength(300);
    expect(resources.every(({ scenarios }) => scenarios.length === 1)).toBe(true);
  });
});
