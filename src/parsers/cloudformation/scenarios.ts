import type { ImageUse, Presence, Scenario } from "../../model/resource.ts";
import { settingNames, type Hop, type Setting, type SettingName } from "../../model/setting.ts";
import type { Way } from "../../resource-types/resource-type.ts";
import { conditionHolds } from "./conditions.ts";
import type { Context } from "./context.ts";
import { explore, type Leaf } from "./explore.ts";
import { commonExtras, extrasClass, extrasIn, type Extras } from "./extras.ts";
import { imagesOf, type Explored } from "./image-worlds.ts";
import { imageClass, mergedImage } from "./images.ts";
import { assumptionOf, type Input } from "./inputs.ts";
import { evaluate } from "./intrinsics.ts";
import { linkKey } from "./links.ts";
import type { Images } from "./node.ts";
import { divide, type Answer, type Branch, type Test } from "./tree.ts";
import { undecided } from "./undecided.ts";
import { World } from "./world.ts";
import { decidedBy, inWorld, waysIn, type Launching, type Worlds } from "./worlds.ts";

/** More scenarios than these say nothing that a person could read. */
const mostScenarios = 32;

/** The ways in which a resource launches, and where that tells worlds apart, what its marked images are, and the class of what stands beside the options. */
interface Outcome {
  readonly ways: readonly Way[];
  readonly images?: readonly ImageUse[];
  readonly extras?: string;
}

/** The parts of a scenario that are explored by themselves. */
interface Parts {
  readonly images: Explored<readonly ImageUse[]>;
  readonly extras: Explored<Extras>;
}

/** What is known of one resource: nothing when it exists in no world. */
export interface Launches {
  readonly scenarios: readonly Scenario[];
  readonly remarks: NonNullable<Way["remarks"]>;
}

/**
 * The scenarios of one resource: all worlds of the template in which it exists, those with the same outcome together. None when
 * it exists in no world. Past the limits there is one, in which everything that hangs on too much is unknown.
 */
export function scenariosOf(launching: Launching, worlds: Worlds): Launches {
  const { template, inputs, budget } = worlds;
  const main = explore(inputs, budget, (world) => inWorld(world, launching.resource, template, (context): Outcome => ({ ways: waysIn(launching, context) })));
  if (main.leaves === undefined) return { scenarios: [undecided(launching, worlds, main)], remarks: [] };
  const existing = main.leaves.flatMap(({ chosen, outcome }) => (outcome === undefined ? [] : [{ chosen, outcome }]));
  const remarks = remarksOf(existing.flatMap(({ outcome }) => outcome.ways));
  const parts: Parts = { images: imagesOf(launching, worlds), extras: byItself((context) => extrasIn(launching, context), worlds) };
  const leaves = crossed(existing, parts.images.leaves, (images) => images.map(imageClass).join("\n"), (images) => ({ images }), asksItsImage);
  const conditions = new Set([...main.conditions, ...parts.images.conditions, ...parts.extras.conditions]);
  // What stands beside the options is told apart as long as the options still are, and so are images.
  const full = leaves && crossed(leaves, parts.extras.leaves, extrasClass, (extras) => ({ extras: extrasClass(extras) }));
  for (const candidate of [full, leaves, existing]) {
    const branches = candidate === undefined ? undefined : divided(candidate, conditions, launching.images, worlds);
    if (candidate !== undefined && branches !== undefined) return { scenarios: branches.flatMap((branch) => branchScenarios(branch, candidate, parts, launching.images)), remarks };
  }
  return { scenarios: [undecided(launching, worlds, main)], remarks };
}

function remarksOf(ways: readonly Way[]): Launches["remarks"] {
  return [...new Map(ways.flatMap(({ remarks = [] }) => remarks).map((remark) => [hopKey(remark), remark])).values()];
}

/** What stands beside the options is told apart in so many worlds. */
const mostOwnWorlds = 64;

/** A part in its own worlds; past the limit the one that it is as far as can be told without deciding anything. */
function byItself<T>(question: (context: Context) => T, { template, inputs, budget, reserve }: Worlds): Explored<T> {
  const found = explore(inputs, budget, (world) => question({ template, world, asked: "property" }), mostOwnWorlds);
  if (found.leaves !== undefined) return { ...found, leaves: found.leaves };
  const world = World.closed(inputs, reserve, new Map(), "");
  return { leaves: [{ chosen: new Map(), outcome: question({ template, world, asked: "property" }) }], conditions: new Set(), inputs: new Set() };
}

/** Over so many combinations with the worlds of a part, they are not told apart. */
const mostPairs = 65_536;

