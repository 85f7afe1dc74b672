import { readdirSync, readFileSync } from "node:fs";
import { link } from "../../../src/effective/link.ts";
import type { EffectiveResource, EffectiveScenario } from "../../../src/model/effective.ts";
import type { Resource, Scenario } from "../../../src/model/resource.ts";
import { launchSettings, type Setting, type SettingName } from "../../../src/model/setting.ts";
import { locate, type Place } from "../../../src/model/source.ts";
import { terraformPlan } from "../../../src/parsers/terraform-plan/index.ts";
import type { ParseResult } from "../../../src/parsers/parser.ts";

const folder = "fixtures/parsers/terraform-plan";

export function planNames(): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length)).sort();
}

export function planText(name: string): string {
  return readFileSync(`${folder}/${name}.json`, "utf8");
}

export async function parsePlan(text: string): Promise<ParseResult> {
  return terraformPlan.parse({ dir: ".", sources: [{ path: "plan.json", text }], called: false });
}

/** A resource change as Terraform writes it, from the parts that matter. */
export interface Change {
  readonly address: string;
  readonly after: unknown;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly actions?: readonly string[];
  readonly mode?: string;
}

/** A plan with these changes; `rest` are further members of its root. */
export function plan(changes: readonly Change[], rest: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes.map(({ address, after, unknown = {}, sensitive = {}, actions = ["create"], mode = "managed" }) => ({
      address,
      mode,
      type: /(awscc|aws|terraform)_\w+/.exec(address)?.[0],
      name: "x",
      change: { actions, before: null, after, after_unknown: unknown, before_sensitive: false, after_sensitive: sensitive },
    })),
    ...rest,
  });
}

/** The `configuration` of a plan with these resources in its root module: expressions by address. */
export function code(resources: Readonly<Record<string, unknown>>, rest: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const list = Object.entries(resources).map(([address, expressions]) => ({ address, mode: "managed", provider_config_key: "aws", expressions }));
  return { configuration: { provider_config: { aws: { name: "aws" } }, root_module: { resources: list, ...rest } } };
}

export function refers(...references: readonly string[]): { readonly references: readonly string[] } {
  return { references };
}

export function found(result: ParseResult, address: string): Resource {
  const resource = result.resources.find((candidate) => candidate.address === address);
  if (resource === undefined) throw new Error(`${address} is not among ${result.resources.map((one) => one.address).join(", ")}`);
  return resource;
}

export function only(resource: Resource): Scenario {
  const [scenario] = resource.scenarios;
  if (scenario === undefined || resource.scenarios.length !== 1) throw new Error(`${resource.scenarios.length} scenarios`);
  return scenario;
}

export function say(setting: Setting): string {
  switch (setting.state) {
    case "known":
      return JSON.stringify(setting.value);
    case "absent":
      return "absent";
    case "unknown":
      return `? ${setting.why}`;
  }
}

/** The text at a place. */
export function shown({ source, span }: Place): string {
  return source.text.slice(span.start, span.end);
}

export function line(place: Place): number {
  return locate(place).start.line;
}

/** What every machine launches with, one line per scenario, without places: to compare two descriptions of the same thing. */
export function effects({ resources, root }: ParseResult): Readonly<Record<string, readonly string[]>> {
  const effective = link(resources, root, { accountDefaults: {}, images: {} });
  return Object.fromEntries(effective.map((one): [string, readonly string[]] => [one.resource.address, scenarios(one)]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function scenarios({ resource, scenarios: all, through }: EffectiveResource): readonly string[] {
  const names = resource.kind === "image" ? (["imdsSupport", "imageOrigin"] as const) : resource.kind === "account" ? (["httpTokens", "httpPutResponseHopLimit"] as const) : launchSettings;
  const { provider, region } = resource.placement;
  const head = `${resource.kind} in ${provider} ${region ?? "?"}${through.length === 0 ? "" : ` through ${through.join(", ")}`}`;
  const said = (settings: EffectiveScenario["settings"], name: SettingName): string => {
    const setting = settings[name];
    return `${name} ${setting.state === "known" ? String(setting.value) : setting.state} (${setting.layer})`;
  };
  // The code says on which conditions a value hangs, the plan only that it is not known yet.
  const folded = (name: SettingName): string => {
    const [first, ...others] = all.map(({ settings }) => said(settings, name));
    const layer = all[0]?.settings[name].layer ?? "";
    return others.every((other) => other === first) ? (first ?? "") : `${name} unknown (${layer})`;
  };
  const isConditional = all.some(({ when }) => when.some(({ subject }) => subject !== undefined));
  return [head, ...(isConditional ? [names.map(folded).join(", ")] : all.map(({ settings }) => names.map((name) => said(settings, name)).join(", ")))];
}
