import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Rule } from "../src/model/rule.ts";
import type { Format } from "../src/model/setting.ts";
import { ruleMarkdown } from "../src/rules/page.ts";
import { exampleOutputs } from "./example-outputs.ts";

/**
 * Writes what is generated from rules/: the schema and the built-in rules as modules without YAML or ajv, and docs/rules.
 * With --check it writes nothing and fails when a file is missing, stale, or has no rule any more.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const docs = "docs/rules";

process.exitCode = await main(process.argv.includes("--check"));

async function main(check: boolean): Promise<number> {
  const schema: unknown = JSON.parse(await readFile(join(root, "rules/rule.schema.json"), "utf8"));
  const schemaFile = "src/rules/schema.generated.ts";
  const schemaText = moduleText("rules/rule.schema.json", "ruleSchema", "Readonly<Record<string, unknown>>", "", schema);
  // The reader of rules needs the schema module, so it comes first; a stale one would judge rules by old words.
  if (!check) await writeFile(join(root, schemaFile), schemaText);
  const rules = await readRules();
  if (rules === undefined) return 1;
  const rulesFile = "src/rules/builtin.generated.ts";
  const rulesText = moduleText("rules/*.yaml", "builtinRules", "readonly Rule[]", 'import type { Rule } from "../model/rule.ts";\n\n', rules);
  // The pages show what the command line says of the examples, so it has to know a new rule first.
  if (!check) await writeFile(join(root, rulesFile), rulesText);
  const wanted = new Map([
    [schemaFile, schemaText],
    [rulesFile, rulesText],
    [`${docs}/README.md`, indexPage(rules)],
  ]);
  for (const rule of rules) wanted.set(`${docs}/${rule.id}.md`, await page(rule));
  return check ? report(wanted) : write(wanted);
}

async function readRules(): Promise<readonly Rule[] | undefined> {
  const { readRule } = await import("../src/rules/load.ts");
  const names = (await readdir(join(root, "rules"))).filter((name) => name.endsWith(".yaml")).sort((a, b) => (basename(a, ".yaml") < basename(b, ".yaml") ? -1 : 1));
  const rules: Rule[] = [];
  let faulty = false;
  for (const name of names) {
    const path = `rules/${name}`;
    const { rule, faults } = await readRule({ path, text: await readFile(join(root, path), "utf8") });
    if (rule !== undefined) rules.push(rule);
    for (const { message, location } of faults) {
      faulty = true;
      console.error(`${path}:${location.start.line}:${location.start.column}: ${message}`);
    }
  }
  return faulty ? undefined : rules;
}

function moduleText(from: string, name: string, type: string, imports: string, value: unknown): string {
  return `// Generated from ${from} by \`npm run generate\`; do not edit.\n${imports}export const ${name}: ${type} = ${JSON.stringify(value, undefined, 2)};\n`;
}

async function page(rule: Rule): Promise<string> {
  const outputs = await exampleOutputs(root, rule);
  const output = (format: Format, example: number): string | undefined => outputs.get(format)?.[example];
  return `<!-- Generated from rules/${rule.id}.yaml by \`npm run generate\`; do not edit. -->\n\n${ruleMarkdown(rule, { examples: true, output })}`;
}

function indexPage(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.title} | ${rule.kinds.join(", ")} |`);
  return ["<!-- Generated from rules/*.yaml by `npm run generate`; do not edit. -->", "", "# Rules", "", "| rule | severity | what should be so | looks at |", "|---|---|---|---|", ...rows, ""].join("\n");
}

async function write(wanted: ReadonlyMap<string, string>): Promise<number> {
  await mkdir(join(root, docs), { recursive: true });
  for (const [path, text] of wanted) await writeFile(join(root, path), text);
  for (const path of await orphans(wanted)) await rm(join(root, path));
  return 0;
}

async function report(wanted: ReadonlyMap<string, string>): Promise<number> {
  const stale: string[] = [...(await orphans(wanted))];
  for (const [path, text] of wanted) {
    const present = await readFile(join(root, path), "utf8").catch(() => undefined);
    if (present !== text) stale.push(path);
  }
  for (const path of stale.sort()) console.error(`${path} is stale: run \`npm run generate\``);
  return stale.length === 0 ? 0 : 1;
}

/** Pages whose rule is gone. */
async function orphans(wanted: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const names = await readdir(join(root, docs)).catch(() => []);
  return names.map((name) => `${docs}/${basename(name)}`).filter((path) => path.endsWith(".md") && !wanted.has(path));
}