/** Whether an image that requires tokens would make a difference, or be overruled. */
function asksItsImage({ ways }: Outcome): boolean {
  return ways.some(({ settings: { httpTokens, httpPutResponseHopLimit } }) => httpTokens.state !== "known" || httpTokens.value !== "required" || httpPutResponseHopLimit.state === "absent");
}

/** Where a part differs in class, each leaf to which it matters once with each class of the part that goes with it. */
function crossed<T>(leaves: readonly Leaf<Outcome>[], parts: readonly Leaf<T>[], classOf: (part: T) => string, told: (part: T) => Partial<Outcome>, matters: (outcome: Outcome) => boolean = () => true): readonly Leaf<Outcome>[] | undefined {
  const classes = new Set(parts.map(({ outcome }) => classOf(outcome)));
  if (classes.size < 2) return leaves;
  if (leaves.length * parts.length > mostPairs) return undefined;
  const found = leaves.flatMap((leaf) =>
    !matters(leaf.outcome) ? [leaf] : parts.filter((part) => agree(leaf.chosen, part.chosen)).map((part) => ({ chosen: new Map([...leaf.chosen, ...part.chosen]), outcome: { ...leaf.outcome, ...told(part.outcome) } })),
  );
  // That the part cannot be deployed in any of these worlds does not make the resource vanish.
  return found.length === 0 && leaves.length > 0 ? undefined : found;
}

/** Whether two choices can be one world. */
function agree(a: ReadonlyMap<Input, number>, b: ReadonlyMap<Input, number>): boolean {
  for (const [input, index] of a) {
    if ((b.get(input) ?? index) !== index) return false;
  }
  return true;
}

/** More conditions, or values of inputs, than these are not tried as the reason of a difference. */
const mostTests = 256;

