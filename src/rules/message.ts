import type { EffectiveScenario } from "../model/effective.ts";
import type { Resource } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import { derivedTexts, settingNames, spelling, type SettingName } from "../model/setting.ts";
import { holds, type Parameters } from "./condition.ts";
import { layerWords, settingWords } from "./words.ts";

/** What a text is filled from. */
export interface View {
  readonly resource: Resource;
  readonly scenario: EffectiveScenario;
  readonly parameters: Parameters;
  /** Addresses of the launch templates through which the resource launches. */
  readonly through?: readonly string[];
}

/** A brace around one dotted word; any other brace (`{ http_tokens = "required" }`) is text. */
const placeholder = /\{([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)?)\}/g;

/** The text of the first message whose condition is true, filled. */
export function messageOf(rule: Rule, view: View): string {
  const chosen = rule.message.find(
    ({ kinds, when }) =>
      (kinds === undefined || kinds.includes(view.resource.kind)) && (when === undefined || holds(when, view.scenario, view.parameters) === true),
  );
  return chosen === undefined ? rule.title : fill(chosen.text, view, namedFully(view.resource));
}

/** The address, and beside it what the people who wrote the resource call it. */
function namedFully({ address, construct }: Resource): string {
  return construct === undefined ? address : `${address} (${construct})`;
}

/** What to do, in the words of the resource's type or format. */
export function fixOf(rule: Rule, view: View): string {
  const { type, format } = view.resource;
  const own = rule.fixByType !== undefined && Object.hasOwn(rule.fixByType, type) ? rule.fixByType[type] : undefined;
  return fill(own ?? rule.fix[format] ?? Object.values(rule.fix)[0] ?? "", view);
}

/** Replaces the placeholders in one pass, so that values which look like placeholders stay as they are. */
export function fill(text: string, view: View, address = view.resource.address): string {
  return text.replace(placeholder, (whole, name: string) => (name === "address" ? address : resolve(name, view)) ?? whole).trim();
}

function resolve(name: string, view: View): string | undefined {
  if (name === "type") return view.resource.type;
  if (name === "template") return templateIn(view);
  const [head = "", part] = name.split(".");
  if (head === "param") return part === undefined || !Object.hasOwn(view.parameters, part) ? undefined : String(view.parameters[part]);
  return isSetting(head) ? settingPart(head, part, view) : undefined;
}

/** The launch template of which the version is told: the one that the story of it names, where there are several. */
function templateIn({ scenario: { settings }, through = [] }: View): string {
  const { staleVersion } = settings;
  const words = (staleVersion.state === "known" ? String(staleVersion.value) : staleVersion.state === "unknown" ? staleVersion.why : "").split(/[\s,]+/);
  return through.find((address) => words.includes(address)) ?? through[0] ?? "TEMPLATE";
}

function settingPart(name: SettingName, part: string | undefined, { resource, scenario }: View): string | undefined {
  const setting = scenario.settings[name];
  switch (part) {
    case undefined:
      return isText(name) && setting.state === "known" ? String(setting.value) : settingWords(setting);
    case "name":
      return spelling(resource.format, name, resource.type);
    case "why":
      return setting.state === "unknown" ? setting.why : `it is ${settingWords(setting)}`;
    case "layer":
      return layerWords(setting.layer);
    default:
      return undefined;
  }
}

/** Derived texts quote what comes from scanned files themselves. */
function isText(name: SettingName): boolean {
  return (derivedTexts as readonly string[]).includes(name);
}

function isSetting(name: string): name is SettingName {
  return (settingNames as readonly string[]).includes(name);
}

const settingParts = ["", ".name", ".why", ".layer"];

/** Every placeholder that a text of a rule with these parameters may hold. */
export function knownPlaceholders(parameters: readonly string[]): readonly string[] {
  const settings = settingNames.flatMap((name) => settingParts.map((part) => name + part));
  return ["address", "type", "template", ...settings, ...parameters.map((name) => `param.${name}`)];
}

/** The placeholders in a text, in order. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? "");
}
