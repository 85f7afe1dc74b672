import { child, stringOf, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Source, Span } from "../../../model/source.ts";
import type { Unusable } from "../include/named.ts";
import { placeIn } from "../template.ts";
import { addressOf, cutInside } from "./address.ts";
import type { NestedTemplates } from "./templates.ts";

/**
 * The template that stands as text, JSON or YAML, in the `TemplateBody` of a stack set: everything in it is shown there. Undefined where
 * there is none. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
 */
export async function bodyOf(resource: DataNode, source: Source, templates: NestedTemplates): Promise<{ readonly source: Source; readonly root: DataMap } | { readonly elsewhere: string } | Unusable | undefined> {
  const body = child(child(resource, "Properties"), "TemplateBody");
  if (body === undefined || (body.kind === "scalar" && body.value === null)) return undefined;
  const text = stringOf(body);
  // Another tool puts a file there: rain embeds the one that `!Rain::Embed` names.
  const embedded = stringOf(child(body, "Rain::Embed"));
  if (text === undefined) return { elsewhere: embedded === undefined ? addressOf(body).words : cutInside(embedded) };
  const document = await templates.body(text);
  const root = document?.root;
  if (root?.kind === "scalar") return { elsewhere: cutInside(text) };
  if (root?.kind !== "map" || child(root, "Resources")?.kind !== "map") {
    const fault = document?.faults[0]?.message.replace(/\.$/, "");
    return { kind: "syntax", why: `its TemplateBody ${fault === undefined ? "is no template" : `cannot be read: ${fault}`}` };
  }
  const { start, end } = body.span;
  return { source: placeIn({ source }, body.span).source, root: everywhere(root, { start, end }) };
}

/** The tree of a text within a text, all of whose parts stand where the text does. */
function everywhere(node: DataMap, span: Span): DataMap {
  return { ...node, span, entries: new Map(Array.from(node.entries, ([key, entry]) => [key, { key, keySpan: span, value: moved(entry.value, span) }])) };
}

function moved(node: DataNode, span: Span): DataNode {
  if (node.kind === "scalar") return { ...node, span };
  if (node.kind === "list") return { ...node, span, items: node.items.map((item) => moved(item, span)) };
  return everywhere(node, span);
}
