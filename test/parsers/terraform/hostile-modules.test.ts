import { describe, expect, it } from "vitest";
import type { Source } from "../../../src/model/source.ts";
import { parseTerraform } from "../../support/terraform.ts";

/** Far above what any of these takes on a busy machine, far below what it would take without a bound. */
const patience = 60_000;

function instance(tokens: string, name = "i", more = ""): string {
  return `resource "aws_instance" "${name}" {\n${more}  metadata_options {\n    http_tokens = ${tokens}\n  }\n}\n`;
}

function repeat(count: number, text: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => text(at)).join("");
}

interface Outcome {
  readonly resources: number;
  /** What the tokens of the first resource are, and of the last one. */
  readonly tokens: readonly string[];
  readonly problems: readonly string[];
}

async function outcome(main: string, modules: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const started = performance.now();
  const sources = Object.entries(modules).map(([dir, text]): readonly [string, readonly Source[]] => [dir, [{ path: `${dir}/main.tf`, text }]]);
  const { resources, problems } = await parseTerraform({ "main.tf": main }, { modules: new Map(sources) });
  expect(performance.now() - started).toBeLessThan(patience);
  const tokens = [resources.at(0), resources.at(-1)].map((resource) => {
    const setting = resource?.scenarios[0]?.settings.httpTokens;
    return setting?.state === "known" ? String(setting.value) : setting?.state === "unknown" ? setting.why : "absent";
  });
  return { resources: resources.length, tokens, problems: problems.map(({ message }) => message) };
}

describe("hostile modules end in bounded work, with what is known and why the rest is not", () => {
  it("modules that need each other's outputs", async () => {
    const calls = 'module "a" {\n  source = "./m"\n  x      = module.b.y\n}\nmodule "b" {\n  source = "./m"\n  x      = module.a.y\n}\n';
    const { resources, tokens } = await outcome(calls, { m: `variable "x" {}\noutput "y" {\n  value = "\${var.x}\${var.x}"\n}\n${instance("var.x")}` });
    expect({ resources, tokens }).toEqual({ resources: 2, tokens: ["var.x refers to itself", "var.x refers to itself"] });
  });

  it("a module that calls itself twice", async () => {
    const inner = `module "a" {\n  source = "../m"\n}\nmodule "b" {\n  source = "../m"\n}\n${instance('"optional"')}`;
    const { resources, problems } = await outcome('module "a" {\n  source = "./m"\n}\n', { m: inner });
    expect(resources).toBeLessThanOrEqual(5_000);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(3);
    expect(problems[0]).toContain("nested more than 32 levels deep");
  });

  it("a hundred times a hundred times a hundred modules", async () => {
    const nest = (to: string): string => `module "inner" {\n  source = "../${to}"\n  count  = 100\n}\n`;
    const { resources, problems } = await outcome('module "outer" {\n  source = "./m"\n  count  = 100\n}\n', { m: nest("n"), n: nest("o"), o: instance('"optional"') });
    expect(resources).toBeLessThanOrEqual(5_000);
    expect(problems).toEqual([expect.stringContaining("more than 5000 module instances")]);
  });

  it("thousands of resources with a hundred instances each", async () => {
    const { resources, tokens } = await outcome(repeat(1_000, (at) => instance('count.index == 0 ? "optional" : "required"', `i${at}`, "  count = 100\n")));
    expect(resources).toBeLessThanOrEqual(21_000);
    expect(tokens).toEqual(["optional", "count.index differs from instance to instance"]);
  });

  it.each([
    ["a billion instances", instance('"optional"', "i", "  count = 1000000000\n")],
    ["no number of instances", instance('"optional"', "i", "  count = 1 / 0\n")],
    ["instances that count each other", `${instance('"optional"', "i", "  count = length(aws_instance.j)\n")}${instance('"optional"', "j", "  count = length(aws_instance.i)\n")}`],
  ])("%s are judged as one", async (_, main) => {
    expect((await outcome(main)).tokens).toEqual(["optional", "optional"]);
  });

  it("for_each over a million elements takes what there is to take", async () => {
    const many = "locals {\n  many = [for a in range(1000) : [for b in range(1000) : \"${a}-${b}\"]]\n}\n";
    const { resources, tokens } = await outcome(`${many}${instance('"optional"', "i", "  for_each = toset(flatten(local.many))\n")}`);
    expect({ resources, tokens }).toEqual({ resources: 1, tokens: ["the module takes too long to evaluate", "the module takes too long to evaluate"] });
  });

  it("dynamic blocks in dynamic blocks", async () => {
    const levels = ["mixed_instances_policy", "launch_template", "override", "launch_template_specification"];
    const nested = levels.reduceRight((inner, type) => `dynamic "${type}" {\nfor_each = range(200)\ncontent {\n${inner}}\n}\n`, 'launch_template_id = "lt-${launch_template_specification.value}"\n');
    expect((await outcome(`resource "aws_autoscaling_group" "i" {\n${nested}}\n`)).resources).toBe(1);
  });

  it("a ring of templates that are named after and counted by each other", async () => {
    const { resources, tokens } = await outcome(
      repeat(300, (at) => {
        const next = `aws_launch_template.t${(at + 1) % 300}`;
        return `resource "aws_launch_template" "t${at}" {\n  count = length(${next})\n  name  = "\${${next}[0].name}x"\n  metadata_options {\n    http_tokens = ${next}[0].name\n  }\n}\n`;
      }),
    );
    expect(resources).toBe(300);
    expect(tokens[0]).toMatch(/nested too deeply|refers to itself/);
  });

  it("a type with thousands of optional attributes", async () => {
    const type = `object({${Array.from({ length: 5_000 }, (_, at) => `a${at} = optional(object({ b = optional(list(string), ["required"]) }), {})`).join(", ")}})`;
    const { tokens } = await outcome('module "m" {\n  source = "./m"\n  x      = {}\n}\n', { m: `variable "x" {\n  type = ${type}\n}\n${repeat(500, (at) => instance(`var.x.a${at}.b[0]`, `i${at}`))}` });
    expect(tokens).toEqual(["required", "required"]);
  });

  it("a text of ten million characters is passed on, made ones are not", async () => {
    expect((await outcome(instance(`"${"x".repeat(10_000_000)}"`))).tokens[0]).toHaveLength(10_000_000);
    expect((await outcome(instance('join("", [for a in range(1000) : format("%09999d", a)])'))).tokens[0]).toBe("the result is too long to evaluate");
    expect((await outcome(instance('base64gzip(join("", range(1000)))'))).tokens[0]).toBe("base64gzip() is not evaluated");
  });

  it("an object of an object for each of its keys", async () => {
    const wide = `{ ${Array.from({ length: 20_000 }, (_, at) => `k${at} = ${at}`).join(", ")} }`;
    const { tokens } = await outcome(`locals {\n  o = ${wide}\n  p = { for k, v in local.o : k => { for a, b in local.o : a => b } }\n}\n${instance("local.p.k1.k2")}`);
    expect(tokens[0]).toBe("the module takes too long to evaluate");
  });
});
