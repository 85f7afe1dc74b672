import { expect, test } from "vitest";
import { renamed } from "../../src/model/renamed.ts";
import type { ImageUse, Target } from "../../src/model/resource.ts";
import { linkTo, scenario, somewhere } from "../support/resource-builder.ts";

const at = somewhere();
const resource = (address: string): Target => ({ state: "resource", address, at, trail: [] });
const several = (state: "one-of" | "undecided", image: ImageUse): ImageUse => ({ state, images: [image], why: "it hangs on much", at, trail: [] });
const name = (text: string): string => `${text}!`;

test.each<[string, ImageUse, ImageUse]>([
  ["a resource", resource("Image"), resource("Image!")],
  ["one of several", several("one-of", resource("Image")), several("one-of", resource("Image!"))],
  ["one of several that nobody told apart", several("undecided", resource("Image")), several("undecided", resource("Image!"))],
  ["an id", { state: "named", name: "ami-1", at, trail: [] }, { state: "named", name: "ami-1", at, trail: [] }],
])("a scenario beside those of another template has an image of its own: %s", (_, image, expected) => {
  expect(renamed(scenario({ image }), name).image).toEqual(expected);
});

test("a scenario beside those of another template has conditions, inputs and links of its own", () => {
  const own = scenario({ when: [{ condition: "IsProd", holds: true, subject: "parameter Env" }], links: [{ ...linkTo("Template"), instead: resource("Common") }] });
  const { when, inputs, links } = renamed({ ...own, inputs: new Map([["parameter Env", new Set(["prod"])]]) }, name);
  expect(when).toEqual([{ condition: "IsProd!", holds: true, subject: "parameter Env!" }]);
  expect([...(inputs?.keys() ?? [])]).toEqual(["parameter Env!"]);
  expect(links[0]).toMatchObject({ target: { address: "Template!" }, instead: { address: "Common!" } });
});
