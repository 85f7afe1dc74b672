import { nearest } from "../model/nearest.ts";
import type { Resource, Scenario, StrayOption } from "../model/resource.ts";
import { settingNames, spelling, type Scalar, type Setting, type SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { valueWords } from "../model/value-words.ts";
import { accepts, domainOf, domainWords, type Domain } from "./domains.ts";

/** One mistake: `doubt` when it hangs on which of several possible values it will be. */
interface Mistake {
  readonly at: Place;
  readonly words: string;
  readonly trail: Extract<Setting, { state: "known" }>["trail"];
  readonly doubt: boolean;
}

/**
 * The derived setting `invalidOptions`: values that AWS or the provider rejects, and keys that are no options, at the first of them. Of a
 * value that is not known nothing is said, unless its possible values are.
 */
export function invalidOptions(resource: Resource, scenario: Scenario): Setting {
  const values = settingNames.flatMap((name) => mistakenValue(resource, name, scenario.settings[name]));
  const keys = (scenario.strayOptions ?? []).map(strayOption);
  const mistakes = [...values, ...keys].sort((a, b) => a.at.span.start - b.at.span.start);
  const certain = mistakes.filter(({ doubt }) => !doubt);
  const shown = certain.length > 0 ? certain : mistakes;
  const [first] = shown;
  if (first === undefined) return { state: "absent", at: scenario.block.at };
  const words = shown.map((mistake) => mistake.words).join("; ");
  return first.doubt ? { state: "unknown", why: words, at: first.at, trail: first.trail } : { state: "known", value: words, at: first.at, trail: first.trail };
}

function mistakenValue(resource: Resource, name: SettingName, setting: Setting): readonly Mistake[] {
  const domain = domainOf(resource, name);
  if (domain === undefined || setting.state === "absent") return [];
  const candidates = setting.state === "known" ? [setting.value] : (setting.oneOf ?? []);
  const wrong = candidates.filter((value) => !accepts(domain, value) && !isMeaning(resource, name, value));
  if (wrong.length === 0) return [];
  const doubt = wrong.length < candidates.length;
  const spelled = spelling(resource.format, name, resource.type);
  const words = `${spelled} ${doubt ? "may be" : "is"} ${wrong.map(valueWords).join(" or ")} (${advice(domain, wrong)})`;
  return [{ at: setting.at, words, trail: setting.trail, doubt }];
}

/** A service's switch that is understood has become what it means. */
function isMeaning({ kind }: Resource, name: SettingName, value: Scalar): boolean {
  if (kind !== "service") return false;
  return name === "instanceMetadataTags" ? value === "enabled" || value === "disabled" : value === "optional" || value === "required";
}

/** The word that is meant; single digits resemble each other too much to say. */
function advice(domain: Domain, wrong: readonly Scalar[]): string {
  const [value, another] = wrong;
  const meant = domain.form === "words" && domain.words.every(({ length }) => length > 1) && typeof value === "string" && another === undefined ? nearest(value.replaceAll("_", "-"), domain.words) : undefined;
  return meant === undefined ? domainWords(domain) : `did you mean ${JSON.stringify(meant)}?`;
}

function strayOption({ key, at, known, unreadBy }: StrayOption): Mistake {
  const meant = nearest(key, known);
  const hint = meant === undefined ? "" : ` (did you mean ${JSON.stringify(meant)}?)`;
  const words = unreadBy === undefined ? `${valueWords(key)} is no option here${hint}` : `${unreadBy} does not read ${valueWords(key)}${hint}`;
  return { at, words, trail: [], doubt: false };
}
