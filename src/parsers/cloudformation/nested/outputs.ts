import { child, stringOf, type DataEntry, type DataList, type DataMap, type DataNode } from "../../../syntax/data.ts";
import { alike, markUnknown } from "../origins.ts";
import { isHeavy, weightOf, type Room } from "./weight.ts";

/** Outputs of stacks that are outputs of other stacks, and so on. */
const longestChain = 50;
/** Levels of expressions that are gone through at the same time on the way along a chain. */
const deepestChain = 500;

/** The outputs of nested stacks, by `Stack.Outputs.Name`. */
export class Outputs {
  readonly #values = new Map<string, DataNode>();
  readonly #resolved = new Map<string, DataNode | undefined>();
  readonly #room: Room;
  #chain = 0;
  #depth = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  add(name: string, value: DataNode): void {
    this.#values.set(name, value);
  }

  /** The expression with the outputs in the place of references to them. */
  within(node: DataNode): DataNode {
    if (this.#values.size === 0 || node.kind === "scalar") return node;
    this.#depth++;
    const filled = this.#filled(node);
    this.#depth--;
    return filled;
  }

  #filled(node: DataList | DataMap): DataNode {
    if (node.kind === "list") {
      const items = node.items.map((item) => this.within(item));
      return items.some((item, at) => item !== node.items[at]) ? { ...node, items } : node;
    }
    const [only] = node.entries.size === 1 ? node.entries.values() : [];
    const output = only?.key === "Fn::GetAtt" ? this.#output(attributeName(only.value), node) : undefined;
    if (output !== undefined) return output;
    if (only?.key === "Fn::Sub") return this.#substitution(node, only);
    return this.#entries(node);
  }

  #entries(node: DataMap): DataMap {
    const entries = new Map(Array.from(node.entries, ([key, entry]): [string, DataEntry] => [key, { ...entry, value: this.within(entry.value) }]));
    const changed = [...entries].some(([key, { value }]) => value !== node.entries.get(key)?.value);
    return changed ? alike(node, { ...node, entries }) : node;
  }

  /** Outputs in a text become variables of it. */
  #substitution(node: DataMap, { key, keySpan, value: argument }: DataEntry): DataNode {
    const [pattern, given] = argument.kind === "list" ? argument.items : [argument];
    const text = stringOf(pattern);
    if (pattern === undefined || text === undefined) return this.#entries(node);
    const own = given?.kind === "map" ? this.#entries(given).entries : new Map<string, DataEntry>();
    const variables = new Map(own);
    for (const [, name = ""] of text.matchAll(/\$\{([^!${}][^${}]*)\}/g)) {
      const output = own.has(name.trim()) ? undefined : this.#output(name.trim(), pattern);
      if (output !== undefined) variables.set(name.trim(), { key: name.trim(), keySpan: pattern.span, value: output });
    }
    if (variables.size === 0) return node;
    const value: DataNode = { kind: "list", span: argument.span, items: [pattern, { kind: "map", span: argument.span, entries: variables }] };
    return { ...node, entries: new Map([[key, { key, keySpan, value }]]) };
  }

  /** An output that stands at another place; outputs that depend on themselves stay as they are. */
  #output(name: string | undefined, { span }: DataNode): DataNode | undefined {
    const value = name === undefined ? undefined : this.#values.get(name);
    if (name === undefined || value === undefined) return undefined;
    if (!this.#resolved.has(name) && this.#chain < longestChain && this.#depth < deepestChain) {
      this.#resolved.set(name, undefined);
      this.#chain++;
      this.#resolved.set(name, this.within(value));
      this.#chain--;
    }
    const resolved = this.#resolved.get(name);
    if (resolved === undefined) return undefined;
    this.#room.left -= isHeavy(resolved) ? 1 : weightOf(resolved, this.#room.left);
    if (this.#room.left < 0 || isHeavy(resolved)) return markUnknown<DataMap>({ kind: "map", entries: new Map(), span }, `the output ${name} is too long an expression to follow`);
    return alike(resolved, { ...resolved, span });
  }
}

function attributeName(argument: DataNode): string | undefined {
  if (argument.kind !== "list") return stringOf(argument);
  const parts = argument.items.map(stringOf);
  return parts.includes(undefined) ? undefined : parts.join(".");
}

/** The outputs that a template declares, by name. */
export function outputsOf(root: DataMap): readonly (readonly [string, DataNode])[] {
  const section = child(root, "Outputs");
  const entries = section?.kind === "map" ? [...section.entries.values()] : [];
  return entries.flatMap(({ key, value }): (readonly [string, DataNode])[] => {
    const given = child(value, "Value");
    return given === undefined ? [] : [[key, given]];
  });
}
