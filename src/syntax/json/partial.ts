import type { DataDocument, DataEntry, DataMap, DataNode, Shape, SyntaxFault } from "../data.ts";
import type { Source, Span } from "../../model/source.ts";
import { linesLost } from "../lost.ts";

export interface OpenMap {
  readonly kind: "map";
  readonly start: number;
  readonly entries: Map<string, DataEntry>;
  repeated: DataEntry[] | undefined;
  key: string;
  keySpan: Span;
}

export interface OpenList {
  readonly kind: "list";
  readonly start: number;
  readonly items: DataNode[];
}

/**
 * The tree of what stands before a fault, by the brackets that are open there: without the part of a section in which the fault
 * stands, or, when it stands between two parts, without the one before it, because a bracket too many may have cut that short.
 * `found` is the text of the fault, when it is one: the name of a section proves that what stands before it is complete. Undefined
 * when the tree is not of the shape: then brackets are missing, or too many, and who is whose is not known.
 */
export function beforeFault(source: Source, open: readonly (OpenMap | OpenList)[], fault: SyntaxFault, found: unknown, shape: Shape): DataDocument | undefined {
  const [root, section, part] = open;
  if (root?.kind !== "map" || section?.kind === "list") return undefined;
  const entries = new Map(root.entries);
  let from = section === undefined ? root.keySpan.start : section.keySpan.start;
  if (section !== undefined) {
    const kept = new Map(section.entries);
    if (part === undefined) from = dropLast(kept) ?? root.keySpan.start;
    entries.set(root.key, { key: root.key, keySpan: root.keySpan, value: { kind: "map", entries: kept, span: { start: section.start, end: from } } });
  } else if (typeof found !== "string" || !shape.sections.has(found)) {
    const last = [...entries.values()].at(-1);
    if (last?.value.kind !== "map") return undefined;
    const kept = new Map(last.value.entries);
    from = dropLast(kept) ?? last.keySpan.start;
    entries.set(last.key, { ...last, value: { ...last.value, entries: kept } });
  } else from = fault.span.start;
  const tree: DataMap = { kind: "map", entries, span: { start: root.start, end: from } };
  if (!isOfShape(tree, shape)) return undefined;
  const span = { start: from, end: source.text.length };
  return { root: tree, faults: [{ ...fault, message: `${fault.message} ${linesLost(source, span)}` }], lost: [{ span, section: undefined }] };
}

/** Takes the last entry out; returns where it stands. */
function dropLast(entries: Map<string, DataEntry>): number | undefined {
  const last = [...entries.values()].at(-1);
  if (last !== undefined) entries.delete(last.key);
  return last?.keySpan.start;
}

/** The root has only the format's sections, and all parts have what parts of their section have. */
function isOfShape(root: DataMap, shape: Shape): boolean {
  for (const { key, value } of root.entries.values()) {
    if (!shape.sections.has(key)) return false;
    const sure = shape.sure.get(key);
    if (sure === undefined || value.kind !== "map") continue;
    for (const part of value.entries.values()) if (part.value.kind === "map" && !part.value.entries.has(sure)) return false;
  }
  return true;
}
