import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { check, type CheckRequest } from "../../../src/cli/check.ts";
import type { Report } from "../../../src/model/finding.ts";
import { repository } from "../../support/project.ts";

export const plansFolder = join(import.meta.dirname, "../../../fixtures/plans");

export type Noted = Report & { readonly notes: readonly string[] };

/** A repository with one of the fixtures in `infra`. */
export function fixture(name: string, into = "infra"): string {
  const root = repository({});
  cpSync(join(plansFolder, name), join(root, into), { recursive: true });
  return root;
}

export async function reportOf(cwd: string, paths: readonly string[], more: Partial<CheckRequest> = {}): Promise<Noted> {
  const notes: string[] = [];
  const { report } = await check({ paths, cwd, note: (sentence) => notes.push(sentence), ...more });
  return { ...report, notes };
}

/** Paths of the Terraform files below a folder, relative to it. */
export function codeIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith(".tf"));
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/")).sort();
}

export function planIn(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(plansFolder, name, "plan.json"), "utf8")) as Record<string, unknown>;
}

/** Findings as `path:line rule certainty address`, without those of accounts. */
export function told({ findings }: Report): readonly string[] {
  return findings.filter(({ resource }) => resource.kind !== "account").map(({ location, rule, certainty, resource }) => `${location.path}:${location.start.line} ${rule} ${certainty} ${resource.address}`);
}
