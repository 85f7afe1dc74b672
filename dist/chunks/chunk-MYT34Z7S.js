import {
  settingNames,
  spelling
} from "./chunk-4OY7L4PU.js";
import {
  locate
} from "./chunk-CFZEQPZM.js";

// src/config/fault.ts
var ConfigError = class extends Error {
  name = "ConfigError";
  faults;
  constructor(faults) {
    super(faults.map(({ message, location }) => `${location.path}:${location.start.line}:${location.start.column}: ${message}`).join("\n"));
    this.faults = faults;
  }
};
function faultAt(at, message) {
  return { message, location: locate(at) };
}

// src/config/files.ts
const fs = globalThis.process.getBuiltinModule("node:fs");
const { dirname, isAbsolute, join, relative, resolve, sep } = globalThis.process.getBuiltinModule("node:path");
var configNames = [".imdslint.yaml", ".imdslint.yml", ".imdslint.json"];
var largest = 32 * 1024 * 1024;
function findConfig(root) {
  for (const dir of searched(root)) {
    const [first, second] = configNames.map((name) => join(dir, name)).filter((path) => fs.existsSync(path));
    if (first !== void 0 && second !== void 0) throw refusal(second, `there is also ${first}; one of them must go`);
    if (first !== void 0) return first;
  }
  return void 0;
}
function searched(root) {
  const dirs = [];
  for (let dir = root; ; dir = dirname(dir)) {
    dirs.push(dir);
    if (fs.existsSync(join(dir, ".git"))) return dirs;
    if (dir === dirname(dir)) return [root];
  }
}
function configFiles(root, within) {
  const shown2 = (path) => relative(root, path).replaceAll(sep, "/");
  const isAllowed = (path) => within === void 0 || isInside(within, path);
  return {
    shown: shown2,
    isAllowed,
    read: (path) => {
      if (!isAllowed(path)) throw refusal(shown2(path), "this file lies outside the scanned repository");
      return { path: shown2(path), text: textOf(path, shown2(path)) };
    }
  };
}
function besideConfig(config, path) {
  return resolve(dirname(config), path);
}
function isInside(dir, path) {
  try {
    const way = relative(fs.realpathSync.native(dir), fs.realpathSync.native(path));
    return !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
  } catch {
    return true;
  }
}
function textOf(path, shown2) {
  try {
    const stats = fs.statSync(path);
    if (!stats.isFile()) throw refusal(shown2, "this is not a regular file");
    if (stats.size > largest) throw refusal(shown2, "this file is too large");
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(path));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw refusal(shown2, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
function refusal(path, message) {
  const first = { line: 1, column: 1 };
  return new ConfigError([{ message, location: { path, start: first, end: first } }]);
}

// src/config/patterns.ts
var mostSteps = 2;
function isBounded(pattern) {
  return pattern.split("**/").length - 1 <= mostSteps;
}
async function patternMatcher(patterns) {
  const { default: ignore } = await import("./ignore-6LVMUXMR.js");
  return ignore({ ignorecase: false }).add(patterns.filter(isBounded));
}

// src/rules/suggest.ts
function nearest(word, known) {
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (best === void 0 || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
}
function editDistance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const cell = (row, column) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? cell(row - 2, column - 2) + 1 : Infinity;
      rows[row]?.push(Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, cell(row - 1, column - 1) + same, swapped));
    }
  }
  return cell(a.length, b.length);
}

