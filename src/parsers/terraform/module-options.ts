import { launchSettings, spelling, type Hop, type LaunchSettingName, type Scalar, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { CodeNode, Field } from "./node.ts";
import { isUnset } from "./references.ts";
import type { Flag, FlagOptions, ModuleOptions, ObjectOptions, Values } from "./registry-modules.ts";
import { nothingAt, undecidedOptions, withSettings, type Undecided, type Written } from "../../resource-types/node.ts";
import { toSetting } from "./settings.ts";
import { boolOf, trailOf, type Value } from "./value.ts";

type Named = Partial<Record<SettingName, Setting>>;

/** What one range of a module's versions makes of the arguments of a call. */
export interface FromModule extends Written {
  /** Keys of an object that the module does not read. */
  readonly unread: readonly { readonly key: string; readonly at: Place }[];
}

/** Reads the options from the arguments in `node`; `says` introduces what the module decides by itself ("version 5.0.0 of … "). */
export function moduleOptions(options: ModuleOptions, node: CodeNode, says: string): FromModule {
  switch (options.form) {
    case "none":
      return nothing(node.at);
    case "flags":
      return fromFlags(options, node, says);
    case "object":
      return fromObject(options, node, says);
  }
}

function nothing(at: Place): FromModule {
  return { ...nothingAt({ at }), unread: [] };
}

function decided(values: Values, at: Place, says: string): Named {
  const entries = Object.entries(values).map(([name, value]): [string, Setting] => {
    const hop: Hop = { at, note: `${says} sets ${spelling("terraform", name as SettingName)} to ${JSON.stringify(value)}` };
    return [name, { state: "known", value, at, trail: [hop] }];
  });
  return Object.fromEntries(entries);
}

function orAbsent(name: LaunchSettingName, standard: Scalar | null | undefined, at: Place, says: string): Setting {
  const chosen = standard === null || standard === undefined ? undefined : decided({ [name]: standard }, at, says)[name];
  return chosen ?? { state: "absent", at };
}

function fromFlags({ flags, fixed }: FlagOptions, node: CodeNode, says: string): FromModule {
  const settings = { ...decided(fixed ?? {}, node.at, says) };
  for (const name of launchSettings) {
    const flag = flags[name];
    if (flag !== undefined) settings[name] = fromFlag(name, flag, node, says);
  }
  return { block: { state: "present", at: node.at }, settings: withSettings(node.at, settings), unread: [] };
}

function fromFlag(name: LaunchSettingName, flag: Flag, node: CodeNode, says: string): Setting {
  const field = node.field(flag.argument);
  const standard = flag.yes === undefined || flag.no === undefined ? flag.default : flag.default === true ? flag.yes : flag.no;
  if (!field.written || isUnset(field.value)) return orAbsent(name, standard, node.at, says);
  const setting = toSetting(field.value, field.at);
  if (flag.yes === undefined || flag.no === undefined) return setting;
  const truth = field.value.kind === "scalar" ? boolOf(field.value.value) : undefined;
  if (truth !== undefined) return { state: "known", value: truth ? flag.yes : flag.no, at: field.at, trail: [...trailOf(field.value.origin), { at: field.at, note: `${flag.argument} is ${truth}` }] };
  const why = setting.state === "unknown" ? setting.why : `${flag.argument} is not a bool`;
  return { state: "unknown", why, oneOf: [flag.no, flag.yes], at: field.at, trail: trailOf(field.value.origin) };
}

function fromObject(options: ObjectOptions, node: CodeNode, says: string): FromModule {
  const field = node.field(options.argument);
  if (!field.written || (isUnset(field.value) && options.nullIsOmitted)) return omitted(options, node.at, says);
  if (isUnset(field.value)) return nothing(field.at);
  const { nodes, undecided } = node.nested(options.argument);
  const [object] = nodes;
  if (object === undefined) return undecided === undefined ? omitted(options, node.at, says) : unknownBlock(options, undecided);
  if (object.names().length === 0 && !options.emptyIsWritten) return nothing(object.at);
  const settings: Named = decided(options.fixed ?? {}, node.at, says);
  for (const name of launchSettings) {
    const key = options.keys[name];
    if (key !== undefined) settings[name] = fromKey(name, object.field(key), object, options, says);
  }
  const read = new Set<string>(Object.values(options.keys));
  const unread = options.holdsMore === true ? [] : object.names().filter((key) => !read.has(key)).map((key) => ({ key, at: object.field(key).at }));
  return { block: { state: "present", at: object.at }, settings: withSettings(object.at, settings), unread };
}

function omitted(options: ObjectOptions, at: Place, says: string): FromModule {
  if (options.omitted === undefined) return nothing(at);
  return { block: { state: "present", at }, settings: withSettings(at, decided({ ...options.omitted, ...options.fixed }, at, says)), unread: [] };
}

function fromKey(name: LaunchSettingName, { value, at, written }: Field, object: CodeNode, options: ObjectOptions, says: string): Setting {
  const isMissing = !written || (isUnset(value) && options.nullIsMissing);
  if (!isMissing) return toSetting(numeral(name, value), at);
  return orAbsent(name, options.missing[name], object.at, says);
}

/** A map of strings turns the number 1 into "1", and the provider turns it back. */
function numeral(name: LaunchSettingName, value: Value): Value {
  if (name !== "httpPutResponseHopLimit" || value.kind !== "scalar" || typeof value.value !== "string" || !/^\d+$/.test(value.value)) return value;
  return { ...value, value: Number(value.value) };
}

function unknownBlock(options: ObjectOptions, undecided: Undecided): FromModule {
  const names = launchSettings.filter((name) => options.keys[name] !== undefined);
  return { ...undecidedOptions(names, undecided), unread: [] };
}
