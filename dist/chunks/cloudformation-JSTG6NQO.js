import {
  child,
  parsePlain,
  readJson,
  stringOf
} from "./chunk-B3OLYYIZ.js";
import {
  launchSettings,
  settingNames,
  spelling
} from "./chunk-4OY7L4PU.js";
import {
  locate
} from "./chunk-CFZEQPZM.js";
import "./chunk-R7APFQ6S.js";

// src/syntax/yaml/faults.ts
function faultOf(code, message, span, text) {
  const sentence = message.startsWith("Missing closing") ? "A quoted text is not closed." : sentences.get(code) ?? `${message.replace(/[.:\s]+$/, "")}.`;
  return { message: `${sentence}${templateHint(text, span)}`, span };
}
var sentences = /* @__PURE__ */ new Map([
  ["TAB_AS_INDENT", "Tabs are not allowed as indentation."],
  ["BLOCK_AS_IMPLICIT_KEY", "A second ': ' on one line: a value with a colon and a space must be quoted."]
]);
var mark = /\{%|%\}|<%|\{\{(?!\s*resolve:)/;
function templateHint(text, span) {
  const before = text.lastIndexOf("\n", Math.max(0, text.lastIndexOf("\n", span.start - 1) - 1));
  const after = text.indexOf("\n", span.end);
  const near = text.slice(Math.max(0, before, span.start - 1e3), Math.min(after === -1 ? text.length : after, span.end + 1e3));
  return mark.test(near) ? " This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders." : "";
}

// src/syntax/yaml/scalars.ts
function plainValue(text) {
  const word = words.get(text);
  if (word !== void 0) return word;
  return startsNumber.test(text) ? integer(text) ?? float(text) ?? text : text;
}
function taggedValue(tag, text) {
  const value = plainValue(text);
  switch (tag) {
    case "tag:yaml.org,2002:str":
      return text;
    case "tag:yaml.org,2002:int":
    case "tag:yaml.org,2002:float":
      return typeof value === "number" ? value : void 0;
    case "tag:yaml.org,2002:bool":
      return typeof value === "boolean" ? value : void 0;
    case "tag:yaml.org,2002:null":
      return value === null ? null : void 0;
    default:
      return void 0;
  }
}
var words = new Map([
  ...threeSpellings(["true", "yes", "on"], true),
  ...threeSpellings(["false", "no", "off"], false),
  ...threeSpellings(["null"], null),
  ["~", null],
  ["", null]
]);
function threeSpellings(names, value) {
  return names.flatMap((name) => [
    [name, value],
    [name.slice(0, 1).toUpperCase() + name.slice(1), value],
    [name.toUpperCase(), value]
  ]);
}
var startsNumber = /^[-+.]?[\d.]/;
var decimal = /^[-+]?(?:0|[1-9][\d_]*)$/;
var prefixed = /^([-+]?)0(?:(b)([01_]+)|(x)([\da-fA-F_]+)|([0-7_]+))$/;
var fraction = /^[-+]?(?:\d[\d_]*)?\.?[\d_]*(?:[eE][-+]?\d+)?$/;
function integer(text) {
  const value = decimal.test(text) ? Number(text.replaceAll("_", "")) : prefixedInteger(text);
  return value !== void 0 && Number.isSafeInteger(value) ? value : void 0;
}
function prefixedInteger(text) {
  const match = prefixed.exec(text);
  if (match === null) return void 0;
  const [, sign, , binary, , hexadecimal, octal] = match;
  const digits = (binary ?? hexadecimal ?? octal ?? "").replaceAll("_", "");
  const value = Number.parseInt(digits, binary !== void 0 ? 2 : hexadecimal !== void 0 ? 16 : 8);
  if (Number.isNaN(value)) return void 0;
  return sign === "-" ? -value : value;
}
function float(text) {
  if (!text.includes(".") || !fraction.test(text)) return void 0;
  const value = Number(text.replaceAll("_", ""));
  return text === "." || !Number.isFinite(value) ? void 0 : value;
}

// src/syntax/yaml/short-forms.ts
var longForms = new Map([
  ["!Ref", "Ref"],
  ["!Condition", "Condition"],
  ...[
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAtt",
    "GetAZs",
    "GetStackOutput",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll"
  ].map((name) => [`!${name}`, `Fn::${name}`])
]);
function writeOut(tag, tagSpan, value) {
  const key = longForms.get(tag);
  if (key === void 0) return value;
  const argument = key === "Fn::GetAtt" && value.kind === "scalar" ? attributePath(value) : value;
  return {
    kind: "map",
    entries: /* @__PURE__ */ new Map([[key, { key, keySpan: tagSpan, value: argument }]]),
    span: { start: tagSpan.start, end: Math.max(tagSpan.end, value.span.end) }
  };
}
function attributePath(scalar2) {
  if (typeof scalar2.value !== "string") return scalar2;
  const dot = scalar2.value.indexOf(".");
  if (dot === -1) return { kind: "list", items: [scalar2], span: scalar2.span };
  const { start, end } = scalar2.span;
  const plain = end - start === scalar2.value.length;
  const resource = { kind: "scalar", value: scalar2.value.slice(0, dot), span: plain ? { start, end: start + dot } : scalar2.span };
  const attribute2 = { kind: "scalar", value: scalar2.value.slice(dot + 1), span: plain ? { start: start + dot + 1, end } : scalar2.span };
  return { kind: "list", items: [resource, attribute2], span: scalar2.span };
}

// src/syntax/yaml/depth.ts
var maxDepth = 500;
function tooDeep(document) {
  const open = [{ token: document, depth: 0 }];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    if (token.type === "document" && token.value !== void 0) open.push({ token: token.value, depth });
    if (token.type !== "block-map" && token.type !== "block-seq" && token.type !== "flow-collection") continue;
    for (const item of token.items) {
      if (item.key != null) open.push({ token: item.key, depth: depth + 1 });
      if (item.value !== void 0) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return void 0;
}

// src/syntax/yaml/weights.ts
var aliasAllowance = 1e5;
var Weights = class {
  #limit;
  #known = /* @__PURE__ */ new Map();
  #mergedEntries = 0;
  constructor(textLength) {
    this.#limit = textLength + aliasAllowance;
  }
  /** Says what is wrong when the node stands for too many values or for too deep a tree. */
  tooMuch(node) {
    const { size, height } = this.#weigh(node);
    if (size > this.#limit) return `The aliases stand for more than ${aliasAllowance} values: this looks like an alias bomb.`;
    if (height > maxDepth) return `Through its aliases the value is nested more than ${maxDepth} levels deep.`;
    return void 0;
  }
  afterMerging(entries) {
    this.#mergedEntries += entries;
    return this.#mergedEntries > aliasAllowance ? `The merge keys add more than ${aliasAllowance} entries: this looks like an alias bomb.` : void 0;
  }
  #weigh(node) {
    if (node.kind === "scalar") return { size: 1, height: 0 };
    const known = this.#known.get(node);
    if (known !== void 0) return known;
    let size = 1;
    let height = 0;
    for (const child2 of node.kind === "list" ? node.items : Array.from(node.entries.values(), (entry) => entry.value)) {
      const weight2 = this.#weigh(child2);
      size += weight2.size;
      height = Math.max(height, weight2.height + 1);
    }
    const weight = { size, height };
    this.#known.set(node, weight);
    return weight;
  }
};

// src/syntax/yaml/build.ts
var Unreadable = class extends Error {
  fault;
  constructor(fault) {
    super(fault.message);
    this.fault = fault;
  }
};
function buildDocument(yaml, document, text) {
  const builder = new TreeBuilder(yaml, text);
  try {
    return { root: builder.root(document.contents), faults: builder.faults };
  } catch (error) {
    if (error instanceof Unreadable) return { root: void 0, faults: [error.fault] };
    throw error;
  }
}
var maxFaults = 50;
var TreeBuilder = class {
  faults = [];
  #yaml;
  #text;
  #anchors = /* @__PURE__ */ new Map();
  #weights;
  constructor(yaml, text) {
    this.#yaml = yaml;
    this.#text = text;
    this.#weights = new Weights(text.length);
  }
  root(contents) {
    const root = this.#node(contents, { start: 0, end: 0 });
    if (this.#anchors.size > 0) this.#weigh(root);
    return root;
  }
  #node(node, empty) {
    if (node === null) return { kind: "scalar", value: null, span: empty };
    if (this.#yaml.isAlias(node)) return this.#alias(node);
    const bare = this.#yaml.isScalar(node) ? this.#scalar(node) : this.#yaml.isMap(node) ? this.#map(node) : this.#list(node);
    const built = node.tag === void 0 ? bare : writeOut(node.tag, this.#tagSpan(node.tag, bare.span.start), bare);
    if (node.anchor !== void 0) {
      this.#anchors.set(node.anchor, built);
      this.#weigh(built);
    }
    return built;
  }
  #alias(node) {
    const target = this.#anchors.get(node.source);
    if (target === void 0) throw new Unreadable({ message: `The alias *${node.source} has no anchor before it.`, span: spanOf(node) });
    return target;
  }
  /** Aliases share nodes, so a small text can stand for a huge or endless tree: it is measured, never written out. */
  #weigh(node) {
    const complaint = this.#weights.tooMuch(node);
    if (complaint !== void 0) throw new Unreadable({ message: complaint, span: node.span, limit: true });
  }
  #scalar(node) {
    const span = spanOf(node);
    const text = typeof node.value === "string" ? node.value : node.source;
    if (node.tag !== void 0) {
      const value = taggedValue(node.tag, text);
      if (value !== void 0) return { kind: "scalar", value, span };
    }
    if (node.type === "PLAIN") return { kind: "scalar", value: plainValue(text), span };
    const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    return { kind: "scalar", value: text, span: block ? { start: span.start, end: this.#trimEnd(span) } : span };
  }
  #list(node) {
    const span = spanOf(node);
    const items = [];
    let end = span.start;
    for (const item of node.items) {
      const at = { start: end, end };
      const value = this.#yaml.isPair(item) ? this.#inlinePair(item) : this.#node(item, at);
      items.push(value);
      end = Math.max(end, value.span.end);
    }
    return { kind: "list", items, span: node.flow === true ? span : { start: span.start, end: Math.max(end, span.start) } };
  }
  /** `[a: b]` is a list of one map. */
  #inlinePair(pair) {
    const map = this.#entries([pair]);
    const start = pair.key.range[0];
    return { kind: "map", entries: map.entries, span: { start, end: Math.max(start, map.end) } };
  }
  #map(node) {
    const span = spanOf(node);
    const { entries, end } = this.#entries(node.items);
    return { kind: "map", entries, span: node.flow === true ? span : { start: span.start, end: Math.max(end, span.start) } };
  }
  #entries(pairs) {
    const entries = /* @__PURE__ */ new Map();
    const merged = [];
    let end = 0;
    for (const pair of pairs) {
      const keySpan = spanOf(pair.key);
      const value = this.#node(pair.value, { start: keySpan.end, end: keySpan.end });
      end = Math.max(end, keySpan.end, this.#yaml.isAlias(pair.value) ? spanOf(pair.value).end : value.span.end);
      const key = this.#key(pair.key, keySpan);
      if (key === void 0) continue;
      if (key === "<<" && this.#yaml.isScalar(pair.key) && pair.key.type === "PLAIN") merged.push(...this.#mergeSources(value, keySpan));
      else {
        if (entries.has(key)) this.#fault(`The key ${JSON.stringify(key)} is written twice in one map; the last one counts.`, keySpan);
        entries.set(key, { key, keySpan, value });
      }
    }
    for (const map of merged) this.#merge(entries, map);
    return { entries, end };
  }
  /** Keys are always the text as it is written: `On`, `010` and `2012-10-17` name themselves. */
  #key(node, span) {
    if (this.#yaml.isScalar(node)) {
      const text = typeof node.value === "string" ? node.value : node.source;
      if (node.anchor !== void 0) this.#anchors.set(node.anchor, { kind: "scalar", value: text, span });
      return text;
    }
    const target = this.#yaml.isAlias(node) ? this.#alias(node) : this.#node(node, span);
    if (target.kind === "scalar" && target.value !== null) return String(target.value);
    this.#fault(`A key must be a single value, not a map or list; its entry is ignored.${templateHint(this.#text, span)}`, span);
    return void 0;
  }
  #mergeSources(value, keySpan) {
    const sources = value.kind === "list" ? value.items : [value];
    const maps = sources.filter((source) => source.kind === "map");
    if (maps.length < sources.length) this.#fault("The merge key << needs a map or a list of maps.", keySpan);
    return maps;
  }
  /** The map's own keys win over merged ones, and earlier sources over later ones: https://yaml.org/type/merge.html */
  #merge(entries, from) {
    const complaint = this.#weights.afterMerging(from.entries.size);
    if (complaint !== void 0) throw new Unreadable({ message: complaint, span: from.span, limit: true });
    for (const [key, entry] of from.entries) {
      if (!entries.has(key)) entries.set(key, entry);
    }
  }
  /** The library keeps no position of tags: it is the nearest occurrence before the value. */
  #tagSpan(tag, valueStart) {
    const from = Math.max(0, valueStart - 500);
    const at = this.#text.slice(from, valueStart).lastIndexOf(tag);
    return at === -1 ? { start: valueStart, end: valueStart } : { start: from + at, end: from + at + tag.length };
  }
  #trimEnd(span) {
    let { end } = span;
    while (end > span.start && /\s/.test(this.#text.charAt(end - 1))) end--;
    return end;
  }
  #fault(message, span) {
    if (this.faults.length < maxFaults) this.faults.push({ message, span });
  }
};
function spanOf(node) {
  return { start: node.range[0], end: node.range[1] };
}

