import {
  lineStarts
} from "./chunk-CFZEQPZM.js";

// src/report/sources.ts
var keptFiles = 16;
var keptText = 32 * 1024 * 1024;
function sourcesFrom(read) {
  const recent = /* @__PURE__ */ new Map();
  let size = 0;
  return (path) => {
    if (recent.has(path)) return recent.get(path);
    const text = read(path);
    const source = text === void 0 ? void 0 : { path, text };
    recent.set(path, source);
    size += text?.length ?? 0;
    for (const [oldest, old] of recent) {
      if (oldest === path || recent.size <= keptFiles && size <= keptText) break;
      recent.delete(oldest);
      size -= old?.text.length ?? 0;
    }
    return source;
  };
}
function lineOf(source, line) {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === void 0) return void 0;
  let end = starts[line] ?? source.text.length;
  if (end > start && source.text.charAt(end - 1) === "\n") end--;
  if (end > start && source.text.charAt(end - 1) === "\r") end--;
  return source.text.slice(start, end);
}

// src/report/places.ts
function spanKey({ path, start, end }) {
  return `${start.line}:${start.column}-${end.line}:${end.column} ${path}`;
}
function otherPlaces(finding) {
  const primary = spanKey(finding.location);
  const places = /* @__PURE__ */ new Map();
  for (const note of [...finding.trail, ...finding.related]) {
    const key = spanKey(note.location);
    const known = places.get(key);
    if (key === primary || known?.text.split("; ").includes(note.text)) continue;
    places.set(key, known === void 0 ? note : { location: known.location, text: `${known.text}; ${note.text}` });
  }
  return [...places.values()];
}

// src/report/links.ts
var rulePages = "https://github.com/imdslint/imdslint/blob/main/docs/rules/";
function rulePage(id) {
  return `${rulePages}${uriSegment(id)}.md`;
}
function uriSegment(text) {
  const whole = text.replace(new RegExp("\\p{Cs}", "gu"), "\uFFFD");
  return encodeURIComponent(whole).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

export {
  sourcesFrom,
  lineOf,
  rulePages,
  rulePage,
  uriSegment,
  spanKey,
  otherPlaces
};
