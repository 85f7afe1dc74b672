import type { ImageUse, Link } from "../../model/resource.ts";
import { launchSettings, spelling, type LaunchSettingName } from "../../model/setting.ts";
import { stringOf, type DataNode } from "../../syntax/data.ts";
import { textDocument } from "../../resource-types/document.ts";
import { noNodes, type Node, type Nodes, type Referred } from "../../resource-types/node.ts";
import type { Context } from "./context.ts";
import { imageUse } from "./images.ts";
import { evaluate } from "./intrinsics.ts";
import { linkTo } from "./links.ts";
import { keysIn, member, propertiesOf, type Member } from "./member.ts";
import { templateNamed } from "./names.ts";
import { placeIn, type TemplateResource } from "./template.ts";
import { toSetting, trailOf, type Value } from "./value.ts";
import { callOf, written } from "./written.ts";

/** The options that one look at a resource is about; what else is a matter of them is not worked out. */
export interface Focus {
  readonly setting?: LaunchSettingName;
  readonly links: boolean;
}

/** How the properties of a resource are looked at in one world. */
export interface Look {
  readonly context: Context;
  readonly images: Images;
  /** Inside a document, whose names are those of no property: they stay as they are. */
  readonly verbatim?: boolean;
  /** With a focus, what lies outside of it is looked at in the `blurred` world, in which nothing is decided. */
  readonly focus?: { readonly on: Focus; readonly blurred: Context };
}

/**
 * The images of a resource. Mappings of images by Region and instance type have hundreds of combinations, and hardly anything else hangs on
 * them: so an image is only marked while a resource is read, and worked out afterwards.
 */
export class Images {
  readonly expressions: DataNode[] = [];
  readonly #byText = new Map<string, ImageUse>();
  readonly #marks = new Map<DataNode, ImageUse>();
  readonly #indices = new Map<ImageUse, number>();

  mark(expression: DataNode, context: Context): ImageUse {
    const known = this.#marks.get(expression) ?? this.#byText.get(written(expression));
    if (known !== undefined) {
      this.#marks.set(expression, known);
      return known;
    }
    const index = this.expressions.push(expression) - 1;
    const mark: ImageUse = { state: "unknown", why: `image ${index}`, at: placeIn(context.template, expression.span), trail: [] };
    this.#marks.set(expression, mark);
    this.#byText.set(written(expression), mark);
    this.#indices.set(mark, index);
    return mark;
  }

  /** The index of the marked expression; undefined for an image that was known at once. */
  indexOf(image: ImageUse): number | undefined {
    return this.#indices.get(image);
  }

  /** A marked image in one world. */
  resolve(image: ImageUse, context: Context): ImageUse {
    const index = this.indexOf(image);
    const expression = index === undefined ? undefined : this.expressions[index];
    return expression === undefined ? image : imageUse(evaluate(expression, context));
  }
}

/** The properties of a resource as a node of the table of resource types. */
export function resourceNode({ properties, at }: TemplateResource, look: Look): Node {
  return memberNode(propertiesOf(properties, at, look.context), at, look);
}

function memberNode(self: Member, at: Node["at"], look: Look): Node {
  const spelled = look.verbatim === true ? asWritten : pascal;
  const property = (name: string): Member => member(self, spelled(name));
  return {
    at,
    spelled,
    setting: (name) => toSetting(member(seen(self, isInFocus(name, look), look), spelled(name)).value, spelled(name)),
    nested: (name) => nodesOf(property(name), look),
    link: (to, names) => linkIn(to, names.map(spelled), seen(self, look.focus?.on.links !== false, look)),
    image: (name) => imageIn(self, spelled(name), look),
    referred: (name) => referred(property(name).value, spelled(name), look),
    certainText: (name) => certainText(self.value.kind === "map" ? self.value.node.entries.get(spelled(name))?.value : undefined),
    keys: () => keysIn(self).flatMap(({ key, keySpan }) => (member(self, key).value.kind === "absent" ? [] : [{ key, at: placeIn(look.context.template, keySpan), trail: [] }])),
    document: (name) => documentIn(property(name), spelled(name), look),
  };
}

function asWritten(name: string): string {
  return name;
}

const options: ReadonlyMap<string, LaunchSettingName> = new Map(launchSettings.map((name) => [spelling("cloudformation", name), name]));

function isInFocus(name: string, { focus }: Look): boolean {
  const option = options.get(pascal(name));
  return focus === undefined || option === undefined || option === focus.on.setting;
}

function seen(self: Member, isFocused: boolean, { focus }: Look): Member {
  return isFocused || focus === undefined ? self : { ...self, context: focus.blurred };
}

const pascalOf = new Map<string, string>();

/** `launch_template_id` is `LaunchTemplateId` here; what is in PascalCase already stays. */
export function pascal(name: string): string {
  const known = pascalOf.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  pascalOf.set(name, made);
  return made;
}

/** A map is one node, a list holds several; what is absent is none. */
function nodesOf({ value, key, context }: Member, look: Look): Nodes {
  switch (value.kind) {
    case "map":
      return { nodes: [memberNode({ value, key, context }, key, look)], undecided: undefined };
    case "list": {
      const items = value.items.map((item) => {
        const at = placeIn(context.template, item.span);
        return nodesOf({ value: evaluate(item, context), key: at, context }, look);
      });
      return { nodes: items.flatMap(({ nodes }) => nodes), undecided: items.find(({ undecided }) => undecided !== undefined)?.undecided };
    }
    case "absent":
      return noNodes;
    case "unknown":
      return { nodes: [], undecided: { state: "unknown", why: value.why, at: value.at, trail: value.trail } };
    case "scalar":
    case "resource":
    case "stored":
      return { nodes: [], undecided: { state: "unknown", why: "it is not written as a map", at: value.at, trail: trailOf(value) } };
  }
}

function linkIn(to: Link["to"], names: readonly string[], self: Member): Link | undefined {
  for (const name of names) {
    const link = linkTo(to, self, name);
    if (link !== undefined) return link;
  }
  return undefined;
}

function imageIn(self: Member, name: string, { images, context }: Look): ImageUse {
  const entry = self.value.kind === "map" ? self.value.node.entries.get(name) : undefined;
  return entry === undefined ? imageUse(member(self, name).value) : images.mark(entry.value, context);
}

function referred(value: Value, name: string, look: Look): Referred | undefined {
  const { template } = look.context;
  const named = value.kind === "scalar" && name === "LaunchTemplateName" ? templateNamed(value.value, look.context) : undefined;
  const resource = template.resources.get(value.kind === "resource" ? value.id : (named ?? ""));
  return resource && { type: resource.type, node: resourceNode(resource, { ...look, verbatim: false }) };
}

/** What stands for what is not known. */
const gap = "…";

/** The text of `Fn::Sub` without its variables, or the texts that `Fn::Join` joins. */
function certainText(node: DataNode | undefined): string | undefined {
  const call = node?.kind === "map" ? callOf(node) : undefined;
  const [first, second] = call?.argument.kind === "list" ? call.argument.items : [call?.argument];
  if (call?.name === "Fn::Sub") return stringOf(first)?.replace(/\$\{[^{}]*\}/g, gap);
  if (call?.name !== "Fn::Join" || second?.kind !== "list") return undefined;
  return second.items.map((item) => stringOf(item) ?? gap).join(stringOf(first) ?? gap);
}

/** JSON as text, or written out in the template. */
function documentIn(found: Member, name: string, look: Look): Nodes {
  const { value } = found;
  if (value.kind === "scalar") return textDocument(String(value.value), name, value.at, value.trail);
  return nodesOf(found, { ...look, verbatim: true });
}