// src/config/rule-choices.ts
function asWritten(rule) {
  return { enabled: true, severity: rule.severity, parameters: {} };
}
async function choicesFrom(config) {
  const layers = [{ rules: config.content.rules ?? {}, appliesTo: () => true }];
  for (const { paths, types, rules } of config.content.overrides ?? []) {
    const matcher = paths === void 0 ? void 0 : await patternMatcher(paths);
    layers.push({ rules, appliesTo: (resource) => (types?.includes(resource.type) ?? true) && (matcher?.ignores(resource.at.source.path) ?? true) });
  }
  return (rule, resource) => layers.filter((layer) => layer.appliesTo(resource)).reduce((choice, layer) => changed(choice, ruleIn(layer.rules, rule.id)), asWritten(rule));
}
function ruleIn(rules, id) {
  return Object.hasOwn(rules, id) ? rules[id] : void 0;
}
function changed(choice, written) {
  if (written === void 0) return choice;
  if (written === "off" || written === "on") return { ...choice, enabled: written === "on" };
  const { severity, ...parameters } = written;
  return {
    enabled: true,
    severity: severity === void 0 ? choice.severity : severity,
    parameters: { ...choice.parameters, ...parameters }
  };
}
function ruleFaults(config, rules) {
  const { content } = config;
  const faults = faultsIn(content.rules ?? {}, ["rules"], config, rules);
  const inOverrides = (content.overrides ?? []).flatMap((override, index) => [
    ...faultsIn(override.rules, ["overrides", index, "rules"], config, rules),
    ...patternFaults(override.paths ?? [], ["overrides", index, "paths"], config)
  ]);
  return [...patternFaults(content.ignore ?? [], ["ignore"], config), ...faults, ...inOverrides];
}
function patternFaults(patterns, path, config) {
  return patterns.flatMap((pattern, index) => isBounded(pattern) ? [] : [faultAt(config.at([...path, index], "value"), "a pattern can hold `**/` at most twice")]);
}
function faultsIn(written, path, config, rules) {
  return Object.entries(written).flatMap(([id, setting]) => {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === void 0) return [faultAt(config.at([...path, id], "key"), unknownRule(id, rules))];
    return typeof setting === "string" ? [] : parameterFaults(setting, rule, [...path, id], config);
  });
}
function unknownRule(id, rules) {
  const ids = rules.map((rule) => rule.id);
  const near = nearest(id, ids);
  return `there is no rule ${JSON.stringify(id)}${near === void 0 ? `; the rules are ${ids.join(", ")}` : ` (did you mean ${JSON.stringify(near)}?)`}`;
}
function parameterFaults(setting, rule, path, config) {
  const parameters = rule.parameters ?? {};
  const known = ["severity", ...Object.keys(parameters)];
  return Object.entries(setting).flatMap(([name, value]) => {
    if (name === "severity") return [];
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : void 0;
    if (parameter === void 0) {
      const near = nearest(name, known);
      return [faultAt(config.at([...path, name], "key"), `${rule.id} has no ${JSON.stringify(name)}${near === void 0 ? `; it has ${known.join(", ")}` : ` (did you mean ${JSON.stringify(near)}?)`}`)];
    }
    if (typeof value === "number" && value >= parameter.minimum && value <= parameter.maximum) return [];
    return [faultAt(config.at([...path, name], "value"), `${name} must be between ${parameter.minimum} and ${parameter.maximum}`)];
  });
}

// src/rules/words.ts
var shown = 80;
function valueWords(value) {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > shown ? `${value.slice(0, shown)}\u2026` : value);
}
function settingWords(setting) {
  switch (setting.state) {
    case "known":
      return valueWords(setting.value);
    case "absent":
      return "not set";
    case "unknown":
      return setting.oneOf === void 0 || setting.oneOf.length === 0 ? "unknown" : setting.oneOf.map(valueWords).join(" or ");
  }
}
function layerWords(layer) {
  switch (layer) {
    case "launch":
      return "its own settings";
    case "launch-template":
      return "its launch template";
    case "account-default":
      return "the account default";
    case "image":
      return "its image";
    case "aws-default":
      return "the default of AWS";
  }
}
function conditionWords(condition, format, parameters) {
  if (condition.all !== void 0) return condition.all.map((part) => partWords(part, format, parameters)).join(" and ");
  if (condition.any !== void 0) return condition.any.map((part) => partWords(part, format, parameters)).join(" or ");
  if (condition.not !== void 0) return `not (${conditionWords(condition.not, format, parameters)})`;
  return condition.setting === void 0 ? "" : `${spelling(format, condition.setting)} ${comparisonWords(condition, parameters)}`;
}
function partWords(part, format, parameters) {
  const words = conditionWords(part, format, parameters);
  return part.all === void 0 && part.any === void 0 ? words : `(${words})`;
}
function comparisonWords(condition, parameters) {
  if (condition.is !== void 0) return `is ${valueWords(condition.is)}`;
  if (condition.above !== void 0) return `is above ${typeof condition.above === "string" ? parameters[condition.above] ?? condition.above : condition.above}`;
  if (condition.set !== void 0) return condition.set ? "is set" : "is not set";
  return condition.layer === void 0 ? "is set" : `is set by ${layerWords(condition.layer)}`;
}
function assumptionWords(conditions) {
  return conditions.map(({ condition, holds: holds2 }) => /\s/.test(condition) ? clauseWords(condition, holds2) : `${condition} is ${holds2}`).join(" and ");
}
function clauseWords(condition, holds2) {
  return holds2 ? condition : `not (${condition})`;
}

