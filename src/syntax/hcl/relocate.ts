/** The members of the tree that hold spans. */
const spans: ReadonlySet<string> = new Set(["span", "nameSpan", "header"]);

/** A copy of a piece of the tree whose spans are moved: `move` gets an offset and gives the one it has in another text. */
export function relocated<Node>(node: Node, move: (offset: number) => number): Node {
  return copied(node, move) as Node;
}

function copied(node: unknown, move: (offset: number) => number): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => copied(item, move));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([name, value]: [string, unknown]) => [name, isSpan(name, value) ? moved(value, move) : copied(value, move)]));
}

function isSpan(name: string, value: unknown): value is { readonly start: number; readonly end: number } {
  return spans.has(name) && typeof value === "object" && value !== null && "start" in value && "end" in value;
}

function moved({ start, end }: { readonly start: number; readonly end: number }, move: (offset: number) => number): object {
  return { start: move(start), end: move(end) };
}
