import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { everyTemplate, fixedOf, hashOf, type Template } from "../../test/support/cloudformation-templates.ts";

/**
 * Asks cfn-lint about every CloudFormation template of the fixtures and of the rules' examples, and about each of them after the fix of each finding, and writes
 * its answers to fixtures/oracles/cfn-lint.json, against which test/parsers/cloudformation/cfn-lint.test.ts holds the texts:
 *   npx tsx tools/oracles/cfn-lint.ts
 * Needs cfn-lint on the PATH (`pip install cfn-lint`). It is no package of npm (the one of that name is another program) nor of Debian, so CI cannot be asked to
 * have it: answers are committed, and a template that was changed since is a failure that asks for this script. Only errors are recorded; warnings, such
 * as the one that launch configurations are old, are let through. What the same version has said of the same text is not asked again.
 */
const region = "us-east-1";
const output = fileURLToPath(new URL("../../fixtures/oracles/cfn-lint.json", import.meta.url));

interface Match {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
}

/** Exit codes: 2 is set for errors, 4 for warnings, 8 for information; anything else is a failure. */
async function ask(argv: readonly string[]): Promise<string> {
  const child = spawn("cfn-lint", argv, { stdio: ["ignore", "pipe", "inherit"] });
  const finished = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const [said, code] = await Promise.all([text(child.stdout), finished]);
  if (code === null || (code & ~14) !== 0) throw new Error(`cfn-lint ended with ${String(code)}: ${said}`);
  return said;
}

/** How often each error was found, by the hash of the text. */
async function errorsOf(templates: readonly Template[]): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  if (templates.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), "cfn-lint-"));
  try {
    const files = new Map(templates.map((template) => [join(folder, `${hashOf(template)}.template`), template]));
    for (const [path, template] of files) writeFileSync(path, template.text);
    const matches = JSON.parse(await ask(["--regions", region, "--format", "json", "--", ...files.keys()])) as readonly Match[];
    return new Map([...files].map(([path, template]) => [hashOf(template), counted(matches.filter(({ Filename, Rule }) => Filename === path && Rule.Id.startsWith("E")))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function counted(matches: readonly Match[]): Readonly<Record<string, number>> {
  const ids = matches.map(({ Rule }) => Rule.Id).sort();
  return Object.fromEntries([...new Set(ids)].map((id) => [id, ids.filter((other) => other === id).length]));
}

interface Recorded {
  readonly versions: Readonly<Record<string, string>>;
  readonly region: string;
  readonly templates: Answers;
  readonly fixed: Answers;
}

type Answers = Readonly<Record<string, { readonly hash: string; readonly errors: Readonly<Record<string, number>> }>>;

function knownErrors(versions: Recorded["versions"]): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const recorded = JSON.parse(readFileSync(output, "utf8")) as Recorded;
  if (recorded.region !== region || JSON.stringify(recorded.versions) !== JSON.stringify(versions)) return new Map();
  return new Map([...Object.values(recorded.templates), ...Object.values(recorded.fixed)].map(({ hash, errors }) => [hash, errors]));
}

async function record(): Promise<void> {
  const templates = await everyTemplate();
  const fixed = (await Promise.all(templates.map(fixedOf))).flat();
  const versions = { "cfn-lint": (await ask(["--version"])).replace("cfn-lint", "").trim() };
  const known = knownErrors(versions);
  const errors = new Map([...known, ...(await errorsOf([...templates, ...fixed].filter((one) => !known.has(hashOf(one)))))]);
  const told = (one: Template): object => ({ hash: hashOf(one), errors: errors.get(hashOf(one)) });
  const byName = (all: readonly Template[]): object => Object.fromEntries(all.map((one) => [one.name, told(one)]));
  const data = { script: "tools/oracles/cfn-lint.ts", date: new Date().toISOString().slice(0, 10), versions, region, templates: byName(templates), fixed: byName(fixed) };
  writeFileSync(output, `${JSON.stringify(data, undefined, 1)}\n`);
  console.log(`${templates.length} templates, ${fixed.length} fixed ones`);
}

await record();
