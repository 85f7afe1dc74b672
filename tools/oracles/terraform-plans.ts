import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answersIn, environment, planOf, providerFolder, versionOf, type Answers } from "./planning.ts";

/**
 * Asks `terraform plan` which IMDS options it plans for the root modules in fixtures/oracles/plans, and writes the answers to
 * fixtures/oracles/terraform-plans.json. With names of modules as arguments only their answers are made anew. Needs `terraform` on
 * the PATH and, in TF_PLUGIN_MIRROR, a directory with the AWS provider in the layout of `terraform providers mirror`, unpacked.
 * Nothing is applied and no connection to AWS is made: the credentials are made up, and no module reads a data source before apply.
 * The plans of the modules in `kept` are stored as they are, for the tests of the plan parser.
 */
const modules = "fixtures/oracles/plans";
const answersFile = "fixtures/oracles/terraform-plans.json";
const plansFolder = "fixtures/parsers/terraform-plan";
const kept = new Set([
  "account-defaults",
  "autoscaling-module-style",
  "batch-environments",
  "beanstalk",
  "dynamic-map-lookup",
  "fleets",
  "image-looked-up",
  "images",
  "launch-configuration",
  "managed-services",
  "mixed-instances",
  "module-for-each",
  "no-block",
  "node-groups",
  "null-options",
  "provider-modules",
  "sensitive",
  "template-by-name",
  "template-for-each",
  "template-override",
  "template-through-module",
  "unknown-inputs",
  "unknown-through-module",
]);

async function main(names: readonly string[]): Promise<void> {
  const provider = providerFolder();
  const work = mkdtempSync(join(tmpdir(), "imdslint-plans-"));
  try {
    const env = environment(work, provider.path);
    const answers = new Map<string, Answers>(names.length > 0 ? Object.entries(storedAnswers()) : []);
    const failures: string[] = [];
    const pending = names.length > 0 ? [...names] : readdirSync(modules);
    const worker = async (): Promise<void> => {
      for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
        const plan = await planOf(join(modules, name), join(work, name), env).catch((error: unknown) => String(error));
        if (!plan.startsWith("{")) failures.push(plan);
        else {
          answers.set(name, answersIn(plan));
          if (kept.has(name)) writePlan(name, plan);
        }
      }
    };
    await Promise.all([worker(), worker()]);
    writeAnswers(answers, await versionOf(env), provider.version);
    if (failures.length > 0) throw new Error(failures.join("\n"));
  } finally {
    rmSync(work, { recursive: true });
  }
}

function storedAnswers(): Readonly<Record<string, Answers>> {
  return (JSON.parse(readFileSync(answersFile, "utf8")) as { readonly modules: Readonly<Record<string, Answers>> }).modules;
}

/** Without the time: two runs give the same file. */
function writePlan(name: string, plan: string): void {
  mkdirSync(plansFolder, { recursive: true });
  writeFileSync(join(plansFolder, `${name}.json`), plan.replace(/"timestamp":"[^"]*"/, '"timestamp":"2000-01-01T00:00:00Z"'));
}

/** One line per resource, so that changes can be reviewed. */
function writeAnswers(answers: ReadonlyMap<string, Answers>, terraform: string, provider: string): void {
  const head = { script: "tools/oracles/terraform-plans.ts", terraform, provider: `hashicorp/aws ${provider}`, date: new Date().toISOString().slice(0, 10) };
  const lines = [...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, resources]) => {
    const rows = Object.entries(resources).map(([address, answer]) => `   ${JSON.stringify(address)}: ${JSON.stringify(answer)}`);
    return `  ${JSON.stringify(name)}: {\n${rows.join(",\n")}\n  }`;
  });
  const fields = Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  writeFileSync(answersFile, `{\n${fields.join("")} "modules": {\n${lines.join(",\n")}\n }\n}\n`);
}

await main(process.argv.slice(2));
