import type { Hop, Scalar, Setting } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { attribute } from "./module.ts";
import { nodeOf, nothingAt, type Way } from "./resource-type.ts";
import { valueNodes, type Nodes } from "./node.ts";
import type { Reading } from "./references.ts";
import { toSetting, withSettings } from "./settings.ts";
import { readSwitch } from "./switches.ts";
import { trailOf } from "./value.ts";

const section = "InstanceMetadataServiceConfiguration";
const version = "MinimumInstanceMetadataServiceVersion";
const hopLimit = "HttpPutResponseHopLimit";
const meanings = { "1": "optional", "2": "required" } as const;

/**
 * A security configuration is one JSON document, written with `jsonencode` or as text. Without the section both versions answer.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html#emr-create-security-configuration-imdsv2
 */
export function emrWays(reading: Reading): readonly Way[] {
  const node = nodeOf(reading);
  const written = attribute(reading.declared.block, "configuration");
  const nothing = { links: [], image: { state: "absent" } } as const;
  if (written === undefined) return [{ ...nothingAt(node), ...nothing }];
  const at: Place = { source: reading.scope.source, span: written.span };
  const expression = written.value;
  const [argument] = expression.kind === "call" && expression.name === "jsonencode" ? expression.args : [];
  if (argument !== undefined) {
    const document = valueNodes(reading.evaluate(argument, reading.scope), at, reading.scope.source, argument);
    return [{ ...nothingAt(node), settings: ofDocument(document, at), ...nothing }];
  }
  const value = reading.evaluate(expression, reading.scope);
  const text = toSetting(value, at);
  const settings = text.state === "known" ? ofText(String(text.value), at, trailOf(value.origin)) : text.state === "unknown" ? doubt(text.why, at) : withSettings(at, {});
  return [{ ...nothingAt(node), settings, ...nothing }];
}

function doubt(why: string, at: Place): Way["settings"] {
  const unknown: Setting = { state: "unknown", why, at, trail: [] };
  return withSettings(at, { httpTokens: unknown, httpPutResponseHopLimit: unknown });
}

function ofDocument({ nodes, undecided }: Nodes, at: Place): Way["settings"] {
  const [document] = nodes;
  const inner = document?.nested(section);
  const why = undecided?.why ?? inner?.undecided?.why;
  if (why !== undefined) return doubt(why, at);
  const [options] = inner?.nodes ?? [];
  if (options === undefined) return withSettings(at, {});
  const field = (name: string): Setting => toSetting(options.field(name).value, options.field(name).at);
  return withSettings(options.at, { httpTokens: readSwitch(field(version), version, meanings), httpPutResponseHopLimit: field(hopLimit) });
}

/** A text has no places inside: its settings are shown at the argument. */
function ofText(text: string, at: Place, trail: readonly Hop[]): Way["settings"] {
  const document = parsed(text);
  if (!isRecord(document)) return doubt("the configuration is not a JSON object", at);
  const options = member(document, section);
  if (!isRecord(options)) return withSettings(at, {});
  const setting = (name: string): Setting => {
    const value = member(options, name);
    return isScalar(value) ? { state: "known", value, at, trail } : { state: "absent", at };
  };
  return withSettings(at, { httpTokens: readSwitch(setting(version), version, meanings), httpPutResponseHopLimit: setting(hopLimit) });
}

/** Undefined for what is no JSON: the caller says so. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
