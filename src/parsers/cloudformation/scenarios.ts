import type { ImageUse, Presence, Scenario } from "../../model/resource.ts";
import { settingNames, type Hop, type Setting, type SettingName } from "../../model/setting.ts";
import { conditionHolds } from "./conditions.ts";
import type { Context } from "./context.ts";
import { explore, type Exploration, type Leaf } from "./explore.ts";
import { imageClass, mergedImage } from "./images.ts";
import { assumptionOf, type Input } from "./inputs.ts";
import { evaluate } from "./intrinsics.ts";
import { linkKey } from "./links.ts";
import type { TemplateResource } from "./template.ts";
import { divide, type Answer, type Branch, type Test } from "./tree.ts";
import { undecided } from "./undecided.ts";
import { World } from "./world.ts";
import { decidedBy, inWorld, type Questions, type Worlds } from "./worlds.ts";

/** More scenarios than these say nothing that a person could read. */
const mostScenarios = 32;

type Outcome = Omit<Scenario, "when" | "inputs" | "image"> & { readonly image?: ImageUse };

/**
 * The scenarios of one resource: all worlds of the template in which it exists, those with the same outcome together. None when
 * it exists in no world. Past the limits there is one, in which everything that hangs on too much is unknown.
 */
export function scenariosOf(resource: TemplateResource, questions: Questions, worlds: Worlds): readonly Scenario[] {
  const { template, inputs, budget } = worlds;
  const main = explore(inputs, budget, (world) => inWorld(world, resource, template, (context) => outcomeIn(context, questions)));
  if (main.leaves === undefined) return [undecided(resource, questions, worlds)];
  const images = imagesOf(questions, worlds);
  const existing = main.leaves.flatMap(({ chosen, outcome }) => (outcome === undefined ? [] : [{ chosen, outcome }]));
  const leaves = withImages(existing, images.leaves);
  const conditions = new Set([...main.conditions, ...images.conditions]);
  const branches = leaves === undefined ? undefined : divided(leaves, conditions, worlds);
  if (leaves === undefined || branches === undefined) return [undecided(resource, questions, worlds)];
  return branches.flatMap((branch) => scenarioOf(branch, leaves, images));
}

function outcomeIn(context: Context, questions: Questions): Outcome {
  const settings = Object.fromEntries(settingNames.map((name): [SettingName, Setting] => [name, questions.setting(context, name)])) as Record<SettingName, Setting>;
  return { block: questions.block(context), settings, links: questions.links(context) };
}

/** Mappings of images by Region and instance type have hundreds of combinations, and nearly always ids of which nothing is known. */
const mostImageWorlds = 64;

type Images = Exploration<ImageUse> & { readonly leaves: readonly Leaf<ImageUse>[] };

/** The images of the worlds; past the limit the one that it is as far as can be told without deciding anything. */
function imagesOf({ image }: Questions, { template, inputs, budget, reserve }: Worlds): Images {
  const found = explore(inputs, budget, (world) => image({ template, world, asked: "property" }), mostImageWorlds);
  if (found.leaves !== undefined) return { ...found, leaves: found.leaves };
  const world = World.closed(inputs, reserve, new Map(), "");
  return { leaves: [{ chosen: new Map(), outcome: image({ template, world, asked: "property" }) }], conditions: new Set(), inputs: new Set() };
}

/** Over so many combinations with images, they are not told apart. */
const mostPairs = 65_536;

/** Where images differ in class, each leaf once with each class of image that goes with it. */
function withImages(leaves: readonly Leaf<Outcome>[], images: readonly Leaf<ImageUse>[]): readonly Leaf<Outcome>[] | undefined {
  const classes = new Set(images.map(({ outcome }) => imageClass(outcome)));
  if (classes.size < 2) return leaves;
  if (leaves.length * images.length > mostPairs) return undefined;
  return leaves.flatMap((leaf) =>
    images.filter((image) => agree(leaf.chosen, image.chosen)).map((image) => ({ chosen: new Map([...leaf.chosen, ...image.chosen]), outcome: { ...leaf.outcome, image: image.outcome } })),
  );
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

function divided(leaves: readonly Leaf<Outcome>[], conditions: ReadonlySet<string>, worlds: Worlds): readonly Branch[] | undefined {
  const numbers = new Map<string, number>();
  const outcomes = leaves.map(({ outcome }) => {
    const key = outcomeKey(outcome);
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

function scenarioOf({ leaves: members, path }: Branch, leaves: readonly Leaf<Outcome>[], images: Images): readonly Scenario[] {
  const own = members.flatMap((index) => leaves[index] ?? []);
  const [first] = own;
  if (first === undefined) return [];
  const { image, settings, ...outcome } = first.outcome;
  const fitting = image === undefined ? fittingImages(own, images) : own.flatMap((leaf) => leaf.outcome.image ?? []);
  return [{ when: assumptions(path, own), inputs: commonInputs(own), ...outcome, settings: withCommonTrails(settings, own), image: mergedImage(fitting, decidedBy(images)) }];
}

/** Of several ways to one value only what all have in common is told: a condition that makes no difference is no part of the story. */
function withCommonTrails(settings: Outcome["settings"], own: readonly Leaf<Outcome>[]): Outcome["settings"] {
  if (own.length === 1) return settings;
  const common = (name: SettingName, setting: Setting): Setting => {
    if (setting.state === "absent" || setting.trail.length === 0) return setting;
    const ways = own.map(({ outcome }) => new Set(trailIn(outcome.settings[name]).map(hopKey)));
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

function fittingImages(own: readonly Leaf<Outcome>[], { leaves }: Images): readonly ImageUse[] {
  const all = own.length * leaves.length > mostPairs;
  return leaves.filter((image) => all || own.some((leaf) => agree(leaf.chosen, image.chosen))).map(({ outcome }) => outcome);
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

function outcomeKey({ block, settings, links, image }: Outcome): string {
  return JSON.stringify([presenceKey(block), Object.values(settings).map(settingKey), links.map(linkKey), image === undefined ? "" : imageClass(image)]);
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
