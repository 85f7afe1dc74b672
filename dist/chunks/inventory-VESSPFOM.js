import {
  pageFor,
  problemBlocks
} from "./chunk-HJU5VG3T.js";
import {
  coverageSentences,
  nothingMatched
} from "./chunk-NC7EOOBA.js";
import "./chunk-SURGFTBV.js";
import {
  conditions,
  layerWords,
  list,
  oneLine,
  pointer,
  visible
} from "./chunk-V4VQM4CL.js";
import "./chunk-6ETLVDUJ.js";
import {
  settingNames,
  spelling
} from "./chunk-4OY7L4PU.js";
import "./chunk-CFZEQPZM.js";
import "./chunk-R7APFQ6S.js";

// src/report/inventory.ts
async function renderInventory(report, options) {
  const page = await pageFor(options);
  const templates = new Set(report.resources.filter(isTemplate).map((resource) => resource.address));
  const blocks = [];
  for (const [path, resources] of byFile(report.resources)) {
    blocks.push(page.paint("heading", visible(path)), ...resources.map((resource) => resourceText(resource, templates, options.quiet, page.paint)));
  }
  blocks.push(...problemBlocks(report, page));
  const nothing = nothingMatched(report.summary);
  const closing = [...nothing === void 0 ? [] : [nothing], ...options.quiet ? [] : coverageSentences(report.summary)];
  if (closing.length > 0) blocks.push(closing.join("\n"));
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}
`;
}
function isTemplate(resource) {
  return resource.kind === "launch-template" || resource.kind === "launch-configuration";
}
function byFile(resources) {
  const files = /* @__PURE__ */ new Map();
  for (const resource of resources) {
    const inFile = files.get(resource.location.path);
    if (inFile === void 0) files.set(resource.location.path, [resource]);
    else inFile.push(resource);
  }
  return files;
}
function resourceText(resource, templates, quiet, paint) {
  const kind = `(${resource.kind}, ${visible(resource.type)})`;
  const lines = [`${paint("low", visible(resource.address))} ${paint("faint", kind)} ${pointer(resource.location)}`];
  for (const scenario of resource.scenarios) {
    const isOnly = resource.scenarios.length === 1 && scenario.when.length === 0;
    if (!isOnly) lines.push(`  ${scenario.when.length === 0 ? "in every other case" : `when ${conditions(scenario.when)}`}:`);
    lines.push(...settingLines(scenario.settings, resource, templates, quiet, paint).map((line) => isOnly ? `  ${line}` : `    ${line}`));
  }
  return lines.join("\n");
}
function settingLines(settings, resource, templates, quiet, paint) {
  const rows = settingNames.flatMap((name) => {
    const setting = settings[name];
    if (setting === void 0 || setting.state === "absent" && setting.layer === void 0) return [];
    const decider = setting.layer === void 0 ? "" : deciderWords(setting, resource, templates);
    return [{ name: spelling(resource.format, name), value: valueWords(setting), decider, trail: trailWords(setting) }];
  });
  const nameWidth = Math.max(0, ...rows.map((row) => row.name.length));
  const valueWidth = Math.min(24, Math.max(0, ...rows.map((row) => row.value.length)));
  return rows.flatMap(({ name, value, decider, trail }) => {
    const line = `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${paint("faint", decider)}`.trimEnd();
    return quiet || trail === "" ? [line] : [line, `    ${paint("faint", trail)}`];
  });
}
function valueWords(setting) {
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
function deciderWords(setting, resource, templates) {
  if (setting.layer === void 0) return "";
  const words = layerWords(setting.layer);
  if (setting.layer !== "launch-template") return words;
  if (isTemplate(resource)) return "this template";
  const named = setting.trail.flatMap((note) => note.text.split(/\s+/)).find((word) => templates.has(word));
  return named === void 0 ? words : `${words} ${visible(named)}`;
}
function trailWords(setting) {
  const hops = setting.trail.map((note) => `${visible(oneLine(note.text))} (${pointer(note.location)})`);
  const why = setting.why === void 0 ? [] : [visible(oneLine(setting.why))];
  return [...why, ...hops].join(" -> ");
}
export {
  renderInventory
};
