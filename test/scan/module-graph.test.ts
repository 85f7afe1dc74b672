import fc from "fast-check";
import { expect, test } from "vitest";
import { moduleGraph } from "../../src/scan/module-graph.ts";

function graph(calls: Readonly<Record<string, readonly string[]>>) {
  return moduleGraph(new Map(Object.entries(calls)));
}

test("a directory is judged with its callers, and knows everything below it", () => {
  const { below, isCalled } = graph({ live: ["vpc", "web"], web: ["asg"], asg: [], vpc: ["gone"], alone: [] });
  expect(below("live")).toEqual(["asg", "vpc", "web"]);
  expect(["live", "web", "asg", "vpc", "alone", "gone"].filter(isCalled)).toEqual(["web", "asg", "vpc"]);
});

test("a directory that calls only itself stands on its own", () => {
  const { below, isCalled } = graph({ a: ["a"] });
  expect([below("a"), isCalled("a")]).toEqual([[], false]);
});

test("nothing goes unjudged, whatever calls what", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.constantFrom(...names)), { minLength: names.length, maxLength: names.length }), (targets) => {
      const { below, isCalled } = moduleGraph(new Map(names.map((name, index) => [name, targets[index] ?? []])));
      const alone = names.filter((name) => !isCalled(name));
      const judged = new Set(alone.flatMap((name) => [name, ...below(name)]));
      expect([...judged].sort()).toEqual(names);
    }),
  );
});
