import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Finding } from "../../src/model/finding.ts";
import { findTemplates } from "../../src/parsers/cloudformation/recognise.ts";
import { parsers } from "../../src/parsers/registry.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { applyFix } from "./fixes/apply.ts";
import { scanText } from "./scan-text.ts";

/** A template of the fixtures or of the rules' examples. */
export interface Template {
  /** Under fixtures/, or `example: RULE bad 1.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** A template in which one finding has been fixed as its report says. */
export interface Fixed extends Template {
  readonly of: Template;
  readonly finding: Finding;
}

const folder = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** Every CloudFormation template under fixtures/, broken ones included, and in the examples of the built-in rules; sorted. */
export async function everyTemplate(): Promise<readonly Template[]> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:ya?ml|json|template)$/.test(name)).sort();
  const files = names.map((name): Template => ({ name, text: readFileSync(folder + name, "utf8") }));
  const found = await Promise.all(files.map(async ({ name, text }) => (await findTemplates({ path: name, text })).length > 0));
  return [...files.filter((_, index) => found[index]), ...examples()];
}

function examples(): readonly Template[] {
  return builtinRules.flatMap(({ id, examples: { cloudformation } }) =>
    (["bad", "good"] as const).flatMap((which) => (cloudformation?.[which] ?? []).map((text, index): Template => ({ name: `example: ${id} ${which} ${index + 1}.yaml`, text }))),
  );
}

/** Templates without any hint are never parsed. */
function launchesSomething({ text }: Template): boolean {
  return parsers.some(({ id, hints }) => id === "cloudformation" && hints.some((hint) => text.includes(hint)));
}

/** A template for each finding in a template, after the fix of the finding; none for a template that has to be mended, or expanded, before it can be read whole. */
export async function fixedOf(template: Template): Promise<readonly Fixed[]> {
  if (!launchesSomething(template)) return [];
  const { findings, problems } = await scanText(template.name, template.text);
  if (problems.length > 0) return [];
  return Promise.all(
    findings.map(async (finding): Promise<Fixed> => {
      const { line, column } = finding.location.start;
      return { name: `${template.name}:${line}:${column} ${finding.rule} ${finding.resource.address}`, text: await fixed(template, finding), of: template, finding };
    }),
  );
}

/** One finding may name several mistakes of a resource and points at the first: the next is mended when the report says so. */
async function fixed(template: Template, first: Finding): Promise<string> {
  let { name, text } = template;
  let finding: Finding | undefined = first;
  for (let round = 0; finding !== undefined && round < 8; round++) {
    text = await applyFix(name, text, finding);
    name = "template.json";
    finding = (await scanText(name, text)).findings.find((other) => isSame(other, first));
  }
  return text;
}

export function isSame(one: Finding, other: Finding): boolean {
  return one.rule === other.rule && one.resource.address === other.resource.address;
}

/** By which a recorded answer is known to be about this text. */
export function hashOf({ text }: Template): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
