import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { merge } from "../../src/rules/merge.ts";

function finding(address: string, over: Partial<Finding> = {}): Finding {
  const position = { line: 3, column: 5 };
  return {
    rule: "tokens-required",
    severity: "high",
    certainty: "definite",
    message: `${address} accepts IMDSv1.`,
    resource: { kind: "instance", format: "terraform", type: "aws_instance", address },
    location: { path: "modules/web/main.tf", start: position, end: { line: 3, column: 30 } },
    related: [{ location: { path: "main.tf", start: position, end: position }, text: `called as ${address}` }],
    trail: [],
    when: [],
    fix: "",
    fingerprint: "0",
    ...over,
  };
}

const elsewhere = { path: "other.tf", start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

describe("merge", () => {
  it("keeps findings of other rules and places apart, sorted", () => {
    const all = [finding("b", { location: elsewhere }), finding("a", { rule: "hop-limit" }), finding("a")];
    expect(merge(all).map((each) => [each.rule, each.location.path])).toEqual([
      ["hop-limit", "modules/web/main.tf"],
      ["tokens-required", "modules/web/main.tf"],
      ["tokens-required", "other.tf"],
    ]);
  });

  it("makes one of several calls, names the others and keeps their places", () => {
    const [merged, ...rest] = merge(["c", "a", "b"].map((name) => finding(`module.${name}.aws_instance.this`)));
    expect(rest).toEqual([]);
    expect(merged?.message).toBe("module.a.aws_instance.this accepts IMDSv1. The same place is at fault in module.b.aws_instance.this and module.c.aws_instance.this.");
    expect(merged?.related.map((note) => note.text).sort()).toEqual(["a", "b", "c"].map((name) => `called as module.${name}.aws_instance.this`));
  });

  it("counts the addresses beyond the first few", () => {
    const [merged] = merge(Array.from({ length: 6 }, (_, at) => finding(`module.m${at}.aws_instance.this`)));
    expect(merged?.message).toMatch(/in module\.m1\.aws_instance\.this, module\.m2\.aws_instance\.this, module\.m3\.aws_instance\.this and 2 more\.$/);
  });

  it("takes the gravest: what is certain over what is possible, then the higher severity", () => {
    expect(merge([finding("a", { certainty: "possible" }), finding("b", { certainty: "conditional" })])[0]?.resource.address).toBe("b");
    expect(merge([finding("a", { severity: "low" }), finding("b")])[0]?.resource.address).toBe("b");
  });

  it("says nothing of others when two units report the very same finding", () => {
    expect(merge([finding("a"), finding("a")]).map((each) => each.message)).toEqual(["a accepts IMDSv1."]);
  });

  it("gives fingerprints that another call or instance does not change, and that differ between places", () => {
    const one = merge([finding("module.a.aws_instance.this[0]")])[0]?.fingerprint;
    expect(merge([finding('module.z["k.x"].module.y[1].aws_instance.this["b"]')])[0]?.fingerprint).toBe(one);
    expect(merge([finding("aws_instance.other[0]")])[0]?.fingerprint).not.toBe(one);
    const [first, second] = merge([finding("aws_instance.this"), finding("aws_instance.this", { location: { ...elsewhere, path: "modules/web/main.tf" } })]);
    expect(first?.fingerprint).not.toBe(second?.fingerprint);
  });

  it("is stable: merging what is merged changes nothing", () => {
    const merged = merge([finding("b"), finding("a"), finding("a", { rule: "hop-limit" })]);
    expect(merge(merged)).toEqual(merged);
  });
});
