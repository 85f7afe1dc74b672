import type { ImageUse, Link, Scenario } from "../../model/resource.ts";
import { settingNames, type Scalar, type Setting, type SettingName } from "../../model/setting.ts";
import type { Context } from "./context.ts";
import { explore } from "./explore.ts";
import { mergedImage } from "./images.ts";
import { linkKey } from "./links.ts";
import type { TemplateResource } from "./template.ts";
import { unknown } from "./value.ts";
import { World } from "./world.ts";
import { decidedBy, inWorld, namesOf, type Questions, type Worlds } from "./worlds.ts";

/** Several answers of which nobody can say when each holds, or one. */
interface Answers<T> {
  readonly answers: readonly T[];
  readonly why: string;
}

/**
 * One scenario for a resource with too many: each part by itself, with the values that it may have. A part that hangs on too much
 * by itself is looked at without deciding anything.
 */
export function undecided(resource: TemplateResource, questions: Questions, worlds: Worlds): Scenario {
  const ask = <T>(question: (context: Context) => T): Answers<T> => answersTo(question, resource, worlds);
  const settings = Object.fromEntries(settingNames.map((name): [SettingName, Setting] => [name, oneSetting(ask((context) => questions.setting(context, name)), resource)])) as Record<SettingName, Setting>;
  const image = ask(questions.image);
  return { when: [], block: oneBlock(ask(questions.block), resource), settings, links: oneList(ask(questions.links), resource), image: oneImage(image, resource) };
}

function answersTo<T>(question: (context: Context) => T, resource: TemplateResource, worlds: Worlds): Answers<T> {
  const { template, inputs, budget, reserve } = worlds;
  const found = explore(inputs, budget, (world) => inWorld(world, resource, template, (context) => ({ answer: question(context) })));
  const answers = (found.leaves ?? []).flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome.answer]));
  if (answers.length > 0) return { answers, why: decidedBy(found) };
  const { words } = namesOf(found);
  const excuse = words === "" ? "" : `; there are too many combinations of ${words} to tell them apart`;
  return { answers: [question({ template, world: World.closed(inputs, reserve, new Map(), excuse), asked: "property" })], why: "" };
}

function oneSetting({ answers, why }: Answers<Setting>, { at }: TemplateResource): Setting {
  const [first, ...others] = answers;
  if (first === undefined) return { state: "absent", at };
  if (others.every((other) => isSame(first, other))) return first;
  const listed = answers.map(valuesOf);
  const { oneOf } = unknown(why, at, [], listed.includes(undefined) ? undefined : listed.flatMap((values) => values ?? []));
  const written = answers.find((answer) => answer.state !== "absent") ?? first;
  return { state: "unknown", why, at: written.at, trail: [], ...(oneOf === undefined ? {} : { oneOf }) };
}

function isSame(a: Setting, b: Setting): boolean {
  if (a.state === "known") return b.state === "known" && a.value === b.value;
  return a.state === b.state && (a.state !== "unknown" || b.state !== "unknown" || a.why === b.why);
}

function valuesOf(setting: Setting): readonly Scalar[] | undefined {
  if (setting.state === "known") return [setting.value];
  return setting.state === "unknown" ? setting.oneOf : undefined;
}

function oneBlock({ answers, why }: Answers<Scenario["block"]>, { at }: TemplateResource): Scenario["block"] {
  const [first, ...others] = answers;
  if (first === undefined) return { state: "absent", at };
  return others.every((other) => other.state === first.state) ? first : { state: "unknown", why, at, trail: [] };
}

/** Every link that there may be; where there may be none, that is one of them. */
function oneList({ answers, why }: Answers<readonly Link[]>, { at }: TemplateResource): readonly Link[] {
  const all = [...new Map(answers.flat().map((link) => [linkKey(link), link])).values()];
  const open = answers.some((links) => links.length === 0) && all.length > 0;
  return open ? [{ to: "launch-template", target: { state: "unknown", why, at, trail: [] }, version: { state: "absent", at } }] : all;
}

function oneImage({ answers, why }: Answers<ImageUse>, { at }: TemplateResource): ImageUse {
  const states = new Set(answers.map(({ state }) => state));
  const isPlain = states.size === 1 && !states.has("described");
  return isPlain || answers.length === 1 ? mergedImage(answers, why) : { state: "unknown", why, at, trail: [] };
}
