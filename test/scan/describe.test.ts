import { describe, expect, it } from "vitest";
import { describeResource } from "../../src/scan/describe.ts";
import { known, line, resource, scenario, type Settings } from "../rules/make.ts";

const is = (condition: string, holds = true) => ({ condition, holds });
const explicit: Settings = { httpTokens: known("optional", "launch", line(5)) };
const other: Settings = { httpTokens: known("required", "launch", line(5)) };

/** What a report says of scenarios: their assumptions, and the tokens. */
function told(...scenarios: readonly ReturnType<typeof scenario>[]): readonly string[] {
  const report = describeResource(resource(scenarios, { format: "cloudformation" }));
  return report.scenarios.map(({ when, settings }) => `${when.map(({ condition, holds }) => `${holds ? "" : "!"}${condition}`).join(" & ")}: ${String(settings.httpTokens?.value)}`);
}

describe("scenarios with the same outcome", () => {
  it("are one, with the assumptions that matter", () => {
    const found = told(
      scenario(explicit, [is("Blank"), is("Old")]),
      scenario(explicit, [is("Blank", false), is("Old")]),
      scenario(other, [is("Blank"), is("Old", false)]),
      scenario(other, [is("Blank", false), is("Old", false)]),
    );
    expect(found).toEqual(["Old: optional", "!Old: required"]);
  });

  it("are one where only an image differs that decides nothing", () => {
    const image = (state: Settings["imdsSupport"]): Settings => ({ ...explicit, ...(state === undefined ? {} : { imdsSupport: state }) });
    expect(told(scenario(image(known("v2.0", "image")), [is("Blank")]), scenario(image(undefined), [is("Blank", false)]))).toEqual([": optional"]);
  });

  it("are none the less apart where another layer decides", () => {
    expect(told(scenario(explicit, [is("Blank")]), scenario({ httpTokens: known("optional", "image", line(5)) }, [is("Blank", false)]))).toEqual(["Blank: optional", "!Blank: optional"]);
  });

  it("stay apart where one breath does not say when they hold", () => {
    const found = told(scenario(explicit, [is("A"), is("B")]), scenario(other, [is("A"), is("B", false)]), scenario(other, [is("A", false), is("B")]), scenario(explicit, [is("A", false), is("B", false)]));
    expect(found).toEqual(["A & B: optional", "A & !B: required", "!A & B: required", "!A & !B: optional"]);
  });
});

describe("who decides", () => {
  it("is the service where nobody wrote anything, and nothing is said to be set here", () => {
    const { scenarios } = describeResource(resource({ httpPutResponseHopLimit: known(2, "service-default", line(5), [{ at: line(4), note: "EKS does" }]) }, { kind: "launcher" }));
    expect(scenarios[0]?.settings.httpPutResponseHopLimit).toMatchObject({ layer: "service-default", value: 2, trail: [{ text: "EKS does" }] });
  });

  it("is the launch where the value is written, which is said", () => {
    const { scenarios } = describeResource(resource(explicit, { format: "cloudformation" }));
    expect(scenarios[0]?.settings.httpTokens?.trail).toMatchObject([{ text: "HttpTokens is set here" }]);
  });
});
