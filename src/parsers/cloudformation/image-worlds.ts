import { child, stringOf, type DataNode } from "../../syntax/data.ts";
import type { ImageUse } from "../../model/resource.ts";
import { explore, type Exploration, type Leaf } from "./explore.ts";
import { imageClass, imageUse, mergedImage } from "./images.ts";
import { evaluate } from "./intrinsics.ts";
import { placeIn } from "./template.ts";
import { scalar } from "./value.ts";
import { World } from "./world.ts";
import { decidedBy, namesOf, type Launching, type Worlds } from "./worlds.ts";
import { callOf, referencesIn } from "./written.ts";

/** A part of a resource in worlds of its own. */
export type Explored<T> = Exploration<T> & { readonly leaves: readonly Leaf<T>[] };

/** Mappings of images by Region and instance type have hundreds of combinations, and nearly always ids of which nothing is known. */
const mostOwnWorlds = 64;

/** Where images really differ, so many worlds are told apart. */
const mostImageWorlds = 4096;

/**
 * The marked images of a resource that was read, in their own worlds. Where these are many, it is first asked what the images may be at
 * all: whatever decides between images that are alike does not matter. Where even these are too many, the image is undecided.
 */
export function imagesOf({ images: { expressions } }: Launching, worlds: Worlds): Explored<readonly ImageUse[]> {
  const { inputs, budget } = worlds;
  const ask = (world: World): readonly ImageUse[] => expressions.map((expression) => imageIn(expression, world, worlds));
  const few = explore(inputs, budget, ask, mostOwnWorlds);
  if (few.leaves !== undefined) return { ...few, leaves: few.leaves };
  const possible = expressions.map((expression) => possibleImages(expression, worlds));
  const all = possible.map((images) => (images === undefined || new Set(images.map(imageClass)).size > 1 ? undefined : mergedImage(images, decidedBy(few))));
  const alike = all.filter((image) => image !== undefined);
  if (alike.length === expressions.length) return always(alike);
  const many = explore(inputs, budget, ask, mostImageWorlds);
  if (many.leaves !== undefined) return { ...many, leaves: many.leaves };
  const { words } = namesOf(many);
  const why = `which image it is was not worked out; there are too many combinations${words === "" ? "" : ` of ${words}`}`;
  return always(expressions.map((expression, index): ImageUse => all[index] ?? literalImage(expression, worlds) ?? { state: "undecided", images: possible[index], why, at: placeIn(worlds.template, expression.span), trail: [] }));
}

function always(outcome: readonly ImageUse[]): Explored<readonly ImageUse[]> {
  return { leaves: [{ chosen: new Map(), outcome }], conditions: new Set(), inputs: new Set() };
}

function imageIn(expression: DataNode, world: World, { template }: Worlds): ImageUse {
  const image = imageUse(evaluate(expression, { template, world, asked: "property" }));
  return image.state === "unknown" && world.isCut ? { ...image, state: "undecided", images: undefined } : image;
}

/** An image that hangs on nothing is known also where nothing more can be tried. */
function literalImage(expression: DataNode, worlds: Worlds): ImageUse | undefined {
  if (referencesIn(expression).size > 0) return undefined;
  const image = imageIn(expression, World.closed(worlds.inputs, worlds.reserve, new Map(), ""), worlds);
  return image.state === "named" || image.state === "described" ? image : undefined;
}

/** Every image that an expression may be, whatever the conditions and the keys of mappings are; undefined where that is too much. */
function possibleImages(expression: DataNode, worlds: Worlds): readonly ImageUse[] | undefined {
  const call = expression.kind === "map" ? callOf(expression) : undefined;
  const parts = call?.argument.kind === "list" ? call.argument.items : [];
  if (call?.name === "Fn::If") return together(parts.slice(1), worlds);
  const cells = call?.name === "Fn::FindInMap" ? cellsOf(parts[0], parts[2], worlds) : undefined;
  if (cells !== undefined) {
    const byDefault = child(parts[3], "DefaultValue");
    return byDefault === undefined ? cells : together([byDefault], worlds)?.concat(cells);
  }
  const { leaves } = explore(worlds.inputs, worlds.budget, (world) => imageIn(expression, world, worlds), mostOwnWorlds);
  return leaves?.map(({ outcome }) => outcome);
}

function together(expressions: readonly DataNode[], worlds: Worlds): readonly ImageUse[] | undefined {
  const found = expressions.map((expression) => possibleImages(expression, worlds));
  return found.includes(undefined) ? undefined : found.flatMap((images) => images ?? []);
}

/** Whatever stands in a mapping, under the second key where that is written; undefined where it is no text. */
function cellsOf(name: DataNode | undefined, second: DataNode | undefined, { template }: Worlds): readonly ImageUse[] | undefined {
  const mapping = child(template.mappings, stringOf(name) ?? "");
  const rows = mapping?.kind === "map" ? Array.from(mapping.entries.values(), ({ value }) => value) : [];
  const cells = rows.flatMap((row) => (row.kind === "map" ? Array.from(row.entries.values()).flatMap(({ key, value }) => (key === (stringOf(second) ?? key) ? [value] : [])) : [row]));
  const images = cells.flatMap((cell) => (cell.kind === "scalar" && cell.value !== null ? [imageUse(scalar(cell.value, placeIn(template, cell.span), []))] : []));
  return images.length === cells.length && images.length > 0 ? images : undefined;
}