function divided(leaves: readonly Leaf<Outcome>[], conditions: ReadonlySet<string>, marks: Images, worlds: Worlds): readonly Branch[] | undefined {
  const numbers = new Map<string, number>();
  const outcomes = leaves.map(({ outcome }) => {
    const key = outcomeKey(outcome, marks);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  if (numbers.size > mostScenarios) return undefined;
  if (numbers.size < 2) return leaves.length === 0 ? [] : [{ leaves: leaves.map((_, index) => index), path: [] }];
  return divide(outcomes, [...conditionTests(leaves, conditions, worlds), ...valueTests(leaves)].slice(0, mostTests), mostScenarios);
}

function conditionTests(leaves: readonly Leaf<Outcome>[], conditions: ReadonlySet<string>, { template, inputs, budget }: Worlds): readonly Test[] {
  const contexts = leaves.map(({ chosen }): Context => ({ template, world: World.closed(inputs, budget, chosen, ""), asked: "property" }));
  return [...conditions].slice(0, mostTests / 2).map((name) => {
    const at = template.conditions.get(name)?.at;
    return {
      answers: contexts.map((context) => {
        const truth = conditionHolds(name, context, evaluate);
        return typeof truth === "boolean" ? truth : undefined;
      }),
      assumption: (holds) => ({ condition: name, holds, ...(at === undefined ? {} : { at }) }),
    };
  });
}

function valueTests(leaves: readonly Leaf<Outcome>[]): readonly Test[] {
  const inputs = new Set(leaves.flatMap(({ chosen }) => [...chosen.keys()]));
  return [...inputs].flatMap((input) => {
    const indices = input.comparison ? [0] : input.values.flatMap(({ value }, index) => (value === undefined ? [] : [index]));
    return indices.map((index): Test => ({
      answers: leaves.map(({ chosen }) => {
        const own = chosen.get(input);
        return own === undefined ? undefined : own === index;
      }),
      assumption: (holds) => assumptionOf(input, index, holds),
    }));
  });
}

/** The scenarios of one branch: all ways to launch that its leaves have in common. */
function branchScenarios({ leaves: members, path }: Branch, leaves: readonly Leaf<Outcome>[], { images, extras }: Parts, marks: Images): readonly Scenario[] {
  const own = members.flatMap((index) => leaves[index] ?? []);
  const [first] = own;
  if (first === undefined) return [];
  const when = assumptions(path, own);
  const inputs = commonInputs(own);
  const beside = commonExtras(fitting(own, extras));
  return first.outcome.ways.map(({ when: chosen = [], block, settings, links }, index): Scenario => {
    const ways = own.flatMap(({ outcome }) => outcome.ways[index] ?? []);
    const image = mergedImage(fittingImages(index, own, images, marks), decidedBy(images));
    return { when: [...when, ...chosen], inputs, block, settings: withCommonTrails(settings, ways), links, image, ...beside };
  });
}

/** Of several ways to one value only what all have in common is told: a condition that makes no difference is no part of the story. */
function withCommonTrails(settings: Way["settings"], alike: readonly Way[]): Way["settings"] {
  if (alike.length === 1) return settings;
  const common = (name: SettingName, setting: Setting): Setting => {
    if (setting.state === "absent" || setting.trail.length === 0) return setting;
    const ways = alike.map((way) => new Set(trailIn(way.settings[name]).map(hopKey)));
    return { ...setting, trail: setting.trail.filter((hop) => ways.every((way) => way.has(hopKey(hop)))) };
  };
  return Object.fromEntries(settingNames.map((name) => [name, common(name, settings[name])])) as Record<SettingName, Setting>;
}

function trailIn(setting: Setting): readonly Hop[] {
  return setting.state === "absent" ? [] : setting.trail;
}

function hopKey({ at, note }: Hop): string {
  return `${at.source.path} ${at.span.start} ${note}`;
}

/** What a part is in the worlds of these leaves. */
function fitting<T>(own: readonly Leaf<Outcome>[], { leaves }: Explored<T>): readonly T[] {
  const all = own.length * leaves.length > mostPairs;
  return leaves.filter((part) => all || own.some((leaf) => agree(leaf.chosen, part.chosen))).map(({ outcome }) => outcome);
}

/** What the image of one way may be. */
function fittingImages(way: number, own: readonly Leaf<Outcome>[], { leaves }: Explored<readonly ImageUse[]>, marks: Images): readonly ImageUse[] {
  const all = own.length * leaves.length > mostPairs;
  return own.flatMap(({ chosen, outcome: { ways, images } }) => {
    const image = ways[way]?.image ?? { state: "absent" };
    const index = marks.indexOf(image);
    if (index === undefined) return [image];
    if (images !== undefined) return images[index] ?? [];
    const fitting = leaves.filter((found) => all || agree(chosen, found.chosen));
    // Where none can be deployed together with the rest, nothing is told apart.
    return (fitting.length > 0 ? fitting : leaves).flatMap(({ outcome }) => outcome[index] ?? []);
  });
}

/** The answers of a path in words: where one value is left of an input, it is named instead of those that it is not. */
function assumptions(path: readonly Answer[], own: readonly Leaf<Outcome>[]): Scenario["when"] {
  const said = path.map(({ test, holds }) => test.assumption(holds));
  const positive = new Map<string, Scenario["when"][number]>();
  for (const [subject, [input, index]] of settled(own)) positive.set(subject, assumptionOf(input, index, true));
  const words = said.map((assumption) => (assumption.subject === undefined ? assumption : (positive.get(assumption.subject) ?? assumption)));
  return [...new Map(words.map((assumption) => [`${assumption.condition} ${assumption.holds}`, assumption])).values()];
}

/** The inputs that have one named value in all of these leaves. */
function settled(own: readonly Leaf<Outcome>[]): ReadonlyMap<string, readonly [Input, number]> {
  const found = new Map<string, readonly [Input, number]>();
  for (const [input, index] of own[0]?.chosen ?? []) {
    if (!input.comparison && input.values[index]?.value !== undefined && own.every((leaf) => leaf.chosen.get(input) === index)) found.set(input.subject, [input, index]);
  }
  return found;
}

function commonInputs(own: readonly Leaf<Outcome>[]): ReadonlyMap<string, ReadonlySet<string>> {
  const common = new Map<string, ReadonlySet<string>>();
  for (const input of own[0]?.chosen.keys() ?? []) {
    const texts = own.map(({ chosen }) => textOf(input, chosen.get(input)));
    const known = texts.filter((text) => text !== undefined);
    if (known.length === texts.length) common.set(input.subject, new Set(known));
  }
  return common;
}

function textOf(input: Input, index: number | undefined): string | undefined {
  if (index === undefined) return undefined;
  const value = input.values[index]?.value;
  return value === undefined ? "any other value" : `= ${value}`;
}

function outcomeKey({ ways, images, extras = "" }: Outcome, marks: Images): string {
  return JSON.stringify([ways.map((way) => wayKey(way, images, marks)), extras]);
}

function wayKey({ when = [], block, settings, links, image }: Way, images: Outcome["images"], marks: Images): readonly unknown[] {
  const index = marks.indexOf(image);
  const known = index === undefined ? image : images?.[index];
  const chosen = when.map(({ condition, holds }) => [condition, holds]);
  return [chosen, presenceKey(block), Object.values(settings).map(settingKey), links.map(linkKey), known === undefined ? "" : imageClass(known)];
}

function presenceKey(block: Presence): string {
  return block.state === "unknown" ? `unknown ${block.why}` : block.state;
}

function settingKey(setting: Setting): readonly unknown[] {
  switch (setting.state) {
    case "known":
      return [setting.value];
    case "absent":
      return [];
    case "unknown":
      return ["unknown", setting.why, setting.oneOf];
  }
}
