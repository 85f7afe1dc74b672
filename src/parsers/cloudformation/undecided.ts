import type { ImageUse, Link, Scenario } from "../../model/resource.ts";
import { launchSettings, settingNames, type LaunchSettingName, type Scalar, type Setting, type SettingName } from "../../model/setting.ts";
import type { Way } from "../../resource-types/resource-type.ts";
import type { Context } from "./context.ts";
import { explore, type Exploration } from "./explore.ts";
import { commonExtras, extrasIn } from "./extras.ts";
import { imagesOf } from "./image-worlds.ts";
import { mergedImage } from "./images.ts";
import { linkKey } from "./links.ts";
import type { Focus } from "./node.ts";
import type { TemplateResource } from "./template.ts";
import { unknown } from "./value.ts";
import { World } from "./world.ts";
import { decidedBy, inWorld, namesOf, waysIn, type Launching, type Worlds } from "./worlds.ts";

/** Several answers of which nobody can say when each holds, or one. */
interface Answers<T> {
  readonly answers: readonly T[];
  readonly why: string;
  /** Whether the question was asked without deciding anything: what is known then is so everywhere, and nothing follows from what is not. */
  readonly isCut?: true;
}

/**
 * One scenario for a resource with too many: each part by itself, with the values that it may have in any of its ways to launch. A part that
 * hangs on too much by itself is looked at without deciding anything.
 */
export function undecided(launching: Launching, worlds: Worlds, whole: Exploration<unknown>): Scenario {
  const { resource } = launching;
  const looked: Looked = { launching, worlds, whole };
  const ask = <T>(on: Focus, part: (way: Way, context: Context) => T): Answers<T> => answersTo(looked, (context, blurred) => waysIn(launching, context, { on, blurred }).map((way) => part(way, context)));
  const oneOf = (name: SettingName): Setting => oneSetting(ask({ links: false, ...(isLaunchSetting(name) ? { setting: name } : {}) }, ({ settings }) => settings[name]), resource);
  const settings = Object.fromEntries(settingNames.map((name): [SettingName, Setting] => [name, oneOf(name)])) as Record<SettingName, Setting>;
  const block = oneBlock(ask({ links: false }, (way) => way.block), resource);
  const links = oneList(ask({ links: true }, (way) => way.links), resource);
  const image = oneImage(ask({ links: false }, ({ image }) => image), launching, worlds);
  const extras = answersTo(looked, (context) => [extrasIn(launching, context)]);
  return { when: [], block, settings, links, image, ...commonExtras(extras.answers) };
}

function isLaunchSetting(name: SettingName): name is LaunchSettingName {
  return (launchSettings as readonly SettingName[]).includes(name);
}

/** Each part gets fewer worlds than the whole had: there are several parts. */
const mostWorldsOfPart = 1024;

interface Looked {
  readonly launching: Launching;
  readonly worlds: Worlds;
  readonly whole: Exploration<unknown>;
}

/** The answers to a question that gets the world, and one in which nothing is decided for what it is not about. */
function answersTo<T>({ launching, worlds, whole }: Looked, ask: (context: Context, blurred: Context) => readonly T[]): Answers<T> {
  const { template, inputs, budget, reserve } = worlds;
  const closed = (excuse: string): Context => ({ template, world: World.closed(inputs, reserve, new Map(), excuse), asked: "property" });
  const blurred = closed("");
  const question = (context: Context): readonly T[] => ask(context, blurred);
  const found = explore(inputs, budget, (world) => inWorld(world, launching.resource, template, question), mostWorldsOfPart);
  const answers = (found.leaves ?? []).flatMap(({ outcome = [] }) => outcome);
  if (answers.length > 0) return { answers, why: decidedBy(found) };
  const words = namesOf(found).words || namesOf(whole).words;
  const excuse = `there are too many combinations${words === "" ? "" : ` of ${words}`} to tell them apart`;
  return { answers: question(closed(`; ${excuse}`)), why: `it is not worked out; ${excuse}`, isCut: true };
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

/** Marked images are whatever they may be in their own worlds; what is not even marked without deciding anything, may be any. */
function oneImage({ answers, why, isCut }: Answers<ImageUse>, launching: Launching, worlds: Worlds): ImageUse {
  const { images, resource } = launching;
  const { leaves } = imagesOf(launching, worlds);
  const isOpen = isCut === true && answers.some((image) => images.indexOf(image) === undefined && (image.state === "unknown" || image.state === "absent"));
  if (isOpen) return { state: "undecided", images: undefined, why, at: resource.at, trail: [] };
  const possible = answers.flatMap((image): readonly ImageUse[] => {
    const index = images.indexOf(image);
    return index === undefined ? [image] : leaves.flatMap(({ outcome }) => outcome[index] ?? []);
  });
  return mergedImage(possible, why);
}
