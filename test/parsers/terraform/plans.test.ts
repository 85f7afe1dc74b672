import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingNames, spelling, type Setting, type SettingName } from "../../../src/model/setting.ts";
import type { Resource, Scenario } from "../../../src/model/resource.ts";
import { terraform } from "../../../src/parsers/terraform/index.ts";
import { rootModule } from "../../support/root-module.ts";
import { knownDifferences, unknownInputs } from "./plans-differences.ts";

/** What `terraform plan` says, made by tools/oracles/terraform-plans.ts: nothing here needs Terraform. */
interface Answers {
  readonly terraform: string;
  readonly provider: string;
  readonly date: string;
  readonly modules: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
}

interface Answer {
  readonly block?: boolean;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly computed: readonly string[];
}

const folder = "fixtures/oracles/plans";
const answers = JSON.parse(readFileSync("fixtures/oracles/terraform-plans.json", "utf8")) as Answers;
const names = readdirSync(folder).sort();

/** What the provider's schema fills in for arguments that nobody wrote: our settings are what is written. */
const filledIn: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  aws_instance: { http_endpoint: "enabled", http_protocol_ipv6: "disabled" },
  aws_spot_instance_request: { http_endpoint: "enabled", http_protocol_ipv6: "disabled" },
  aws_ec2_instance_metadata_defaults: { http_endpoint: "no-preference", http_tokens: "no-preference", instance_metadata_tags: "no-preference", http_put_response_hop_limit: -1 },
};

/** Every way in which our resources are not what is planned, in words. */
async function differences(name: string): Promise<readonly string[]> {
  const { resources } = await terraform.parse(rootModule(`${folder}/${name}`));
  const planned = answers.modules[name] ?? {};
  const judged = resources.filter(({ kind, type }) => kind !== "launcher" && kind !== "service" && (kind !== "image" || type === "aws_ami"));
  const extra = judged.filter(({ address }) => planned[address] === undefined).map(({ address }) => `${address}: not planned`);
  const compared = Object.entries(planned).flatMap(([address, answer]) => {
    const ours = judged.filter((resource) => resource.address === address);
    const [only] = ours;
    return only === undefined || ours.length > 1 ? [`${address}: found ${ours.length} times`] : compare(only, answer, unknownInputs.has(name));
  });
  return [...extra, ...compared];
}

function compare(resource: Resource, answer: Answer, mayBeUnknown: boolean): readonly string[] {
  const { address, type } = resource;
  const scenario = whenPlanned(resource);
  if (scenario === undefined) return [`${address}: nothing holds as it was planned`];
  const found: string[] = [];
  if (answer.block !== undefined && scenario.block.state !== (answer.block ? "present" : "absent")) found.push(`${address}: the block is ${scenario.block.state}`);
  for (const name of settingNames) {
    if (name === "imageOrigin" || name === "httpTokensEnforced") continue;
    const option = spelling("terraform", name);
    const planned = answer.options[option];
    const setting = scenario.settings[name];
    const isUnknownInput = mayBeUnknown && setting.state === "unknown" && answer.computed.includes(option);
    const isFilledIn = setting.state === "absent" && planned !== undefined && planned === filledIn[type]?.[option];
    if (!isUnknownInput && !isFilledIn && say(setting) !== (planned === undefined ? "not set" : String(planned))) {
      found.push(`${address}: ${option} is planned ${planned === undefined ? "not set" : String(planned)}, ours ${say(setting)}`);
    }
  }
  return found;
}

/** What holds in the workspace of the plan; what still hangs on conditions is unknown where they make a difference. */
function whenPlanned({ scenarios }: Resource): Scenario | undefined {
  const possible = scenarios.filter(({ when }) => when.every(({ condition, subject, holds }) => subject !== "terraform.workspace" || (condition === 'terraform.workspace == "default"') === holds));
  const [first, ...others] = possible;
  if (first === undefined) return undefined;
  const folded = (name: SettingName): Setting => {
    const setting = first.settings[name];
    const isSame = others.every(({ settings }) => say(settings[name]) === say(setting));
    const conditions = possible.flatMap(({ when }) => when.map(({ condition }) => condition));
    return isSame ? setting : { state: "unknown", why: [...new Set(conditions)].join(", "), at: setting.at, trail: [] };
  };
  return { ...first, settings: Object.fromEntries(settingNames.map((name) => [name, folded(name)])) as Scenario["settings"] };
}

function say(setting: Setting): string {
  switch (setting.state) {
    case "known":
      return String(setting.value);
    case "absent":
      return "not set";
    case "unknown":
      return `unknown (${setting.why})`;
  }
}

describe(`root modules as terraform ${answers.terraform} with ${answers.provider} plans them (${answers.date})`, () => {
  it("has an answer for every module, and a module for every answer", () => {
    expect(Object.keys(answers.modules)).toEqual(names);
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it.each(names)("%s", async (name) => {
    expect(await differences(name)).toEqual(knownDifferences[name] ?? []);
  });

  it("every unknown input is one in the plan, too", () => {
    for (const name of unknownInputs) expect(Object.values(answers.modules[name] ?? {}).some(({ computed }) => computed.length > 0)).toBe(true);
  });

  it("lists differences of modules that are there", () => {
    expect(names).toEqual(expect.arrayContaining(Object.keys(knownDifferences)));
  });

  it("compares enough to mean something", () => {
    const all = Object.values(answers.modules).flatMap((module) => Object.values(module));
    const values = all.reduce((sum, { options }) => sum + Object.keys(options).length, 0);
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(values).toBeGreaterThanOrEqual(340);
  });
});
