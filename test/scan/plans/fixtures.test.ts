import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding, Report } from "../../../src/model/finding.ts";
import { expectations } from "../../support/markers.ts";
import { repository } from "../../support/project.ts";
import { codeIn, fixture, plansFolder, reportOf } from "./support.ts";

const names = readdirSync(plansFolder).sort();

/** Of accounts only one finding is expected in each, wherever the first machine stands. */
function ofResources({ findings }: Report): readonly Finding[] {
  return findings.filter(({ resource }) => resource.kind !== "account");
}

function identity({ rule, location, resource }: Finding): string {
  return `${rule} ${location.path} ${resource.address.replace(/\[[^\]]*\]| in .*/g, "")}`;
}

describe.each(names)("the plan of %s", (name) => {
  test("gives the findings that the code beside it is marked with, and no others", async () => {
    const report = await reportOf(fixture(name), []);
    expect(report.problems).toEqual([]);
    const expected = codeIn(join(plansFolder, name)).flatMap((path) => expectations(join(plansFolder, name, path)).map((mark) => `infra/${path} ${mark}`));
    expect(ofResources(report).map(({ location, rule, certainty }) => `${location.path} ${location.start.line} ${rule} ${certainty}`).sort()).toEqual([...expected].sort());
  });

  test("says where the plan has what it decided", async () => {
    const root = fixture(name);
    const { findings } = await reportOf(root, ["infra/plan.json"]);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding.location.path).toMatch(/\.tf$/);
      expect(finding.related.map(({ location }) => location.path)).toContain("infra/plan.json");
    }
  });

  test("keeps the fingerprints of the code alone", async () => {
    const root = fixture(name);
    const both = await reportOf(root, []);
    rmSync(join(root, "infra/plan.json"));
    const alone = new Map((await reportOf(root, [])).findings.map((finding) => [identity(finding), finding.fingerprint]));
    const kept = both.findings.filter((finding) => alone.has(identity(finding)));
    expect(kept.length).toBeGreaterThan(1);
    expect(kept.map(({ fingerprint }) => fingerprint)).toEqual(kept.map((finding) => alone.get(identity(finding))));
  });

  test("gives one entry per planned resource in the inventory", async () => {
    const { resources } = await reportOf(fixture(name), [], { withoutRules: true });
    const entries = resources.map(({ address }) => address);
    expect(entries).toEqual([...new Set(entries)]);
    expect(resources.map(({ location }) => location.path).filter((path) => !path.endsWith(".tf"))).toEqual([]);
  });
});

const oracles = join(plansFolder, "../oracles/plans");
const kept = join(plansFolder, "../parsers/terraform-plan");

describe("plans that Terraform made of the root modules of the oracle", () => {
  test.each(readdirSync(kept).filter((file) => file.endsWith(".json")))("%s fits its code in every resource", async (file) => {
    const root = repository({ "plan.json": readFileSync(join(kept, file)) });
    cpSync(join(oracles, file.replace(".json", "")), root, { recursive: true });
    const { findings, problems, notes, resources } = await reportOf(root, ["plan.json"]);
    expect([problems, notes]).toEqual([[], []]);
    expect([...findings, ...resources].filter(({ location }) => !location.path.endsWith(".tf") && !location.path.endsWith(".tf.json"))).toEqual([]);
    expect(resources.length).toBeGreaterThan(0);
  });
});
