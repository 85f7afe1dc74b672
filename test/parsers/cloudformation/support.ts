import { readFileSync } from "node:fs";
import type { Resource, Scenario } from "../../../src/model/resource.ts";
import type { Setting, SettingName } from "../../../src/model/setting.ts";
import type { Place, Source } from "../../../src/model/source.ts";
import { cloudformation } from "../../../src/parsers/cloudformation/index.ts";
import type { ParseResult } from "../../../src/parsers/parser.ts";

const folder = new URL("../../../fixtures/parsers/cloudformation/", import.meta.url);

/** A fixture of this parser by its path under fixtures/parsers/cloudformation. */
export function fixture(path: string): Source {
  return { path, text: readFileSync(new URL(path, folder), "utf8") };
}

export async function parse(source: Source): Promise<ParseResult> {
  return cloudformation.parse({ dir: ".", sources: [source], called: false });
}

export async function parseText(text: string, path = "template.yaml"): Promise<ParseResult> {
  return parse({ path, text });
}

export function resourceAt(result: ParseResult, address: string): Resource {
  const found = result.resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return found;
}

export function scenarioAt(result: ParseResult, address: string): Scenario {
  const [scenario] = resourceAt(result, address).scenarios;
  if (scenario === undefined) throw new Error(`no scenario in ${address}`);
  return scenario;
}

export function settingAt(result: ParseResult, address: string, name: SettingName): Setting {
  return scenarioAt(result, address).settings[name];
}

/** The text at a place. */
export function textAt({ source, span }: Place): string {
  return source.text.slice(span.start, span.end);
}

/** An instance with one HttpTokens expression, after the sections that stand before the resources. */
export async function machineWith(expression: string, sections = ""): Promise<ParseResult> {
  return parseText(`${sections}\nResources:\n  Other: { Type: AWS::EC2::LaunchTemplate }\n  Stored2: { Type: AWS::SSM::Parameter, Properties: { Value: required } }\n  Machine:\n    Type: AWS::EC2::Instance\n    Properties:\n      MetadataOptions:\n        HttpTokens: ${expression}\n`);
}

export async function tokensOf(expression: string, sections = ""): Promise<Setting> {
  return settingAt(await machineWith(expression, sections), "Machine", "httpTokens");
}

export async function allTokensOf(expression: string, sections = ""): Promise<string> {
  return inScenarios(await machineWith(expression, sections), "Machine", "httpTokens");
}

/** A setting in one line: its state with its value, reason or possible values, and the notes of its trail. */
export function inWords(setting: Setting): string {
  if (setting.state === "absent") return "absent";
  const trail = setting.trail.map((hop) => ` <- ${hop.note}`).join("");
  if (setting.state === "known") return `${JSON.stringify(setting.value)}${trail}`;
  return `unknown: ${setting.why}${setting.oneOf === undefined ? "" : ` ${JSON.stringify(setting.oneOf)}`}${trail}`;
}

/** An assumption in one word or clause, `!` in front when it does not hold. */
export function whenInWords({ when }: Pick<Scenario, "when">): string {
  return when.map(({ condition, holds }) => `${holds ? "" : "!"}${condition}`).join(" & ");
}

/** A setting in every scenario, each in one line after what it needs. */
export function inScenarios(result: ParseResult, address: string, name: SettingName): string {
  const lines = resourceAt(result, address).scenarios.map((scenario) => {
    const when = whenInWords(scenario);
    return `${when === "" ? "" : `[${when}] `}${inWords(scenario.settings[name])}`;
  });
  return lines.join(" | ");
}