// src/syntax/yaml/read.ts
async function readYaml(source) {
  const yaml = await import("./yaml-XFTRCIQY.js");
  const { text } = source;
  const composer = new yaml.Composer({ schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent", strict: true });
  const documents = [];
  try {
    for (const token of new yaml.Parser().parse(text)) {
      const deep = tooDeep(token);
      if (deep !== void 0) return [...documents, tooDeepAt(deep)];
      for (const document of composer.next(token)) documents.push(toData(yaml, document, text));
    }
    for (const document of composer.end()) documents.push(toData(yaml, document, text));
  } catch (error) {
    const message = `The YAML reader failed: ${error instanceof Error ? error.message : String(error)}`;
    documents.push(unreadable({ message, span: { start: 0, end: 0 } }));
  }
  return documents;
}
function toData(yaml, document, text) {
  const [error] = document.errors;
  if (error === void 0) return buildDocument(yaml, document, text);
  const [start, end] = error.pos;
  return { root: void 0, faults: [faultOf(error.code, error.message, { start, end }, text)] };
}
function tooDeepAt(offset) {
  return unreadable({ message: `The values are nested more than ${maxDepth} levels deep.`, span: { start: offset, end: offset + 1 }, limit: true });
}
function unreadable(fault) {
  return { root: void 0, faults: [fault] };
}

// src/parsers/cloudformation/recognise.ts
async function findTemplates(source) {
  const documents = await read(source);
  return documents.flatMap(({ root, faults }) => {
    if (root === void 0) return claimsToBeTemplate(source.text) ? [{ root, faults }] : [];
    return root.kind === "map" && isTemplate(root) ? [{ root, faults }] : [];
  });
}
async function read(source) {
  const named2 = /\.json$/i.test(source.path);
  if (!named2 && !/^\ufeff?\s*\{/.test(source.text)) return readYaml(source);
  const plain = await parsePlain(source);
  if ("value" in plain) return hasResources(plain.value) ? [await readJson(source)] : [];
  const meant = named2 || /^\ufeff?\s*\{\s*["}]/.test(source.text);
  const asYaml = named2 ? [] : await readYaml(source);
  if (asYaml.some((document) => document.root !== void 0) || !meant) return asYaml;
  return [await readJson(source)];
}
function hasResources(value) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "Resources");
}
var typeName = /^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+/;
function isTemplate(root) {
  const section = child(root, "Resources");
  return section?.kind === "map" && (root.entries.has("AWSTemplateFormatVersion") || holdsResource(section));
}
function holdsResource(section) {
  if (section?.kind !== "map") return false;
  for (const { key, value } of section.entries.values()) {
    if (typeName.test(stringOf(child(value, "Type")) ?? "")) return true;
    if (key.startsWith("Fn::ForEach::") && value.kind === "list" && holdsResource(value.items[2])) return true;
  }
  return false;
}
function claimsToBeTemplate(text) {
  return formatVersion.test(text) || awsType.test(text) && resourcesKey.test(text);
}
var formatVersion = /^\ufeff?["']?AWSTemplateFormatVersion["']?[ \t]*:|[{,]\s*"AWSTemplateFormatVersion"\s*:/m;
var awsType = /^[ \t]*["']?Type["']?[ \t]*:[ \t]*["']?AWS::\w+::\w+|"Type"\s*:\s*"AWS::\w+::\w+/m;
var resourcesKey = /^\ufeff?["']?Resources["']?[ \t]*:|[{,]\s*"Resources"\s*:/m;

// src/parsers/cloudformation/value.ts
var mostPossible = 50;
function unknown(why, at, trail = [], oneOf) {
  const distinct2 = oneOf === void 0 ? [] : [...new Set(oneOf)];
  return { kind: "unknown", why, at, trail, ...distinct2.length > 0 && distinct2.length <= mostPossible ? { oneOf: distinct2 } : {} };
}
function scalar(value, at, trail) {
  if (typeof value !== "string" || !value.includes("{{resolve:")) return { kind: "scalar", value, at, trail };
  const path = /^\{\{resolve:ssm:([^:{}]+)(?::\d+)?\}\}$/.exec(value)?.[1];
  if (path !== void 0) return { kind: "stored", path, at, trail };
  return unknown("a dynamic reference ({{resolve:...}}) is read at deployment", at, trail);
}
function possible(value) {
  switch (value.kind) {
    case "scalar":
      return [value.value];
    case "unknown":
      return value.oneOf;
    case "choice":
    case "map":
    case "list":
    case "absent":
    case "resource":
    case "stored":
      return void 0;
  }
}
function decided(value) {
  if (value.kind !== "choice") return value;
  const then = decided(value.then);
  const otherwise = decided(value.otherwise);
  if (then.kind === "absent" && otherwise.kind === "absent") return then;
  const bothWays = { at: value.at, note: `the same whether or not condition ${value.condition} holds` };
  if (then.kind === "scalar" && otherwise.kind === "scalar" && then.value === otherwise.value) {
    return { ...then, at: value.at, trail: [...then.trail, bothWays] };
  }
  if (then.kind === "resource" && otherwise.kind === "resource" && then.id === otherwise.id && then.attribute === otherwise.attribute) {
    return { ...then, at: value.at, trail: [...then.trail, bothWays] };
  }
  const one = possible(then);
  const other = possible(otherwise);
  return unknown(`condition ${value.condition} decides it`, value.at, value.trail, one === void 0 || other === void 0 ? void 0 : [...one, ...other]);
}
function toSetting(value, name) {
  const answer = decided(value);
  switch (answer.kind) {
    case "scalar":
      return { state: "known", value: answer.value, at: answer.at, trail: answer.trail };
    case "absent":
      return { state: "absent", at: answer.at };
    case "unknown": {
      const { why, at, trail, oneOf } = answer;
      return { state: "unknown", why, at, trail, ...oneOf === void 0 ? {} : { oneOf } };
    }
    case "map":
    case "list":
      return { state: "unknown", why: `${name} is a ${answer.kind}, not a single value`, at: answer.at, trail: [] };
    case "resource":
    case "stored":
      return { state: "unknown", why: whyUnknown(answer), at: answer.at, trail: answer.trail };
  }
}
function whyUnknown(value) {
  if (value.kind === "stored") return `the parameter store value ${value.path} is read at deployment`;
  return value.attribute === void 0 ? `Ref ${value.id} is known only after deployment` : `attribute ${value.id}.${value.attribute} is known only after deployment`;
}

// src/parsers/cloudformation/images.ts
function imageUse(value) {
  const branches = value.kind === "choice" ? bothDescribed(imageUse(value.then), imageUse(value.otherwise)) : void 0;
  if (branches !== void 0) return branches;
  const answer = decided(value);
  switch (answer.kind) {
    case "absent":
      return { state: "absent" };
    case "stored":
      return { state: "described", by: "ssm-parameter", patterns: [answer.path], at: answer.at, trail: answer.trail };
    case "scalar": {
      const { at, trail } = answer;
      const text = String(answer.value);
      if (text.startsWith("resolve:ssm:")) return { state: "described", by: "ssm-parameter", patterns: [text.slice("resolve:ssm:".length).replace(/:[^:]*$/, "")], at, trail };
      return text.startsWith("ami-") ? { state: "named", name: text, at, trail } : { state: "unknown", why: `${JSON.stringify(text.slice(0, 60))} is no image id`, at, trail };
    }
    case "unknown":
      return { state: "unknown", why: answer.why, at: answer.at, trail: answer.trail };
    case "resource":
      return { state: "unknown", why: whyUnknown(answer), at: answer.at, trail: answer.trail };
    case "map":
    case "list":
      return { state: "unknown", why: `ImageId is a ${answer.kind}, not an id`, at: answer.at, trail: [] };
  }
}
function bothDescribed(then, otherwise) {
  if (then.state !== "described" || otherwise.state !== "described" || then.by !== otherwise.by) return void 0;
  return { ...then, patterns: [.../* @__PURE__ */ new Set([...then.patterns, ...otherwise.patterns])], trail: [...then.trail, ...otherwise.trail] };
}

// src/parsers/cloudformation/template.ts
function placeIn(template, span) {
  return { source: template.source, span };
}
function readTemplate(source, root) {
  const resources = /* @__PURE__ */ new Map();
  const problems = [];
  readResources(source, child(root, "Resources"), resources, problems);
  return {
    source,
    parameters: readParameters(source, child(root, "Parameters")),
    mappings: child(root, "Mappings"),
    conditions: new Map(entriesOf(child(root, "Conditions")).map(({ key, keySpan }) => [key, { source, span: keySpan }])),
    resources,
    problems
  };
}
function entriesOf(node) {
  return node?.kind === "map" ? [...node.entries.values()] : [];
}
function readParameters(source, section) {
  return new Map(
    entriesOf(section).map(({ key, keySpan, value }) => {
      const byDefault = child(value, "Default");
      return [
        key,
        {
          name: key,
          at: { source, span: keySpan },
          type: stringOf(child(value, "Type")) ?? "String",
          default: byDefault?.kind === "scalar" && byDefault.value === null ? void 0 : byDefault,
          allowedValues: scalarsOf(child(value, "AllowedValues"))
        }
      ];
    })
  );
}
function scalarsOf(node) {
  if (node?.kind !== "list") return void 0;
  return node.items.flatMap((item) => item.kind === "scalar" && item.value !== null ? [item.value] : []);
}
function readResources(source, section, into, problems) {
  const refuse = (span, message) => {
    problems.push({ kind: "syntax", message, location: locate({ source, span }) });
  };
  for (const { key, keySpan, value } of entriesOf(section)) {
    if (key.startsWith("Fn::")) {
      readLoop(source, key, value, into, problems);
      continue;
    }
    if (value.kind !== "map") {
      refuse(keySpan, `Resource ${key} is not a map with a Type.`);
      continue;
    }
    const type = stringOf(child(value, "Type"));
    if (type === void 0) {
      refuse(keySpan, `Resource ${key} has no Type that is a string, so it is not known what it launches.`);
      continue;
    }
    const properties = child(value, "Properties");
    if (properties?.kind === "list" || properties?.kind === "scalar" && properties.value !== null) refuse(keySpan, `Properties of resource ${key} is not a map.`);
    into.set(key, { id: key, at: { source, span: keySpan }, type, properties, condition: stringOf(child(value, "Condition")) });
  }
}
function readLoop(source, key, value, into, problems) {
  if (key.startsWith("Fn::ForEach::") && value.kind === "list") readResources(source, value.items[2], into, problems);
}

// src/parsers/cloudformation/find-in-map.ts
function findInMap(argument, at, context, evaluate2) {
  const [mapNode, topNode, secondNode, options] = argument.kind === "list" ? argument.items : [];
  if (mapNode === void 0 || topNode === void 0 || secondNode === void 0) return unknown("Fn::FindInMap needs a map and two keys", at);
  const name = keyOf(evaluate2(mapNode, context));
  const top = keyOf(evaluate2(topNode, context));
  const second = keyOf(evaluate2(secondNode, context));
  if (!("text" in name)) return unknown(name.why, at, name.trail);
  const mapping = child(context.template.mappings, name.text);
  if (mapping?.kind !== "map") return unknown(`Mappings has no ${name.text}`, at);
  if (!("text" in second)) return unknown(second.why, at, second.trail);
  if (!("text" in top)) return anyOf(mapping, second.text, top, child(options, "DefaultValue") !== void 0, at);
  const trail = [...top.trail, ...second.trail];
  const found = child(child(mapping, top.text), second.text);
  const byDefault = child(options, "DefaultValue");
  if (found === void 0 && byDefault !== void 0) return evaluate2(byDefault, context);
  if (found === void 0) return unknown(`mapping ${name.text} has no ${top.text}.${second.text}`, at, trail);
  const hop = { at: placeIn(context.template, found.span), note: `mapping ${name.text}.${top.text}.${second.text}` };
  const value = evaluate2(found, context);
  return value.kind === "scalar" || value.kind === "list" || value.kind === "stored" ? { ...value, at, trail: [...trail, hop] } : unknown(`mapping ${name.text}.${top.text}.${second.text} is not a single value`, at, [...trail, hop]);
}
var mostKeys = 200;
function anyOf(mapping, second, top, hasDefault, at) {
  if (mapping.entries.size > mostKeys) return unknown(top.why, at, top.trail);
  const candidates = [];
  for (const { value } of mapping.entries.values()) {
    const found = child(value, second);
    const text = stringOf(found);
    if (found?.kind !== "scalar" || found.value === null || hasDefault || text?.includes("{{resolve:") === true) return unknown(top.why, at, top.trail);
    candidates.push(found.value);
  }
  const [first] = candidates;
  if (first !== void 0 && candidates.every((candidate) => candidate === first)) {
    return { kind: "scalar", value: first, at, trail: [{ at, note: `the same under every key of the mapping` }] };
  }
  return unknown(top.why, at, top.trail, candidates);
}
function keyOf(value) {
  const answer = decided(value);
  if (answer.kind === "scalar") return { text: String(answer.value), trail: answer.trail };
  if (answer.kind === "unknown") return answer;
  return { why: "a key of Fn::FindInMap is not a single value", trail: [] };
}

// src/parsers/cloudformation/strings.ts
var maxLength = 16384;
function substitute(argument, at, context, names) {
  const [text, variables] = argument.kind === "list" ? argument.items : [argument];
  const template = stringOf(text);
  if (template === void 0) return unknown("Fn::Sub needs a text", at);
  const known = /* @__PURE__ */ new Map();
  const valueOf = (variable) => {
    let value = known.get(variable);
    if (value === void 0) {
      const own = variables?.kind === "map" ? variables.entries.get(variable)?.value : void 0;
      value = own === void 0 ? names.named(variable) : names.evaluate(own, context);
      known.set(variable, value);
    }
    return value;
  };
  const only = /^\$\{([^!${}][^${}]*)\}$/.exec(template)?.[1];
  if (only !== void 0) return alone(valueOf(only.trim()), at);
  const pieces = [];
  let from = 0;
  for (const match of template.matchAll(/\$\{(!?)([^${}]*)\}/g)) {
    pieces.push(literal(template.slice(from, match.index)));
    const name = match[2] ?? "";
    pieces.push(match[1] === "!" ? literal(`\${${name}}`) : piece(valueOf(name.trim())));
    from = match.index + match[0].length;
  }
  pieces.push(literal(template.slice(from)));
  return assemble(pieces, at, "Fn::Sub");
}
function alone(value, at) {
  if (value.kind === "scalar") return { ...value, value: String(value.value), at };
  if (value.kind === "unknown") return unknown(value.why, at, value.trail, value.oneOf?.map(String));
  return { ...value, at };
}
function join(argument, at, context, evaluate2) {
  const [delimiterNode, listNode] = argument.kind === "list" ? argument.items : [];
  const delimiter = stringOf(delimiterNode);
  if (delimiter === void 0 || listNode === void 0) return unknown("Fn::Join needs a delimiter and a list", at);
  const list = decided(evaluate2(listNode, context));
  if (list.kind === "unknown") return unknown(list.why, at, list.trail);
  if (list.kind !== "list") return unknown("Fn::Join needs a list", at);
  const pieces = [{ texts: [""], why: "", trail: list.trail }];
  for (const item of list.items) {
    const value = evaluate2(item, list.context);
    if (value.kind === "absent") continue;
    if (pieces.length > 1) pieces.push(literal(delimiter));
    pieces.push(piece(value));
  }
  return assemble(pieces, at, "Fn::Join");
}
function literal(text) {
  return { texts: [text], why: "", trail: [] };
}
function piece(value) {
  const answer = decided(value);
  switch (answer.kind) {
    case "scalar":
      return { texts: [String(answer.value)], why: "", trail: answer.trail };
    case "unknown":
      return { texts: answer.oneOf?.map(String), why: answer.why, trail: answer.trail };
    case "resource":
    case "stored":
      return { texts: void 0, why: whyUnknown(answer), trail: answer.trail };
    case "map":
    case "list":
    case "absent":
      return { texts: void 0, why: `a part of the text is ${answer.kind === "absent" ? "absent" : `a ${answer.kind}`}`, trail: [] };
  }
}
function assemble(pieces, at, name) {
  const trail = pieces.flatMap((part) => part.trail);
  const open = pieces.filter((part) => part.why !== "");
  const first = open[0];
  let results = [""];
  for (const { texts } of pieces) {
    if (texts === void 0 || open.length > 1) return unknown(first?.why ?? "", at, trail);
    results = results.flatMap((before) => texts.map((text) => before + text));
    if (results.some((result) => result.length > maxLength)) return unknown(`${name} gives a text of more than ${maxLength} characters`, at, trail);
  }
  if (first !== void 0) return unknown(first.why, at, trail, results);
  return scalar(results[0] ?? "", at, trail);
}

// src/parsers/cloudformation/intrinsics.ts
function evaluate(node, context) {
  const at = placeIn(context.template, node.span);
  if (node.kind === "scalar") return node.value === null ? { kind: "absent", at } : scalar(node.value, at, []);
  if (node.kind === "list") return { kind: "list", items: node.items, at, trail: [], context };
  const call = intrinsicOf(node);
  return call === void 0 ? { kind: "map", node, at, context } : applied(call.name, call.argument, at, context);
}
function intrinsicOf(node) {
  if (node.entries.size !== 1) return void 0;
  for (const { key, value } of node.entries.values()) {
    if (key === "Ref" || key.startsWith("Fn::")) return { name: key, argument: value };
  }
  return void 0;
}
function applied(name, argument, at, context) {
  switch (name) {
    case "Ref": {
      const target = stringOf(argument);
      return target === void 0 ? unknown("Ref needs a name", at) : reference(target, at, context);
    }
    case "Fn::GetAtt":
      return attribute(argument, at, context);
    case "Fn::If":
      return choice(argument, at, context);
    case "Fn::Sub":
      return substitute(argument, at, context, { evaluate, named: (variable) => named(variable, at, context) });
    case "Fn::Join":
      return join(argument, at, context, evaluate);
    case "Fn::FindInMap":
      return findInMap(argument, at, context, evaluate);
    default:
      return unknown(atDeployment.has(name) ? `${name} is known only at deployment` : `${name} is not evaluated`, at);
  }
}
var atDeployment = /* @__PURE__ */ new Set(["Fn::ImportValue", "Fn::GetAZs", "Fn::GetStackOutput", "Fn::Transform"]);
function named(variable, at, context) {
  const dot = variable.indexOf(".");
  return dot === -1 ? reference(variable, at, context) : attributeOf(variable.slice(0, dot), variable.slice(dot + 1), at, context);
}
function reference(name, at, context) {
  const { template } = context;
  if (name === "AWS::NoValue") return { kind: "absent", at };
  if (name.startsWith("AWS::")) return unknown(`${name} is known only at deployment`, at);
  const parameter = template.parameters.get(name);
  if (parameter !== void 0) return parameterValue(parameter, at, context);
  if (template.resources.has(name)) return { kind: "resource", id: name, at, trail: [] };
  return unknown(`Ref ${name} names no parameter or resource of this template`, at);
}
var longestParameter = 4096;
function parameterValue(parameter, at, context) {
  const { name, type } = parameter;
  const declared = { at: parameter.at, note: `parameter ${name}` };
  const given = parameter.default;
  if (given === void 0) return unknown(`parameter ${name} has no default`, at, [declared], parameter.allowedValues);
  if (given.kind !== "scalar" || given.value === null) return unknown(`the default of parameter ${name} is not a single value`, at, [declared]);
  const trail = [{ at: { source: parameter.at.source, span: given.span }, note: `default of parameter ${name}` }];
  if (typeof given.value === "string" && given.value.length > longestParameter) return unknown(`the default of parameter ${name} is longer than a parameter can be`, at, [declared]);
  if (type.startsWith("AWS::SSM::Parameter::Value<")) return { kind: "stored", path: String(given.value), at, trail };
  if (type === "CommaDelimitedList" || type.startsWith("List<")) {
    const items = String(given.value).split(",").map((item) => ({ kind: "scalar", value: item.trim(), span: given.span }));
    return { kind: "list", items, at, trail, context };
  }
  return scalar(given.value, at, trail);
}
function attribute(argument, at, context) {
  const written2 = stringOf(argument);
  if (written2 !== void 0) return named(written2, at, context);
  const [id, name] = argument.kind === "list" ? argument.items.map(stringOf) : [];
  return id === void 0 || name === void 0 ? unknown("Fn::GetAtt needs a resource and the name of an attribute", at) : attributeOf(id, name, at, context);
}
function attributeOf(id, name, at, context) {
  if (!context.template.resources.has(id)) return unknown(`Fn::GetAtt ${id}.${name} names no resource of this template`, at);
  return { kind: "resource", id, attribute: name, at, trail: [] };
}
function choice(argument, at, context) {
  const [name, then, otherwise] = argument.kind === "list" ? argument.items : [];
  const condition = stringOf(name);
  if (condition === void 0 || then === void 0 || otherwise === void 0) return unknown("Fn::If needs a condition and two values", at);
  const truth = context.assumed.get(condition);
  if (truth !== void 0) {
    const value = evaluate(truth ? then : otherwise, context);
    const note = `condition ${condition} ${truth ? "holds" : "does not hold"} here`;
    return "trail" in value ? { ...value, trail: [...value.trail, { at, note }] } : value;
  }
  const declared = context.template.conditions.get(condition);
  return {
    kind: "choice",
    condition,
    then: evaluate(then, { ...context, assumed: new Map([...context.assumed, [condition, true]]) }),
    otherwise: evaluate(otherwise, { ...context, assumed: new Map([...context.assumed, [condition, false]]) }),
    at,
    trail: declared === void 0 ? [] : [{ at: declared, note: `condition ${condition}` }]
  };
}

// src/parsers/cloudformation/member.ts
function propertiesOf(node, header, context) {
  return { value: node === void 0 ? { kind: "absent", at: header } : evaluate(node, context), key: header };
}
function member(parent, name) {
  const written2 = parent.value.kind === "map" ? parent.value.node.entries.get(name) : void 0;
  const key = written2 === void 0 || parent.value.kind !== "map" ? parent.key : placeIn(parent.value.context.template, written2.keySpan);
  return { value: within(parent.value, name, key), key };
}
function memberAt(parent, path) {
  return path.reduce(member, parent);
}
function within(parent, name, key) {
  switch (parent.kind) {
    case "map": {
      const entry = parent.node.entries.get(name);
      if (entry !== void 0) {
        const value = evaluate(entry.value, parent.context);
        return value.kind === "absent" ? { kind: "absent", at: key } : value;
      }
      return parent.node.entries.has("Fn::Transform") ? unknown(`Fn::Transform may add ${name}`, key) : { kind: "absent", at: key };
    }
    case "absent":
      return { kind: "absent", at: key };
    case "choice":
      return { ...parent, then: within(parent.then, name, key), otherwise: within(parent.otherwise, name, key) };
    case "unknown":
      return unknown(parent.why, parent.at, parent.trail);
    case "scalar":
      return unknown(`${name} cannot stand in a single value`, parent.at);
    case "list":
      return unknown(`${name} cannot stand in a list`, parent.at);
    case "resource":
    case "stored":
      return unknown(whyUnknown(parent), parent.at, parent.trail);
  }
}

// src/parsers/cloudformation/names.ts
var launchTemplateType = "AWS::EC2::LaunchTemplate";
var namesOf = /* @__PURE__ */ new WeakMap();
function launchTemplateNames(template) {
  const known = namesOf.get(template) ?? collect(template);
  namesOf.set(template, known);
  return known;
}
function collect(template) {
  const literal2 = /* @__PURE__ */ new Map();
  const expression = /* @__PURE__ */ new Map();
  for (const resource of template.resources.values()) {
    const node = child(resource.properties, "LaunchTemplateName");
    if (resource.type !== launchTemplateType || node === void 0) continue;
    const properties = propertiesOf(resource.properties, resource.at, { template, assumed: /* @__PURE__ */ new Map() });
    const name = decided(member(properties, "LaunchTemplateName").value);
    const text = name.kind === "scalar" ? String(name.value) : void 0;
    if (text !== void 0 && !literal2.has(text)) literal2.set(text, resource.id);
    if (text === void 0 && !expression.has(written(node))) expression.set(written(node), resource.id);
  }
  return { literal: literal2, expression };
}
function written(node) {
  switch (node.kind) {
    case "scalar":
      return JSON.stringify(node.value);
    case "list":
      return `[${node.items.map(written).join(",")}]`;
    case "map":
      return `{${Array.from(node.entries.values(), ({ key, value }) => `${JSON.stringify(key)}:${written(value)}`).join(",")}}`;
  }
}

// src/parsers/cloudformation/links.ts
var launchConfigurationType = "AWS::AutoScaling::LaunchConfiguration";
var instanceType = "AWS::EC2::Instance";
function instanceLinks(properties, context) {
  return templateLinks(member(properties, "LaunchTemplate"), context, "may be absent");
}
function configurationLinks(properties, context) {
  return plainLinks(member(properties, "InstanceId"), "instance", context);
}
function groupLinks(properties, context) {
  return distinct([
    ...templateLinks(member(properties, "LaunchTemplate"), context, "given"),
    ...plainLinks(member(properties, "LaunchConfigurationName"), "launch-configuration", context),
    ...plainLinks(member(properties, "InstanceId"), "instance", context),
    ...mixedLinks(memberAt(properties, ["MixedInstancesPolicy", "LaunchTemplate"]), context)
  ]);
}
function overrideImages(properties) {
  const overrides = overridesOf(memberAt(properties, ["MixedInstancesPolicy", "LaunchTemplate"]));
  return overrides.map((override) => member(override, "ImageId").value).filter((value) => value.kind !== "absent");
}
function mixedLinks(mixed, context) {
  const common = templateLinks(member(mixed, "LaunchTemplateSpecification"), context, "given");
  const overrides = overridesOf(mixed).map((override) => templateLinks(member(override, "LaunchTemplateSpecification"), context, "given"));
  const all = overrides.length > 0 && overrides.every((links) => links.length > 0);
  return [...all ? [] : common, ...overrides.flat()];
}
function overridesOf(mixed) {
  return listed(member(mixed, "Overrides"));
}
function listed({ value, key }) {
  if (value.kind === "choice") return [...listed({ value: value.then, key }), ...listed({ value: value.otherwise, key })];
  if (value.kind !== "list") return [];
  return value.items.map((item) => ({ value: evaluate(item, value.context), key: placeIn(value.context.template, item.span) }));
}
function templateLinks(specification, context, presence) {
  const { value, key } = specification;
  switch (value.kind) {
    case "absent":
      return [];
    case "choice": {
      const links = [value.then, value.otherwise].map((branch) => templateLinks({ value: branch, key }, context, presence));
      const open = presence === "may be absent" && links.some((branch) => branch.length === 0) && links.some((branch) => branch.length > 0);
      const without = unknownLink("launch-template", `condition ${value.condition} decides whether there is a launch template`, value);
      return open ? [without] : links.flat();
    }
    case "map":
      return specificationLinks(specification, context);
    case "unknown":
      return [unknownLink("launch-template", value.why, value)];
    case "scalar":
    case "list":
    case "resource":
    case "stored":
      return [unknownLink("launch-template", "it is not written as a map", value)];
  }
}
function specificationLinks(specification, context) {
  const id = member(specification, "LaunchTemplateId").value;
  const versionValue = member(specification, "Version").value;
  const version = versionOf(versionValue);
  const targets = [...targetsOf(id, "LaunchTemplateId", launchTemplateType, context), ...namedTemplates(specification, versionValue, context)];
  if (targets.length === 0) return [unknownLink("launch-template", "the launch template has neither id nor name", specification.value)];
  return targets.map((target) => ({ to: "launch-template", target, version }));
}
function namedTemplates(specification, version, context) {
  const name = member(specification, "LaunchTemplateName").value;
  const answer = decided(name);
  if (answer.kind === "absent") return [];
  const versioned = decided(version);
  const named2 = versioned.kind === "resource" && isType(context.template, versioned.id, launchTemplateType) ? versioned.id : sameName(specification, answer, context.template);
  if (named2 === void 0) return targetsOf(name, "LaunchTemplateName", launchTemplateType, context);
  return [{ state: "resource", address: named2, at: answer.at, trail: "trail" in answer ? answer.trail : [] }];
}
function sameName(specification, name, template) {
  const names = launchTemplateNames(template);
  if (name.kind === "scalar") return names.literal.get(String(name.value));
  const node = specification.value.kind === "map" ? child(specification.value.node, "LaunchTemplateName") : void 0;
  return name.kind === "unknown" && node !== void 0 ? names.expression.get(written(node)) : void 0;
}
function plainLinks({ value }, to, context) {
  const type = to === "instance" ? instanceType : launchConfigurationType;
  const property = to === "instance" ? "InstanceId" : "LaunchConfigurationName";
  return targetsOf(value, property, type, context).map((target) => ({ to, target, version: { state: "absent", at: target.at } }));
}
var identities = /* @__PURE__ */ new Set([void 0, "LaunchTemplateId", "LaunchConfigurationName", "InstanceId", "Id"]);
function targetsOf(value, property, type, context) {
  switch (value.kind) {
    case "absent":
      return [];
    case "choice":
      return [value.then, value.otherwise].flatMap((branch) => targetsOf(branch, property, type, context));
    case "scalar":
      return [{ state: "named", name: String(value.value), at: value.at, trail: value.trail }];
    case "resource": {
      const { id, attribute: attribute2, at, trail } = value;
      if (identities.has(attribute2) && isType(context.template, id, type)) return [{ state: "resource", address: id, at, trail }];
      return [{ state: "unknown", why: whyUnknown(value), at, trail }];
    }
    case "stored":
      return [{ state: "unknown", why: whyUnknown(value), at: value.at, trail: value.trail }];
    case "unknown":
      return [{ state: "unknown", why: value.why, at: value.at, trail: value.trail }];
    case "map":
    case "list":
      return [{ state: "unknown", why: `${property} is a ${value.kind}, not a single value`, at: value.at, trail: [] }];
  }
}
function versionOf(value) {
  const answer = decided(value);
  if (answer.kind !== "resource") return toSetting(answer, "Version");
  const { id, attribute: attribute2, at, trail } = answer;
  if (attribute2 === "LatestVersionNumber") return { state: "known", value: "$Latest", at, trail: [...trail, { at, note: `latest version of ${id}` }] };
  if (attribute2 === "DefaultVersionNumber") return { state: "known", value: "$Default", at, trail: [...trail, { at, note: `default version of ${id}` }] };
  return toSetting(answer, "Version");
}
function isType(template, id, type) {
  return template.resources.get(id)?.type === type;
}
function unknownLink(to, why, value) {
  const trail = "trail" in value ? value.trail : [];
  return { to, target: { state: "unknown", why, at: value.at, trail }, version: { state: "absent", at: value.at } };
}
function distinct(links) {
  const seen = /* @__PURE__ */ new Map();
  for (const link of links) {
    const { target, version } = link;
    const whom = target.state === "resource" ? target.address : target.state === "named" ? target.name : `?${target.why}`;
    const key = JSON.stringify([link.to, target.state, whom, version.state === "known" ? version.value : version.state]);
    if (!seen.has(key)) seen.set(key, link);
  }
  return [...seen.values()];
}

// src/parsers/cloudformation/settings.ts
function blockSettings(block, header) {
  const presence = presenceOf(block.value, block.key, header);
  const open = block.value.kind === "choice" ? { ...block, value: { ...block.value, at: block.key } } : block;
  const { settings } = noSettings(header);
  if (presence.state === "absent") return { block: presence, settings };
  const written2 = Object.fromEntries(launchSettings.map((name) => [name, settingOf(open, spelling("cloudformation", name))]));
  return { block: presence, settings: { ...settings, ...written2 } };
}
function noSettings(header) {
  const settings = Object.fromEntries(settingNames.map((name) => [name, { state: "absent", at: header }]));
  return { block: { state: "present", at: header }, settings };
}
function settingOf(block, name) {
  return toSetting(member(block, name).value, name);
}
function presenceOf(value, key, header) {
  switch (value.kind) {
    case "map":
      return { state: "present", at: key };
    case "absent":
      return { state: "absent", at: header };
    case "choice": {
      const then = presenceOf(value.then, key, header);
      const otherwise = presenceOf(value.otherwise, key, header);
      return then.state === otherwise.state ? then : { state: "unknown", why: `condition ${value.condition} decides it`, at: key, trail: value.trail };
    }
    case "unknown":
      return { state: "unknown", why: value.why, at: value.at, trail: value.trail };
    case "scalar":
    case "list":
    case "resource":
    case "stored":
      return { state: "unknown", why: "it is not written as a map", at: value.at, trail: [] };
  }
}

// src/parsers/cloudformation/resources.ts
var launchTypes = /* @__PURE__ */ new Map([
  ["AWS::EC2::Instance", { kind: "instance", launchData: [], links: instanceLinks }],
  ["AWS::EC2::LaunchTemplate", { kind: "launch-template", launchData: ["LaunchTemplateData"], name: "LaunchTemplateName", links: () => [] }],
  ["AWS::AutoScaling::LaunchConfiguration", { kind: "launch-configuration", launchData: [], name: "LaunchConfigurationName", links: configurationLinks }],
  ["AWS::AutoScaling::AutoScalingGroup", { kind: "launcher", launchData: void 0, links: groupLinks }]
]);
function launchResources(template) {
  const found = [];
  for (const resource of template.resources.values()) {
    const type = launchTypes.get(resource.type);
    if (type !== void 0) found.push(launchResource(resource, type, template));
  }
  return found;
}
function launchResource(resource, type, template) {
  const { id, at, condition } = resource;
  const context = { template, assumed: new Map(condition === void 0 ? [] : [[condition, true]]) };
  const properties = propertiesOf(resource.properties, at, context);
  return {
    kind: type.kind,
    format: "cloudformation",
    type: resource.type,
    address: id,
    at,
    placement: { provider: "cloudformation" },
    names: namesOf2(properties, type),
    scenarios: [scenarioOf(properties, type, resource, context)]
  };
}
function namesOf2(properties, type) {
  if (type.name === void 0) return [];
  const name = decided(member(properties, type.name).value);
  return name.kind === "scalar" ? [String(name.value)] : [];
}
function scenarioOf(properties, type, resource, context) {
  const links = type.links(properties, context);
  if (type.launchData === void 0) return { when: [], ...noSettings(resource.at), links, image: overriddenImage(properties) };
  const data = memberAt(properties, type.launchData);
  const block = member(data, "MetadataOptions");
  return { when: [], ...blockSettings(block, resource.at), links, image: imageUse(member(data, "ImageId").value) };
}
function overriddenImage(properties) {
  const [first] = overrideImages(properties);
  return first === void 0 ? { state: "absent" } : { state: "unknown", why: "an override names an image of its own", at: first.at, trail: [] };
}

// src/parsers/cloudformation/index.ts
var cloudformation = { parse };
async function parse(unit) {
  const resources = [];
  const problems = [];
  let recognised = false;
  for (const source of unit.sources) {
    for (const { root, faults } of await findTemplates(source)) {
      recognised = true;
      problems.push(...faults.map((fault) => problemOf(source, fault)));
      if (root === void 0) continue;
      const template = readTemplate(source, root);
      problems.push(...template.problems);
      resources.push(...launchResources(template));
    }
  }
  return { recognised, resources, problems };
}
function problemOf(source, { message, span, limit }) {
  return { kind: limit === true ? "too-large" : "syntax", message, location: locate({ source, span }) };
}
export {
  cloudformation
};
