import {
  severities
} from "./chunk-6ETLVDUJ.js";

// src/report/order.ts
var worstFirst = [...severities].reverse();
function levelOf(severity) {
  switch (severity) {
    case "critical":
    case "high":
      return "error";
    case "medium":
      return "warning";
    case "low":
      return "note";
  }
}
function levelOfFinding(finding) {
  return finding.certainty === "possible" ? "note" : levelOf(finding.severity);
}
function bySeverity(findings) {
  return findings.toSorted((one, other) => weight(one) - weight(other));
}
function weight(finding) {
  const place = worstFirst.indexOf(finding.severity);
  return finding.certainty === "possible" ? place + worstFirst.length : place;
}

// src/report/visible.ts
var unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
var named = { "\n": "\\n", "\r": "\\r", "	": "\\t" };
function visible(text) {
  return text.replace(unseen, escaped);
}
function escaped(character) {
  return named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
var tab = "    ";
var wide = new RegExp("[\\u1100-\\u115F\\u2E80-\\u303E\\u3041-\\uA4CF\\uA960-\\uA97F\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE30-\\uFE6F\\uFF01-\\uFF60\\uFFE0-\\uFFE6\\u{20000}-\\u{3FFFD}]|\\p{Emoji_Presentation}", "u");
var combining = /[\p{Mn}\p{Me}]/u;
function cellsOf(text, offset = 0) {
  const cells = [];
  let at = offset;
  for (const character of text) {
    cells.push(cellOf(character, at));
    at += character.length;
  }
  return cells;
}
function cellOf(character, at) {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 32 && code < 127) return { at, shown: character, width: 1 };
  if (character === "	") return { at, shown: tab, width: tab.length };
  if (code === 65279 && at === 0) return { at, shown: "", width: 0 };
  const shown = visible(character);
  if (shown !== character) return { at, shown, width: shown.length };
  if (combining.test(character)) return { at, shown, width: 0 };
  return { at, shown, width: wide.test(character) ? 2 : 1 };
}

// src/report/words.ts
function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}
function list(words, joint = "and") {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1) ?? ""}`;
}
function shortList(words, limit) {
  if (words.length <= limit) return words.join(", ");
  return `${words.slice(0, limit).join(", ")} and ${words.length - limit} more`;
}
function layerWords(layer) {
  switch (layer) {
    case "launch":
      return "the launch itself";
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
function conditions(when) {
  return list(when.map(({ condition, holds }) => conditionWords(visible(condition), holds)));
}
function conditionWords(condition, holds) {
  if (!/\s/.test(condition)) return `${condition} is ${holds}`;
  return holds ? condition : `not (${condition})`;
}
function pointer(location) {
  return `${visible(location.path)}:${location.start.line}:${location.start.column}`;
}
function oneLine(prose) {
  return prose.trim().replace(/\s+/g, " ");
}
function opening(prose, limit) {
  const paragraph = oneLine(prose.trim().split(/\n[ \t]*\n/, 1)[0] ?? "");
  let taken = "";
  for (const sentence of paragraph.split(/(?<=[.!?]) (?=[A-Z])/)) {
    const longer = taken === "" ? sentence : `${taken} ${sentence}`;
    if (taken !== "" && longer.length > limit) break;
    taken = longer;
  }
  return taken;
}
function cut(text, limit) {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}\u2026`;
}

export {
  worstFirst,
  levelOf,
  levelOfFinding,
  bySeverity,
  visible,
  cellsOf,
  count,
  list,
  shortList,
  layerWords,
  conditions,
  pointer,
  oneLine,
  opening,
  cut
};
