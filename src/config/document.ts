import type { Document, Node, Pair, Scalar, YAMLMap } from "yaml";
import type { Place, Source } from "../model/source.ts";
import { schemaFaults } from "../rules/schema-faults.ts";
import { tooDeep } from "../rules/yaml-depth.ts";
import { ConfigError, faultAt, type ConfigFault } from "./fault.ts";

/** A key or index on the way to a value. */
export type Step = string | number;

/** A configuration file that its schema accepts. */
export interface ConfigDocument {
  readonly source: Source;
  readonly content: WrittenConfig;
  /** The place of a value, or of the key before it. */
  readonly at: (path: readonly Step[], on: "key" | "value") => Place;
}

/** `off`, `on`, or what differs from the rule's own words: the severity, and parameters by name. */
export type WrittenRule = "off" | "on" | Readonly<Record<string, string | number>>;
export type WrittenRules = Readonly<Record<string, WrittenRule>>;

export interface WrittenOverride {
  readonly paths?: readonly string[];
  readonly types?: readonly string[];
  readonly rules: WrittenRules;
}

export interface WrittenDefaults {
  readonly "http-tokens"?: string;
  readonly "http-put-response-hop-limit"?: number;
  readonly "http-endpoint"?: string;
  readonly "instance-metadata-tags"?: string;
  readonly "http-tokens-enforced"?: string;
}

/** The content of the file in the words of schema/config.schema.json. */
export interface WrittenConfig {
  readonly "fail-on"?: string;
  readonly ignore?: readonly string[];
  readonly rules?: WrittenRules;
  readonly overrides?: readonly WrittenOverride[];
  readonly "custom-rules"?: readonly string[];
  readonly "account-defaults"?: Readonly<Record<string, WrittenDefaults>>;
  readonly images?: Readonly<Record<string, "v2.0" | "none">>;
  readonly facts?: readonly (string | { readonly file: string; readonly region?: string })[];
}

/** Reads a configuration, YAML or JSON, and checks it against the schema. Throws `ConfigError` with every mistake. */
export async function readConfig(source: Source): Promise<ConfigDocument> {
  const [yaml, schema] = await Promise.all([import("yaml"), import("../../schema/config.schema.json", { with: { type: "json" } })]);
  const deep = await tooDeep(source.text);
  if (deep !== undefined) throw new ConfigError([faultAt({ source, span: { start: deep, end: deep } }, "this is nested too deep for a configuration")]);
  const document = yaml.parseDocument(source.text, { prettyErrors: false, uniqueKeys: true });
  const broken = document.errors.map((error) => faultAt({ source, span: { start: error.pos[0], end: error.pos[1] } }, error.message));
  if (broken.length > 0) throw new ConfigError(broken);
  const content = plainContent(document, source);
  const at = (path: readonly Step[], on: "key" | "value"): Place => ({ source, span: spanOf(document, path, on, yaml) });
  const faults = await checked(content, schema.default, at);
  if (faults.length > 0) throw new ConfigError(faults);
  return { source, content: content as WrittenConfig, at };
}

/** An empty file says nothing, which is allowed. Aliases that multiply are refused by the reader. */
function plainContent(document: Document, source: Source): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    throw new ConfigError([faultAt({ source, span: { start: 0, end: 0 } }, error instanceof Error ? error.message : String(error))]);
  }
}

async function checked(content: unknown, schema: object, at: ConfigDocument["at"]): Promise<readonly ConfigFault[]> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const accepts = new Ajv2020({ allErrors: true, verbose: true, strictTypes: false }).compile(schema);
  if (accepts(content)) return [];
  return schemaFaults(accepts.errors ?? []).map(({ message, spot }) => faultAt(at(spot.path, spot.on), message));
}

type Kinds = Pick<typeof import("yaml"), "isMap" | "isNode" | "isPair" | "isScalar">;

/** The span of a key or a value; of the nearest one around it where the document has none. */
function spanOf(document: Document, path: readonly Step[], on: "key" | "value", kinds: Kinds): Place["span"] {
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = on === "key" && kinds.isMap(parent) ? keyNode(parent, path.at(-1), kinds) : undefined;
  const node: unknown = key ?? (path.length === 0 ? document.contents : document.getIn(path, true));
  if (kinds.isNode(node) && node.range) return { start: node.range[0], end: path.length === 0 ? node.range[0] : node.range[1] };
  return path.length === 0 ? { start: 0, end: 0 } : spanOf(document, path.slice(0, -1), "value", kinds);
}

function keyNode(map: YAMLMap, name: Step | undefined, kinds: Kinds): Node | undefined {
  const isNamed = (key: unknown): key is Scalar => kinds.isScalar(key) && String(key.value) === String(name);
  return map.items.map((pair: Pair) => pair.key).find(isNamed);
}
