import { child, stringOf, type DataEntry, type DataMap, type DataNode, type SyntaxFault } from "../../syntax/data.ts";
import { cloudFormationTypes } from "../../resource-types/cloudformation-types.ts";

/** The sections on which values hang. */
const deciding: readonly string[] = ["Parameters", "Mappings", "Conditions", "Rules", "Globals"];

/**
 * Keys that are written twice where settings hang on it: in the sections that decide about values, and in resources that launch something.
 * CloudFormation takes the last one without a word, cfn-lint refuses the template; nobody can tell what was meant. Elsewhere (policies,
 * outputs, metadata) it is not our concern.
 */
export function repeatedKeys(root: DataMap): readonly SyntaxFault[] {
  const found = new Set<DataEntry>();
  for (const entries of alike(root)) if (entries.some(({ key }) => deciding.includes(key) || key === "Resources")) keep(found, entries);
  for (const section of deciding) collect(child(root, section), found);
  const resources = child(root, "Resources");
  if (resources?.kind === "map") {
    for (const entries of alike(resources)) if (entries.some(launches)) keep(found, entries);
    for (const entry of resources.entries.values()) if (launches(entry)) collect(entry.value, found, "Metadata");
  }
  return [...found]
    .sort((one, other) => one.keySpan.start - other.keySpan.start)
    .map(({ key, keySpan }) => ({ message: `The key ${JSON.stringify(key)} is written twice in one map; the last one counts.`, span: keySpan, repeats: true }));
}

function launches({ key, value }: DataEntry): boolean {
  return key.startsWith("Fn::ForEach::") || cloudFormationTypes.has(stringOf(child(value, "Type")) ?? "");
}

/** All but the first, in the order of the text. */
function keep(found: Set<DataEntry>, entries: readonly DataEntry[]): void {
  const [, ...others] = [...entries].sort((one, other) => one.keySpan.start - other.keySpan.start);
  for (const other of others) found.add(other);
}

/** The entries of a map that have a key together. */
function alike(map: DataMap): readonly (readonly DataEntry[])[] {
  const byKey = new Map<string, DataEntry[]>();
  for (const entry of map.repeated ?? []) {
    const known = byKey.get(entry.key);
    if (known === undefined) byKey.set(entry.key, [entry]);
    else known.push(entry);
  }
  return Array.from(byKey, ([key, entries]) => {
    const last = map.entries.get(key);
    return last === undefined ? entries : [...entries, last];
  });
}

/** Everything below a node; `except` is a key of the node itself whose value is passed over. */
function collect(from: DataNode | undefined, found: Set<DataEntry>, except?: string): void {
  const seen = new Set<DataNode>();
  const open = from === undefined ? [] : [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "scalar" || seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "list") {
      for (const item of node.items) open.push(item);
      continue;
    }
    for (const entries of alike(node)) keep(found, entries);
    for (const { key, value } of node.entries.values()) if (node !== from || key !== except) open.push(value);
  }
}
