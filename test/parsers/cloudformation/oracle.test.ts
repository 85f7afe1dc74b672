import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../src/model/resource.ts";
import { launchSettings, spelling, type Scalar } from "../../../src/model/setting.ts";
import { cloudformation } from "../../../src/parsers/cloudformation/index.ts";
import { diskTree } from "../../../src/scan/files.ts";
import { namedFiles } from "../../../src/scan/named-files.ts";
import { generateTemplate } from "../../support/template-generator.ts";
import { differences } from "./oracle-differences.ts";
import { judgeOf, matching, templateIn, type Values } from "./worlds-support.ts";

// What moto's CloudFormation engine makes of templates: recorded, with versions and date, by tools/oracles/cloudformation.ts.

type Options = Readonly<Record<string, Scalar>>;

interface Case {
  readonly id: string;
  readonly parameters: Values;
  /** The options of each created resource, null for a resource without the block; or why there is no stack. */
  readonly answer: Readonly<Record<string, Options | null>> | { readonly error: string };
}

const fixtures = new URL("../../../fixtures/oracles/", import.meta.url);
const { cases } = JSON.parse(readFileSync(new URL("cloudformation.json", fixtures), "utf8")) as { readonly cases: readonly Case[] };

function textOf({ id }: Case): string {
  const [head = "", seed] = id.split(" ");
  return head === "generated" ? JSON.stringify(generateTemplate(Number(seed)).template) : readFileSync(new URL(`cloudformation/${head}`, fixtures), "utf8");
}

/** What we say of every resource that exists under the values of a case, in the words of the recorded answers. */
async function ours(one: Case): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const text = textOf(one);
  const template = await templateIn(text);
  const judge = judgeOf(template, { "AWS::Region": "eu-west-1", ...one.parameters });
  const sources = [{ path: "template.yaml", text }];
  const { resources, problems } = await cloudformation.parse({ dir: ".", sources, called: false, files: namedFiles(diskTree(fileURLToPath(new URL("cloudformation", fixtures)))) });
  expect(problems).toEqual([]);
  const found = resources.flatMap(({ address: whole, scenarios }) => {
    const fitting = matching(scenarios, judge);
    // Names in nested stacks are told apart in the templates, because moto says them without the stack.
    const address = whole.split("/").at(-1) ?? whole;
    const exists = template.resources.get(whole)?.condition;
    if (exists !== undefined && !judge({ condition: exists, holds: true })) return [];
    if (fitting.length !== 1) throw new Error(`${fitting.length} scenarios of ${address} fit`);
    const options = launchSettings.flatMap((name) => {
      const setting = fitting[0]?.settings[name];
      if (setting === undefined || setting.state === "absent") return [];
      return [[spelling("cloudformation", name), setting.state === "known" ? String(setting.value) : `unknown: ${setting.why}`]];
    });
    return [[address, { ...(Object.fromEntries(options) as Record<string, string>), ...launchesThrough(fitting[0]) }] as const];
  });
  return Object.fromEntries(found);
}

/** By which logical names a group launches. */
function launchesThrough(scenario: Scenario | undefined): Readonly<Record<string, string>> {
  const names = (scenario?.links ?? []).map(({ target }) => (target.state === "resource" ? target.address : target.state));
  return names.length === 0 ? {} : { LaunchesThrough: [...new Set(names)].sort().join(", ") };
}

function theirs({ answer }: Case): unknown {
  if ("error" in answer) return answer;
  return Object.fromEntries(Object.entries(answer).map(([address, options]) => [address, Object.fromEntries(Object.entries(options ?? {}).map(([name, value]) => [name, String(value)]))]));
}

describe("moto makes of every template under every recorded choice of parameters what we say", () => {
  it("has been asked at least 150 times", () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it.each(cases.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    const difference = differences[id];
    if (difference === undefined) expect(await ours(one)).toEqual(theirs(one));
    else {
      expect(await ours(one)).toEqual(difference.aws);
      expect(await ours(one), "a difference that is none").not.toEqual(theirs(one));
    }
  });

  it("has no difference that nobody asks for", () => {
    const known = new Set(cases.map(({ id }) => id));
    expect(Object.keys(differences).filter((id) => !known.has(id))).toEqual([]);
  });
});
