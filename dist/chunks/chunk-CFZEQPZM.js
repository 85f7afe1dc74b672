// src/model/source.ts
var lineStartsOf = /* @__PURE__ */ new WeakMap();
function lineStarts(source) {
  let starts = lineStartsOf.get(source);
  if (starts === void 0) {
    starts = findLineStarts(source.text);
    lineStartsOf.set(source, starts);
  }
  return starts;
}
function findLineStarts(text) {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 13 && text.charCodeAt(at + 1) === 10) continue;
    if (unit === 10 || unit === 13) starts.push(at + 1);
  }
  return starts;
}
function positionAt(source, offset) {
  const starts = lineStarts(source);
  const clamped = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = low + high + 1 >> 1;
    if ((starts[middle] ?? 0) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
}
function locate(place) {
  return {
    path: place.source.path,
    start: positionAt(place.source, place.span.start),
    end: positionAt(place.source, place.span.end)
  };
}

export {
  lineStarts,
  positionAt,
  locate
};
