import {
  ConfigError,
  besideConfig,
  choicesFrom,
  configFiles,
  faultAt,
  knownPlaceholders,
  nearest,
  patternMatcher,
  placeholdersIn,
  refusal,
  ruleFaults,
  valueWords
} from "./chunk-MYT34Z7S.js";
import "./chunk-4OY7L4PU.js";
import {
  locate
} from "./chunk-CFZEQPZM.js";
import "./chunk-R7APFQ6S.js";

// src/config/load.ts
const { dirname, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/rules/load.ts
const { readFile } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/rules/meaning-faults.ts
var deepest = 32;
function meaningFaults(rule, fileName) {
  const parameters = Object.keys(rule.parameters ?? {});
  const conditions = [
    [["when"], rule.when],
    [["unless"], rule.unless],
    ...rule.message.map((message, index) => [["message", String(index), "when"], message.when])
  ];
  return [
    ...nameFaults(rule.id, fileName),
    ...boundFaults(rule),
    ...conditions.flatMap(([path, condition]) => condition === void 0 ? [] : conditionFaults(condition, path, parameters, 1)),
    ...orderFaults(rule),
    ...textsOf(rule).flatMap(([path, text2]) => placeholderFaults(text2, path, parameters))
  ];
}
function nameFaults(id, fileName) {
  const name = fileName.replace(/^.*[/\\]/, "").replace(/\.ya?ml$/i, "");
  return name === id ? [] : [value(["id"], `the rule "${id}" must be in a file of that name, not in "${name}"`)];
}
function boundFaults(rule) {
  return Object.entries(rule.parameters ?? {}).flatMap(([name, parameter]) => {
    const inside = parameter.minimum <= parameter.default && parameter.default <= parameter.maximum;
    return inside ? [] : [value(["parameters", name, "default"], `the default ${parameter.default} is not within ${parameter.minimum} to ${parameter.maximum}`)];
  });
}
function conditionFaults(condition, path, parameters, depth) {
  if (depth > deepest) return [value(path, `conditions nest more than ${deepest} deep`)];
  if (typeof condition.above === "string" && !parameters.includes(condition.above)) {
    return [value([...path, "above"], `"${condition.above}" is not a parameter of this rule${hint(condition.above, parameters)}`)];
  }
  const parts = [
    ...(condition.all ?? []).map((part, index) => [[...path, "all", String(index)], part]),
    ...(condition.any ?? []).map((part, index) => [[...path, "any", String(index)], part]),
    ...condition.not === void 0 ? [] : [[[...path, "not"], condition.not]]
  ];
  return parts.flatMap(([at, part]) => conditionFaults(part, at, parameters, depth + 1));
}
function orderFaults(rule) {
  return rule.message.flatMap((message, index) => {
    const last = index === rule.message.length - 1;
    const path = ["message", String(index)];
    if (last && message.when !== void 0) return [value(path, 'the last message must be for everything else: without "when"')];
    return !last && message.when === void 0 ? [value(path, 'only the last message may be without "when": the ones after it would never be used')] : [];
  });
}
function textsOf(rule) {
  return [
    ...rule.message.map((message, index) => [["message", String(index), "text"], message.text]),
    ...Object.entries(rule.fix).map(([format, text2]) => [["fix", format], text2]),
    ...Object.entries(rule.fixByType ?? {}).map(([type, text2]) => [["fixByType", type], text2])
  ];
}
function placeholderFaults(text2, path, parameters) {
  const known = knownPlaceholders(parameters);
  return placeholdersIn(text2).filter((name) => !known.includes(name)).map((name) => value(path, `unknown placeholder {${name}}${hint(name, known)}`));
}
function hint(name, known) {
  const near = nearest(name, known);
  return near === void 0 ? "" : ` (did you mean "${near}"?)`;
}
function value(path, message) {
  return { message, spot: { path, on: "value" } };
}

// src/rules/schema-faults.ts
var consequences = /* @__PURE__ */ new Set(["minProperties", "maxProperties", "dependentRequired"]);
var mostFaults = 50;
function schemaFaults(errors) {
  const real = errors.filter((error) => error.keyword !== "if" && error.propertyName === void 0);
  const misspelt = meantKeys(real);
  const faults = /* @__PURE__ */ new Map();
  for (const error of real) {
    if (faults.size === mostFaults) break;
    if (isConsequence(error, misspelt.get(error.instancePath))) continue;
    const fault = faultOf(error);
    const key = error.keyword === "required" ? JSON.stringify(fault) : JSON.stringify(fault.spot);
    if (!faults.has(key)) faults.set(key, fault);
  }
  return [...faults.values()];
}
function meantKeys(errors) {
  const meant2 = /* @__PURE__ */ new Map();
  for (const error of errors) {
    if (error.keyword !== "additionalProperties") continue;
    const keys = meant2.get(error.instancePath) ?? /* @__PURE__ */ new Set();
    meant2.set(error.instancePath, keys);
    const near = keys.size < mostFaults ? nearest(word(error, "additionalProperty"), knownKeys(error)) : void 0;
    if (near !== void 0) keys.add(near);
  }
  return meant2;
}
function isConsequence(error, misspelt) {
  if (misspelt === void 0) return false;
  return consequences.has(error.keyword) || error.keyword === "required" && misspelt.has(word(error, "missingProperty"));
}
function faultOf(error) {
  const path = pathOf(error.instancePath);
  switch (error.keyword) {
    case "additionalProperties": {
      const key = word(error, "additionalProperty");
      return { message: `unknown key ${valueWords(key)}${ending(key, knownKeys(error))}`, spot: { path: [...path, key], on: "key" } };
    }
    case "propertyNames": {
      const key = word(error, "propertyName");
      return { message: `${valueWords(key)} cannot be a key here`, spot: { path: [...path, key], on: "key" } };
    }
    case "dependentRequired":
      return { message: `"${word(error, "property")}" needs "setting" beside it`, spot: { path: [...path, word(error, "property")], on: "key" } };
    case "required":
      return { message: `"${word(error, "missingProperty")}" is missing`, spot: { path, on: "key" } };
    case "minProperties":
    case "maxProperties":
      return { message: incomplete(error), spot: { path, on: "value" } };
    default:
      return { message: valueFault(error), spot: { path, on: "value" } };
  }
}
function incomplete(error) {
  const isCondition = error.schemaPath.includes("/dependentSchemas/") || knownKeys(error).includes("setting");
  if (!isCondition) return "at least one entry is needed here";
  return 'a condition is exactly one of "all", "any", "not" or "setting", and "setting" comes with exactly one of "is", "above", "set" or "layer"';
}
function valueFault(error) {
  const value2 = JSON.stringify(error.data);
  const shown = value2 === void 0 || value2.length > 60 ? "the value" : value2;
  const params = error.params;
  switch (error.keyword) {
    case "enum": {
      const known = params["allowedValues"].map(String);
      return `${shown} is not one of ${known.join(", ")}${meant(typeof error.data === "string" ? nearest(error.data, known) : void 0)}`;
    }
    case "const":
      return error.schemaPath.endsWith("/setting/const") ? `"above" compares numbers, and ${shown} is not one: only httpPutResponseHopLimit is` : `${shown} is not ${JSON.stringify(params["allowedValue"])}`;
    case "type":
      return `${shown} is not of type ${String(params["type"]).replaceAll(",", " or ")}`;
    case "pattern":
      return `${shown} does not have the form ${String(params["pattern"])}`;
    default:
      return `${shown} ${error.message ?? "is not allowed"}`;
  }
}
function ending(key, known) {
  const near = nearest(key, known);
  return near === void 0 ? `; known keys are ${known.join(", ")}` : meant(near);
}
function meant(near) {
  return near === void 0 ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}
function knownKeys(error) {
  const schema2 = error.parentSchema;
  return Object.keys(schema2?.properties ?? {});
}
function word(error, name) {
  return String(error.params[name]);
}
function pathOf(pointer) {
  if (pointer === "") return [];
  return pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

// src/rules/yaml-depth.ts
var maxDepth = 100;
async function tooDeep(text2) {
  const { Parser } = await import("./yaml-XFTRCIQY.js");
  for (const token of new Parser().parse(text2)) {
    const offset = deepIn(token);
    if (offset !== void 0) return offset;
  }
  return void 0;
}
function deepIn(document) {
  const open2 = [{ token: document, depth: 0 }];
  for (let next = open2.pop(); next !== void 0; next = open2.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    for (const inner of innerTokens(token)) open2.push({ token: inner, depth: depth + 1 });
  }
  return void 0;
}
function innerTokens(token) {
  if (token.type === "document") return token.value === void 0 ? [] : [token.value];
  if (token.type !== "block-map" && token.type !== "block-seq" && token.type !== "flow-collection") return [];
  return token.items.flatMap(({ key, value: value2 }) => [...key == null ? [] : [key], ...value2 === void 0 ? [] : [value2]]);
}

// src/rules/load.ts
var longest = 2e5;
var formats = ["terraform", "cloudformation", "launch-template-json"];
async function loadRules(paths, taken = []) {
  const rules = [];
  const faults = [];
  const ids = new Set(taken);
  for (const path of paths) {
    const source = await open(path);
    const reading = "text" in source ? await readRule(source) : { rule: void 0, faults: [source] };
    faults.push(...reading.faults);
    if (reading.rule === void 0) continue;
    if (ids.has(reading.rule.id)) faults.push({ message: `there is already a rule "${reading.rule.id}"`, location: startOf(path) });
    else rules.push(reading.rule);
    ids.add(reading.rule.id);
  }
  return { rules, faults };
}
async function open(path) {
  try {
    return { path, text: await readFile(path, "utf8") };
  } catch (error) {
    return { message: `cannot be read: ${error instanceof Error ? error.message : String(error)}`, location: startOf(path) };
  }
}
function startOf(path) {
  return { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
}
async function readRule(source) {
  if (source.text.length > longest) return refuse([{ message: "this is too long for a rule file", location: startOf(source.path) }]);
  try {
    return await readChecked(source);
  } catch (error) {
    return refuse([{ message: `cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`, location: startOf(source.path) }]);
  }
}
function refuse(faults) {
  return { rule: void 0, faults };
}
async function readChecked(source) {
  const deep = await tooDeep(source.text);
  if (deep !== void 0) return refuse([{ message: `this is nested more than ${maxDepth} levels deep`, location: locate({ source, span: { start: deep, end: deep + 1 } }) }]);
  const yaml = await import("./yaml-XFTRCIQY.js");
  const document = yaml.parseDocument(source.text, { prettyErrors: false });
  const [error] = document.errors;
  if (error !== void 0) {
    const message = error.message.replace(/\s+/g, " ");
    return refuse([{ message, location: locate({ source, span: { start: error.pos[0], end: error.pos[1] } }) }]);
  }
  const content = document.toJS();
  const accepts = await schema();
  const found = accepts(content) ? void 0 : schemaFaults(accepts.errors ?? []);
  const rule = found === void 0 ? normalise(content) : void 0;
  const faults = found ?? (rule === void 0 ? [] : meaningFaults(rule, source.path));
  if (rule !== void 0 && faults.length === 0) return { rule, faults: [] };
  const nodes = { isMap: yaml.isMap, isScalar: yaml.isScalar, isNode: yaml.isNode };
  return refuse(distinct(faults.slice(0, mostFaults).map((fault) => place(fault, document, source, nodes))));
}
var compiled;
function schema() {
  compiled ??= compile();
  return compiled;
}
async function compile() {
  const [{ Ajv2020 }, { ruleSchema }] = await Promise.all([import("./2020-57COAM2P.js"), import("./schema.generated-WJ6NSI7V.js")]);
  return new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(ruleSchema);
}
function normalise(written) {
  const { message, fix } = written;
  return {
    ...written,
    message: typeof message === "string" ? [{ text: message }] : message,
    fix: typeof fix === "string" ? Object.fromEntries(formats.map((format) => [format, fix])) : fix,
    references: written.references ?? [],
    mappings: written.mappings ?? {},
    examples: written.examples ?? {}
  };
}
function distinct(faults) {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
function place(fault, document, source, nodes) {
  const range = rangeOf(fault.spot, document, nodes);
  return { message: fault.message, location: locate({ source, span: { start: range[0], end: range[1] } }) };
}
function rangeOf({ path, on }, document, nodes) {
  const parent = document.getIn(path.slice(0, -1), true);
  if (on === "key" && nodes.isMap(parent)) {
    const key = parent.items.map((pair) => pair.key).find((candidate) => nodes.isScalar(candidate) && String(candidate.value) === path.at(-1));
    if (nodes.isNode(key) && key.range) return [key.range[0], key.range[1]];
  }
  const node = document.getIn(path, true);
  if (nodes.isNode(node) && node.range) return [node.range[0], path.length === 0 ? node.range[0] : node.range[1]];
  return path.length === 0 ? [0, 0] : rangeOf({ path: path.slice(0, -1), on: "value" }, document, nodes);
}

// src/config/document.ts
async function readConfig(source) {
  const [yaml, schema2] = await Promise.all([import("./yaml-XFTRCIQY.js"), import("./config.schema-NEYR66U4.js")]);
  const deep = await tooDeep(source.text);
  if (deep !== void 0) throw new ConfigError([faultAt({ source, span: { start: deep, end: deep } }, "this is nested too deep for a configuration")]);
  const document = yaml.parseDocument(source.text, { prettyErrors: false, uniqueKeys: true });
  const broken = document.errors.map((error) => faultAt({ source, span: { start: error.pos[0], end: error.pos[1] } }, error.message));
  if (broken.length > 0) throw new ConfigError(broken);
  const content = plainContent(document, source);
  const at = (path, on) => ({ source, span: spanOf(document, path, on, yaml) });
  const faults = await checked(content, schema2.default, at);
  if (faults.length > 0) throw new ConfigError(faults);
  return { source, content, at };
}
function plainContent(document, source) {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    throw new ConfigError([faultAt({ source, span: { start: 0, end: 0 } }, error instanceof Error ? error.message : String(error))]);
  }
}
async function checked(content, schema2, at) {
  const { Ajv2020 } = await import("./2020-57COAM2P.js");
  const accepts = new Ajv2020({ allErrors: true, verbose: true, strictTypes: false }).compile(schema2);
  if (accepts(content)) return [];
  return schemaFaults(accepts.errors ?? []).map(({ message, spot }) => faultAt(at(spot.path, spot.on), message));
}
function spanOf(document, path, on, kinds) {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = on === "key" && kinds.isMap(parent) ? keyNode(parent, path.at(-1), kinds) : void 0;
  const node = key ?? (path.length === 0 ? document.contents : document.getIn(path, true));
  if (kinds.isNode(node) && node.range) return { start: node.range[0], end: path.length === 0 ? node.range[0] : node.range[1] };
  return path.length === 0 ? { start: 0, end: 0 } : spanOf(document, path.slice(0, -1), "value", kinds);
}
function keyNode(map, name, kinds) {
  const isNamed = (key) => kinds.isScalar(key) && String(key.value) === String(name);
  return map.items.map((pair) => pair.key).find(isNamed);
}

// src/config/facts.ts
function factsFrom(config, path, access, files) {
  const accountDefaults = /* @__PURE__ */ new Map();
  const images = /* @__PURE__ */ new Map();
  for (const entry of config.content.facts ?? []) {
    const { file, region } = typeof entry === "string" ? { file: entry, region: void 0 } : entry;
    const source = access.read(besideConfig(path, file));
    files.push(source);
    readPrinted(source, region ?? "*", accountDefaults, images);
  }
  for (const [region, written] of Object.entries(config.content["account-defaults"] ?? {})) {
    accountDefaults.set(region, fromConfig(written, config.at(["account-defaults", region], "key")));
  }
  for (const [id, support] of Object.entries(config.content.images ?? {})) images.set(id, support);
  return { accountDefaults: record(accountDefaults), images: record(images) };
}
function record(map) {
  return Object.assign(/* @__PURE__ */ Object.create(null), Object.fromEntries(map));
}
function fromConfig(written, at) {
  return withoutGaps({
    httpTokens: written["http-tokens"],
    httpPutResponseHopLimit: written["http-put-response-hop-limit"],
    httpEndpoint: written["http-endpoint"],
    instanceMetadataTags: written["instance-metadata-tags"],
    httpTokensEnforced: written["http-tokens-enforced"],
    at
  });
}
function withoutGaps(fact) {
  return Object.fromEntries(Object.entries(fact).filter(([, value2]) => value2 !== void 0));
}
function readPrinted(source, region, defaults, images) {
  const printed = parsed(source);
  const level = member(printed, "AccountLevel");
  const listed = member(printed, "Images");
  if (typeof level === "object" && level !== null) defaults.set(region, fromPrinted(level, placeOf(source, '"AccountLevel"')));
  else if (Array.isArray(listed)) listed.forEach((image) => {
    addImage(image, images);
  });
  else throw refusal(source.path, "this is neither the output of get-instance-metadata-defaults nor of describe-images");
}
function parsed(source) {
  try {
    return JSON.parse(source.text.replace(/^\uFEFF/, ""));
  } catch {
    throw refusal(source.path, "this is not JSON");
  }
}
function fromPrinted(level, at) {
  const hops = member(level, "HttpPutResponseHopLimit");
  return withoutGaps({
    httpTokens: text(member(level, "HttpTokens")),
    httpPutResponseHopLimit: typeof hops === "number" ? hops : void 0,
    httpEndpoint: text(member(level, "HttpEndpoint")),
    instanceMetadataTags: text(member(level, "InstanceMetadataTags")),
    httpTokensEnforced: text(member(level, "HttpTokensEnforced")),
    at
  });
}
function addImage(image, images) {
  const id = text(member(image, "ImageId"));
  if (id !== void 0) images.set(id, member(image, "ImdsSupport") === "v2.0" ? "v2.0" : "none");
}
function member(value2, key) {
  if (typeof value2 !== "object" || value2 === null || !Object.hasOwn(value2, key)) return void 0;
  return value2[key];
}
function text(value2) {
  return typeof value2 === "string" ? value2 : void 0;
}
function placeOf(source, word2) {
  const start = Math.max(0, source.text.indexOf(word2));
  return { source, span: { start, end: start + word2.length } };
}

// src/config/load.ts
async function loadConfig(path, root, builtin, trusted) {
  const access = configFiles(root, trusted ? void 0 : dirname(path));
  const source = access.read(path);
  const config = await readConfig(source);
  const customRules = await customRulesOf(config, path, builtin, access);
  const faults = ruleFaults(config, [...builtin, ...customRules]);
  if (faults.length > 0) throw new ConfigError(faults);
  const sources = [source];
  const ignored = await patternMatcher(config.content.ignore ?? []);
  return {
    failOn: config.content["fail-on"],
    excludes: (file, isDirectory) => ignored.ignores(isDirectory ? `${file}/` : file),
    customRules,
    choose: await choicesFrom(config),
    facts: factsFrom(config, path, access, sources),
    sources
  };
}
async function customRulesOf(config, path, builtin, access) {
  const files = (config.content["custom-rules"] ?? []).map((file) => besideConfig(path, file));
  files.forEach((file) => access.read(file));
  const { rules, faults } = await loadRules(files, builtin.map((rule) => rule.id));
  if (faults.length === 0) return rules;
  throw new ConfigError(faults.map(({ message, location }) => ({ message, location: { ...location, path: access.shown(resolve(location.path)) } })));
}
export {
  loadConfig
};
