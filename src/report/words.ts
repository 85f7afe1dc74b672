import { conditionClause } from "../model/condition-words.ts";
import type { Condition, Layer } from "../model/finding.ts";
import type { Location } from "../model/source.ts";
import { visible } from "./visible.ts";

/** "1 file", "2 files", "2 images rely" with an irregular plural. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[], joint = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1) ?? ""}`;
}

/** The first words of a long list, then how many were left out. */
export function shortList(words: readonly string[], limit: number): string {
  if (words.length <= limit) return words.join(", ");
  return `${words.slice(0, limit).join(", ")} and ${words.length - limit} more`;
}

/** Who decides a setting, in words. */
export function layerWords(layer: Layer): string {
  switch (layer) {
    case "launch":
      return "the launch itself";
    case "service-default":
      return "default of the service";
    case "launch-template":
      return "launch template";
    case "account-default":
      return "account default";
    case "image":
      return "image";
    case "aws-default":
      return "AWS default";
  }
}

/** `condition IsProd is true, var.hardened is true and var.env != 1`: names get a truth, whole expressions are clauses already; safe to print. */
export function conditions(when: readonly Condition[]): string {
  return list(when.map(({ condition, holds }) => conditionClause(visible(condition), holds)));
}

/** `path:line:column` of the first character; safe to print. */
export function pointer(location: Location): string {
  return `${visible(location.path)}:${location.start.line}:${location.start.column}`;
}

/** Prose on one line: every run of white space becomes one space. */
export function oneLine(prose: string): string {
  return prose.trim().replace(/\s+/g, " ");
}

/** The first sentences of a text's first paragraph: at least one, more while they fit into `limit` characters. */
export function opening(prose: string, limit: number): string {
  const paragraph = oneLine(prose.trim().split(/\n[ \t]*\n/, 1)[0] ?? "");
  let taken = "";
  for (const sentence of paragraph.split(/(?<=[.!?]) (?=[A-Z])/)) {
    const longer = taken === "" ? sentence : `${taken} ${sentence}`;
    if (taken !== "" && longer.length > limit) break;
    taken = longer;
  }
  return taken;
}

/** Cuts a text to `limit` UTF-16 units without splitting a character, with an ellipsis for what is gone. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
