import type { ResourceType, Way } from "../../resource-types/resource-type.ts";
import { conditionHolds } from "./conditions.ts";
import type { Context } from "./context.ts";
import type { Exploration } from "./explore.ts";
import { Inputs } from "./inputs.ts";
import { evaluate } from "./intrinsics.ts";
import { distinctLinks } from "./links.ts";
import { resourceNode, type Images, type Look } from "./node.ts";
import { checkRules } from "./rules.ts";
import type { Template, TemplateResource } from "./template.ts";
import type { Budget, World } from "./world.ts";

/** What the resources of a template are looked at with. */
export interface Worlds {
  readonly template: Template;
  readonly inputs: Inputs;
  readonly budget: Budget;
  /** For what is looked at when the budget does not suffice. */
  readonly reserve: Budget;
}

/** A resource with what its type makes of its properties. */
export interface Launching {
  readonly resource: TemplateResource;
  readonly type: ResourceType;
  readonly images: Images;
}

/** The ways in which a resource launches in one world; its images are marks. */
export function waysIn({ resource, type, images }: Launching, context: Context, focus?: Look["focus"]): readonly Way[] {
  const look: Look = { context, images, ...(focus === undefined ? {} : { focus }) };
  return type.ways(resourceNode(resource, look)).map((way) => ({ ...way, links: distinctLinks(way.links) }));
}

/** Steps that any template may take; large ones get one more for each character, so that the time stays proportional to the size. */
const freeSteps = 1_000_000;

export function worldsOf(template: Template): Worlds {
  const steps = freeSteps + template.size;
  return { template, inputs: new Inputs(template), budget: { steps }, reserve: { steps } };
}

/** The answer to a question in one world; undefined where the resource does not exist. The rules of the template are kept. */
export function inWorld<T>(world: World, resource: TemplateResource, template: Template, ask: (context: Context) => T): T | undefined {
  const context: Context = { template, world, asked: "property" };
  const holds = resource.condition === undefined || conditionHolds(resource.condition, context, evaluate);
  // Where the condition is lost, whether the resource exists is so, too.
  const exists = template.isBroken ? holds === true : holds !== false;
  const answer = exists ? ask(context) : undefined;
  checkRules(context, evaluate);
  return answer;
}

/** More names than these are counted. */
const mostNames = 5;

/** What made the difference in an exploration, as a clause: `conditions IsProd and IsBlue decide it`. */
export function decidedBy({ conditions, inputs }: Exploration<unknown>): string {
  const names = namesOf({ conditions, inputs });
  return `${names.words} ${names.several ? "decide" : "decides"} it`;
}

/** What made the difference, for a list: `conditions IsProd and IsBlue`. */
export function namesOf({ conditions, inputs }: Pick<Exploration<unknown>, "conditions" | "inputs">): { readonly words: string; readonly several: boolean } {
  const named = [...conditions];
  const subjects = Array.from(inputs, ({ subject }) => subject);
  const kind = named.length === 0 ? "" : named.length === 1 ? "condition " : "conditions ";
  const names = named.length > 0 ? named : subjects;
  const shown = names.slice(0, mostNames);
  const rest = names.length - shown.length;
  const words = rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}` : shown.join("");
  return { words: `${kind}${words}`, several: names.length > 1 };
}