// src/rules/condition.ts
function not(truth) {
  return truth === "unknown" ? "unknown" : !truth;
}
function all(truths) {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}
function any(truths) {
  if (truths.includes(true)) return true;
  return truths.includes("unknown") ? "unknown" : false;
}
function holds(condition, scenario, parameters) {
  if (condition.all !== void 0) return all(condition.all.map((part) => holds(part, scenario, parameters)));
  if (condition.any !== void 0) return any(condition.any.map((part) => holds(part, scenario, parameters)));
  if (condition.not !== void 0) return not(holds(condition.not, scenario, parameters));
  if (condition.setting === void 0) return "unknown";
  return compare(condition, scenario.settings[condition.setting], parameters);
}
function compare(condition, setting, parameters) {
  const { is, above, set, layer } = condition;
  if (is !== void 0) return overValues(setting, (value) => equals(value, is));
  if (above !== void 0) return overValues(setting, (value) => isAbove(value, typeof above === "string" ? parameters[above] : above));
  if (setting.state === "unknown") return "unknown";
  if (set !== void 0) return set === (setting.state === "known" && setting.layer !== "aws-default");
  return setting.layer === layer;
}
function overValues(setting, test) {
  switch (setting.state) {
    case "known":
      return test(setting.value);
    case "absent":
      return false;
    case "unknown":
      return agreed((setting.oneOf ?? []).map(test));
  }
}
function agreed(answers) {
  const [first] = answers;
  return first !== void 0 && answers.every((answer) => answer === first) ? first : "unknown";
}
function equals(value, operand) {
  return value === operand || typeof operand === "number" && numeric(value) === operand;
}
function isAbove(value, limit) {
  const number = numeric(value);
  return number !== void 0 && limit !== void 0 && number > limit;
}
function numeric(value) {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : void 0;
}
function settingsOf(condition) {
  const parts = [...condition.all ?? [], ...condition.any ?? [], ...condition.not === void 0 ? [] : [condition.not]];
  const own = condition.setting === void 0 ? [] : [condition.setting];
  return [.../* @__PURE__ */ new Set([...own, ...parts.flatMap(settingsOf)])];
}

// src/rules/message.ts
var placeholder = /\{([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)?)\}/g;
function messageOf(rule, view) {
  const chosen = rule.message.find((message) => message.when === void 0 || holds(message.when, view.scenario, view.parameters) === true);
  return chosen === void 0 ? rule.title : fill(chosen.text, view);
}
function fixOf(rule, view) {
  const { type, format } = view.resource;
  const own = rule.fixByType !== void 0 && Object.hasOwn(rule.fixByType, type) ? rule.fixByType[type] : void 0;
  return fill(own ?? rule.fix[format] ?? Object.values(rule.fix)[0] ?? "", view);
}
function fill(text, view) {
  return text.replace(placeholder, (whole, name) => resolve2(name, view) ?? whole).trim();
}
function resolve2(name, view) {
  if (name === "address") return view.resource.address;
  if (name === "type") return view.resource.type;
  const [head = "", part] = name.split(".");
  if (head === "param") return part === void 0 || !Object.hasOwn(view.parameters, part) ? void 0 : String(view.parameters[part]);
  return isSetting(head) ? settingPart(head, part, view) : void 0;
}
function settingPart(name, part, { resource, scenario }) {
  const setting = scenario.settings[name];
  switch (part) {
    case void 0:
      return settingWords(setting);
    case "name":
      return spelling(resource.format, name);
    case "why":
      return setting.state === "unknown" ? setting.why : `it is ${settingWords(setting)}`;
    case "layer":
      return layerWords(setting.layer);
    default:
      return void 0;
  }
}
function isSetting(name) {
  return settingNames.includes(name);
}
var settingParts = ["", ".name", ".why", ".layer"];
function knownPlaceholders(parameters) {
  const settings = settingNames.flatMap((name) => settingParts.map((part) => name + part));
  return ["address", "type", ...settings, ...parameters.map((name) => `param.${name}`)];
}
function placeholdersIn(text) {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? "");
}

export {
  ConfigError,
  faultAt,
  nearest,
  findConfig,
  configFiles,
  besideConfig,
  refusal,
  patternMatcher,
  asWritten,
  choicesFrom,
  ruleFaults,
  unknownRule,
  holds,
  settingsOf,
  valueWords,
  settingWords,
  conditionWords,
  assumptionWords,
  messageOf,
  fixOf,
  knownPlaceholders,
  placeholdersIn
};
