import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Resource, Scenario } from "../../../src/model/resource.ts";
import { keyOf } from "../../../src/parsers/terraform/outcome.ts";
import { parseTerraform } from "../../support/terraform.ts";
import { holding } from "./holding.ts";

/** Values of the variables, in the order of `names`. */
type Assignment = Readonly<Record<string, string>>;

const bools = ["b0", "b1", "b2"] as const;
const enums = ["e0", "e1"] as const;
const values = ["a", "b", "c"] as const;

const declarations = [
  ...bools.map((name) => `variable "${name}" {\n  type = bool\n}`),
  'variable "e0" {\n  type = string\n  validation {\n    condition = contains(["a", "b", "c"], var.e0)\n    error_message = "One of three."\n  }\n}',
  'variable "e1" {\n  type = string\n}',
].join("\n");

const assignments: readonly Assignment[] = bools
  .reduce<Assignment[]>((all, name) => all.flatMap((one) => ["true", "false"].map((value) => ({ ...one, [name]: value }))), [{}])
  .flatMap((one) => values.flatMap((e0) => values.map((e1) => ({ ...one, e0, e1 }))));

const variable = fc.constantFrom(...enums).map((name) => `var.${name}`);
const value = fc.constantFrom(...values).map((text) => JSON.stringify(text));
const token = fc.constantFrom('"required"', '"optional"');

const { predicate, choice } = fc.letrec<{ predicate: string; choice: string }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom(...bools).map((name) => `var.${name}`),
    fc.tuple(variable, fc.constantFrom("==", "!="), value).map((parts) => parts.join(" ")),
    fc.tuple(value, variable).map(([text, name]) => `contains([${text}, "b"], ${name})`),
    fc.tuple(variable, value).map(([name, text]) => `startswith(${name}, ${text})`),
    fc.constantFrom("local.p", "!local.p", "var.e0 == var.e1", "var.e0 != var.e1", "length(var.e1) > 1", 'upper(var.e0) != "A"'),
    fc.tuple(tie("predicate"), fc.constantFrom("&&", "||"), tie("predicate")).map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie("predicate").map((inner) => `!(${inner})`),
  ),
  choice: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    token,
    fc.constant("null"),
    fc.constantFrom("local.s", 'coalesce(local.s, "optional")', 'try(local.s, "optional")'),
    fc.tuple(token, token, token, variable).map(([a, b, c, name]) => `{ a = ${a}, b = ${b}, c = ${c} }[${name}]`),
    fc.tuple(token, token, variable).map(([a, fallback, name]) => `lookup({ a = ${a} }, ${name}, ${fallback})`),
    fc.tuple(variable, token).map(([name, text]) => `{ a = "required", b = ${text} }[${name}]`),
    fc.tuple(tie("predicate"), tie("choice"), tie("choice")).map(([condition, then, otherwise]) => `(${condition} ? ${then} : ${otherwise})`),
  ),
}));

interface Made {
  readonly files: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, string>>;
}

const block = (tokens: string, condition: string | undefined): string =>
  condition === undefined
    ? `  metadata_options {\n    http_tokens = ${tokens}\n  }`
    : `  dynamic "metadata_options" {\n    for_each = ${condition} ? [${tokens}] : []\n    content {\n      http_tokens = metadata_options.value\n    }\n  }`;

const made: fc.Arbitrary<Made> = fc
  .record({
    local: predicate.filter((text) => !text.includes("local.")),
    text: choice.filter((each) => !each.includes("local.")),
    tokens: fc.array(choice, { minLength: 3, maxLength: 3 }),
    dynamic: fc.option(predicate, { nil: undefined }),
    count: fc.option(predicate, { nil: undefined }),
    link: predicate,
    image: predicate,
    inModule: choice,
  })
  .map(({ local, text, tokens, dynamic, count, link, image, inModule }): Made => {
    const locals = `locals {\n  p = ${local}\n  s = ${text}\n}`;
    const times = count === undefined ? "" : `  count = ${count} ? 1 : 0\n`;
    const main = [
      declarations,
      locals,
      `resource "aws_launch_template" "x" {\n${times}${block(tokens[0] ?? "null", dynamic)}\n}`,
      `resource "aws_launch_template" "y" {\n  image_id = ${image} ? "ami-1" : "ami-2"\n${block(tokens[1] ?? "null", undefined)}\n}`,
      `resource "aws_instance" "i" {\n  launch_template {\n    id = ${link} ? ${count === undefined ? "aws_launch_template.x.id" : "one(aws_launch_template.x[*].id)"} : aws_launch_template.y.id\n  }\n${block(tokens[2] ?? "null", dynamic)}\n}`,
      `module "m" {\n  source = "./m"\n${[...bools, ...enums].map((name) => `  ${name} = var.${name}`).join("\n")}\n}`,
    ];
    const inner = [declarations, locals, `resource "aws_instance" "i" {\n${block(inModule, undefined)}\n}`];
    return { files: { "main.tf": main.join("\n") }, modules: { "m/main.tf": inner.join("\n") } };
  });

async function resourcesOf({ files, modules }: Made, given: Assignment): Promise<readonly Resource[]> {
  const sources = Object.entries(modules).map(([path, text]) => ({ path, text }));
  const variables = Object.entries(given).map(([name, text]) => ({ kind: "value", name, text }) as const);
  const { resources } = await parseTerraform({ ...files, "backend.tf": 'terraform {\n  backend "s3" {}\n}' }, { modules: new Map([["m", sources]]), variables });
  return resources;
}

/** Addresses without keys: where the code alone does not decide the count, one resource stands for all. */
function said(scenario: Scenario): string {
  return keyOf([{ ...scenario, when: [] }]).replaceAll("[0]", "");
}

function isRefused({ scenarios }: Resource): boolean {
  return JSON.stringify(scenarios.map(said)).includes("there is no");
}

describe("scenarios", () => {
  it("for every value of the inputs exactly one holds, and it is what these values give", async () => {
    let compared = 0;
    let split = 0;
    await fc.assert(
      fc.asyncProperty(made, fc.array(fc.constantFrom(...assignments), { minLength: 4, maxLength: 4 }), async (module, some) => {
        const open = await resourcesOf(module, {});
        split += open.filter(({ scenarios }) => scenarios.length > 1).length;
        for (const given of some) {
          for (const decided of await resourcesOf(module, given)) {
            const [only, ...others] = decided.scenarios;
            expect(others).toEqual([]);
            const resource = open.find(({ address }) => address === decided.address.replace("[0]", ""));
            if (resource === undefined || only === undefined) throw new Error(`${decided.address} is not found without values`);
            if (isRefused(decided)) continue;
            expect((await holding(resource, given)).map(said), `${decided.address} with ${JSON.stringify(given)}`).toEqual([said(only)]);
            compared++;
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(600);
    expect(split).toBeGreaterThan(80);
  }, 120_000);
});
