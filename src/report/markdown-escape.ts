import { visible } from "./visible.ts";
import { oneLine } from "./words.ts";

/** Every character that Markdown, a table or HTML could take for structure. */
const structural = /[&<>`|*_[\]\\~$]/g;
/** What GitHub turns into mentions, references and links even where no Markdown is: https://github.github.com/gfm/#autolinks-extension- */
const automatic = /[@#](?=[\p{L}\p{N}_])|:(?=\/\/)|(?<=\bwww)\.|(?<=\bGH)-(?=\d)/giu;
/** Shows nothing and breaks a word. */
const wordBreak = "\u200B";

/**
 * Scanned text as prose on one line of Markdown, inside a table, or inside HTML: it shows as it is and is never structure,
 * a mention or a link; only what stands between backticks becomes code. Uses character references, which Markdown never
 * takes for syntax (CommonMark 2.5).
 */
export function asProse(text: string): string {
  const parts = oneLine(text).split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? asCode(part) : references(visible(part).replace(automatic, `$&${wordBreak}`)))).join("");
}

/** Scanned text as code on one line; GitHub makes no mentions or links inside `code`. */
export function asCode(text: string): string {
  return `<code>${references(visible(text))}</code>`;
}

/** Lines as a code block with a fence that is longer than any run of backticks in it. The lines are safe to print. */
export function asBlock(lines: readonly string[]): string {
  const longest = lines.reduce((most, line) => Math.max(most, ...[...line.matchAll(/`+/g)].map((run) => run[0].length)), 2);
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join("\n");
}

function references(text: string): string {
  return text.replace(structural, (character) => `&#${character.charCodeAt(0)};`);
}
