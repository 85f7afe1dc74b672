import type * as Yaml from "yaml";
import { tooDeep } from "../../../syntax/yaml/depth.ts";
import { converted } from "./builtin.ts";
import { isRefused, refuse, type Refused } from "./refusal.ts";
import { formatTimestamp, parseTimestamp } from "./time.ts";
import { numberType } from "../type.ts";
import { scalar, type Origin, type Value } from "../value.ts";

/** One document as Terraform reads it: https://github.com/zclconf/go-cty-yaml; undefined where the library itself fails. */
export function decodeYaml(source: string, origin: Origin, yaml: typeof Yaml): Value | Refused | undefined {
  const composer = new yaml.Composer({ schema: "failsafe", uniqueKeys: false, merge: false, prettyErrors: false, logLevel: "silent" });
  const documents: Yaml.Document.Parsed[] = [];
  try {
    for (const token of new yaml.Parser().parse(source)) {
      if (tooDeep(token) !== undefined) return refuse("the text is nested too deeply");
      for (const document of composer.next(token)) documents.push(document);
    }
    for (const document of composer.end()) documents.push(document);
  } catch {
    // The library throws only where it fails itself; such a text is not known to be right.
    return undefined;
  }
  const [document, ...others] = documents;
  if (document === undefined || others.length > 0) return refuse("the text is not one document");
  if (document.errors.length > 0) return refuse("the text is no YAML");
  return createReader(yaml, origin).read(document.contents);
}

interface NodeReader {
  readonly read: (node: Yaml.ParsedNode | null) => Value | Refused;
}

/** Tags in their long form as the library gives them. */
const prefix = "tag:yaml.org,2002:";

function createReader(yaml: typeof Yaml, origin: Origin): NodeReader {
  const anchors = new Map<string, Value>();

  function read(node: Yaml.ParsedNode | null): Value | Refused {
    if (node === null) return scalar(null, origin);
    if (yaml.isAlias(node)) return anchors.get(node.source) ?? refuse("an anchor is not defined before");
    const value = yaml.isScalar(node) ? readScalar(node) : yaml.isMap(node) ? readMap(node) : readList(node);
    if (!isRefused(value) && node.anchor !== undefined) anchors.set(node.anchor, value);
    return value;
  }

  function readScalar(node: Yaml.Scalar.Parsed): Value | Refused {
    const text = typeof node.value === "string" ? node.value : node.source;
    const isQuoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
    const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    return meaningOf(text, isQuoted && mayMeanMore.test(text) && node.tag !== `${prefix}binary` ? `${prefix}str` : node.tag, isQuoted || isBlock, origin);
  }

  function readList(node: Yaml.YAMLSeq.Parsed): Value | Refused {
    if (node.tag !== undefined && node.tag !== `${prefix}seq`) return refuse("a list cannot have this tag");
    const items: Value[] = [];
    for (const item of node.items) {
      const value = read(item);
      if (isRefused(value)) return value;
      items.push(value);
    }
    return { kind: "list", items, origin };
  }

  function readMap(node: Yaml.YAMLMap.Parsed): Value | Refused {
    if (node.tag !== undefined && node.tag !== `${prefix}map`) return refuse("a mapping cannot have this tag");
    const entries = new Map<string, Value>();
    for (const { key, value: item } of node.items) {
      const value = read(item);
      if (isRefused(value)) return value;
      if (yaml.isScalar(key) && key.tag === undefined && key.value === "<<") {
        const added = merged(value);
        if (isRefused(added)) return added;
        for (const [name, each] of added) entries.set(name, each);
        continue;
      }
      const name = yaml.isScalar(key) ? readScalar(key) : refuse("a key is no text");
      if (isRefused(name)) return name;
      const text = name.kind === "scalar" && name.value !== null ? String(name.value) : undefined;
      if (text === undefined) return refuse("a key is null");
      entries.set(text, value);
    }
    return { kind: "map", entries, origin };
  }

  return { read };
}

/** What `<<` brings in, a mapping or a list of them; the later one wins, and what stands behind it in the mapping as well. */
function merged(value: Value): ReadonlyMap<string, Value> | Refused {
  if (value.kind === "map") return value.entries;
  const maps = value.kind === "list" ? value.items : [];
  if (value.kind !== "list" || maps.some((each) => each.kind !== "map")) return refuse("only mappings can be merged");
  return new Map(maps.flatMap((each) => (each.kind === "map" ? [...each.entries] : [])));
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...["y", "yes", "true", "on"].flatMap((word) => spellings(word).map((each) => [each, true] as const)),
  ...["n", "no", "false", "off"].flatMap((word) => spellings(word).map((each) => [each, false] as const)),
]);

function spellings(word: string): readonly string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}

const nulls: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);
const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** Where a quoted text begins so, even a tag does not make it anything else. */
const mayMeanMore = /^(?:[-+.~0-9yYnNtTfFoO]|$)/;

/** What a scalar means by its text and tag; a quoted one is a text unless a tag says otherwise. */
function meaningOf(text: string, tag: string | undefined, isText: boolean, origin: Origin): Value | Refused {
  const kind = tag?.startsWith(prefix) === true ? tag.slice(prefix.length) : tag;
  const plain = (): Value => scalar(text.normalize("NFC"), origin);
  switch (kind) {
    case undefined:
      return isText ? plain() : untagged(text, origin) ?? plain();
    case "str":
    case "binary":
      return plain();
    case "null":
      return scalar(null, origin);
    case "bool": {
      const truth = truths.get(text);
      return truth === undefined ? refuse("a value is no boolean") : scalar(truth, origin);
    }
    case "int":
    case "float":
      return number(text.replaceAll("_", ""), origin) ?? refuse("a value is no number");
    case "timestamp":
      return timestamp(text, origin) ?? refuse("a value is no timestamp");
    default:
      return refuse("a tag has no meaning");
  }
}

function untagged(text: string, origin: Origin): Value | Refused | undefined {
  const truth = truths.get(text);
  if (truth !== undefined) return scalar(truth, origin);
  if (nulls.has(text)) return scalar(null, origin);
  if (/^\.nan$/i.test(text)) return refuse("NaN is no number");
  if (/^[-+]?\.inf$/i.test(text)) return scalar(text.startsWith("-") ? -Infinity : Infinity, origin);
  return timestamp(text, origin) ?? (integer.test(text) || float.test(text) ? number(text, origin) : undefined);
}

function number(text: string, origin: Origin): Value | undefined {
  if (/^0[xo]/.test(text)) return integer.test(text) ? converted(scalar(BigInt(text).toString(), origin), numberType, origin) : undefined;
  const value = converted(scalar(text, origin), numberType, origin);
  return value.kind === "scalar" ? value : undefined;
}

/** Dates and times become RFC 3339 text. */
function timestamp(text: string, origin: Origin): Value | undefined {
  const match = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt ]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(?:\.[0-9]+)?)(Z|[+-][0-9]{2}:[0-9]{2})?)?$/.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", zone] = match;
  if (match[4] !== undefined && text.includes(" ") !== (zone === undefined)) return undefined;
  const seconds = second.includes(".") ? second.padStart(second.length + 2 - second.indexOf("."), "0") : second.padStart(2, "0");
  const parsed = parseTimestamp(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${hour.padStart(2, "0")}:${minute.padStart(2, "0")}:${seconds}${zone ?? "Z"}`);
  return parsed && scalar(formatTimestamp(parsed), origin);
}
