import { readdirSync, readFileSync } from "node:fs";
import { launchTemplateJson } from "../../../src/parsers/launch-template-json/index.ts";
import type { ParseResult } from "../../../src/parsers/parser.ts";
import type { Resource, Scenario } from "../../../src/model/resource.ts";
import type { Setting, SettingName } from "../../../src/model/setting.ts";
import { locate, type Place } from "../../../src/model/source.ts";

const fixtures = new URL("../../../fixtures/parsers/launch-template-json/", import.meta.url);

export function fixture(name: string): string {
  return readFileSync(new URL(name, fixtures), "utf8");
}

export function fixtureNames(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, fixtures)).sort();
}

/** One valid document of the type, as it is kept in a repository. */
export function documentOf(type: string): string {
  return fixture(`documents/${type}.json`);
}

export async function parseText(text: string, path = "document.json"): Promise<ParseResult> {
  return launchTemplateJson.parse({ dir: ".", sources: [{ path, text }], called: false });
}

export async function parseValue(value: unknown): Promise<ParseResult> {
  return parseText(JSON.stringify(value, undefined, 2));
}

export async function onlyResource(text: string): Promise<Resource> {
  const { resources } = await parseText(text);
  const [first] = resources;
  if (first === undefined || resources.length !== 1) throw new Error(`expected one resource, got ${resources.length}`);
  return first;
}

export function scenarioOf(resource: Resource): Scenario {
  const [scenario] = resource.scenarios;
  if (scenario === undefined || resource.scenarios.length !== 1) throw new Error(`expected one scenario, got ${resource.scenarios.length}`);
  return scenario;
}

/** A setting in one word: its value, `absent`, or `?`. */
export function say(setting: Setting): unknown {
  switch (setting.state) {
    case "known":
      return setting.value;
    case "absent":
      return "absent";
    case "unknown":
      return "?";
  }
}

/** All settings of a resource that are not absent. */
export function spoken(resource: Resource): Readonly<Partial<Record<SettingName, unknown>>> {
  return Object.fromEntries(
    Object.entries(scenarioOf(resource).settings)
      .filter(([, setting]) => setting.state !== "absent")
      .map(([name, setting]) => [name, say(setting)]),
  );
}

/** The text at a place, with the line it starts on: `7: "optional"`. */
export function shown({ source, span }: Place): string {
  return `${locate({ source, span }).start.line}: ${source.text.slice(span.start, span.end)}`;
}
