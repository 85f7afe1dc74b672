import type { Report, ResourceReport, SettingReport } from "../model/finding.ts";
import { settingNames, spelling } from "../model/setting.ts";
import { coverageSentences, nothingMatched } from "./coverage.ts";
import type { Paint } from "./paint.ts";
import { pageFor, problemBlocks } from "./text.ts";
import type { TextOptions } from "./text.ts";
import { visible } from "./visible.ts";
import { conditions, layerWords, list, oneLine, pointer } from "./words.ts";

/** Addresses of the launch templates and configurations of the report. */
type Templates = ReadonlySet<string>;

/**
 * Every recognised resource for people, by file: one line per setting with its effective value and who decides it, and the
 * way that the value took underneath. Problems are always shown; `quiet` leaves out trails and coverage.
 */
export async function renderInventory(report: Report, options: TextOptions): Promise<string> {
  const page = await pageFor(options);
  const templates = new Set(report.resources.filter(isTemplate).map((resource) => resource.address));
  const blocks: string[] = [];
  for (const [path, resources] of byFile(report.resources)) {
    blocks.push(page.paint("heading", visible(path)), ...resources.map((resource) => resourceText(resource, templates, options.quiet, page.paint)));
  }
  blocks.push(...problemBlocks(report, page));
  const nothing = nothingMatched(report.summary);
  const closing = [...(nothing === undefined ? [] : [nothing]), ...(options.quiet ? [] : coverageSentences(report.summary))];
  if (closing.length > 0) blocks.push(closing.join("\n"));
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

function isTemplate(resource: ResourceReport): boolean {
  return resource.kind === "launch-template" || resource.kind === "launch-configuration";
}

function byFile(resources: readonly ResourceReport[]): ReadonlyMap<string, readonly ResourceReport[]> {
  const files = new Map<string, ResourceReport[]>();
  for (const resource of resources) {
    const inFile = files.get(resource.location.path);
    if (inFile === undefined) files.set(resource.location.path, [resource]);
    else inFile.push(resource);
  }
  return files;
}

function resourceText(resource: ResourceReport, templates: Templates, quiet: boolean, paint: Paint): string {
  const kind = `(${resource.kind}, ${visible(resource.type)})`;
  const lines = [`${paint("low", visible(resource.address))}${resource.construct === undefined ? "" : ` (${visible(resource.construct)})`} ${paint("faint", kind)} ${pointer(resource.location)}`];
  const [outermost] = resource.calls ?? [];
  if (outermost !== undefined) lines.push(`  ${paint("faint", `${visible(oneLine(outermost.text))} (${pointer(outermost.location)})`)}`);
  for (const scenario of resource.scenarios) {
    const isOnly = resource.scenarios.length === 1 && scenario.when.length === 0;
    if (!isOnly) lines.push(`  ${scenario.when.length === 0 ? "in every other case" : `when ${conditions(scenario.when)}`}:`);
    lines.push(...settingLines(scenario.settings, resource, templates, quiet, paint).map((line) => (isOnly ? `  ${line}` : `    ${line}`)));
  }
  return lines.join("\n");
}

type Settings = ResourceReport["scenarios"][number]["settings"];

function settingLines(settings: Settings, resource: ResourceReport, templates: Templates, quiet: boolean, paint: Paint): readonly string[] {
  const rows = settingNames.flatMap((name) => {
    const setting = settings[name];
    // Absent without a layer: the setting does not apply to this kind of resource.
    if (setting === undefined || (setting.state === "absent" && setting.layer === undefined)) return [];
    const decider = setting.layer === undefined ? "" : deciderWords(setting, resource, templates);
    return [{ name: spelling(resource.format, name, resource.type), value: valueWords(setting), decider, trail: trailWords(setting) }];
  });
  const nameWidth = Math.max(0, ...rows.map((row) => row.name.length));
  const valueWidth = Math.min(24, Math.max(0, ...rows.map((row) => row.value.length)));
  return rows.flatMap(({ name, value, decider, trail }) => {
    const line = `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${paint("faint", decider)}`.trimEnd();
    return quiet || trail === "" ? [line] : [line, `    ${paint("faint", trail)}`];
  });
}


function valueWords(setting: SettingReport): string {
  switch (setting.state) {
    case "known":
      return visible(String(setting.value ?? ""));
    case "absent":
      return "not set";
    case "unknown": {
      const choices = list((setting.oneOf ?? []).map((value) => visible(String(value))), "or");
      return choices === "" ? "unknown" : `unknown: ${choices}`;
    }
  }
}

/** Who decides; a launch template by its address where the trail names one. */
function deciderWords(setting: SettingReport, resource: ResourceReport, templates: Templates): string {
  if (setting.layer === undefined) return "";
  const words = layerWords(setting.layer);
  if (setting.layer !== "launch-template") return words;
  if (isTemplate(resource)) return "this template";
  const named = setting.trail.flatMap((note) => note.text.split(/\s+/)).find((word) => templates.has(word));
  return named === undefined ? words : `${words} ${visible(named)}`;
}

function trailWords(setting: SettingReport): string {
  const hops = setting.trail.map((note) => `${visible(oneLine(note.text))} (${pointer(note.location)})`);
  const why = setting.why === undefined ? [] : [visible(oneLine(setting.why))];
  return [...why, ...hops].join(" -> ");
}
