import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answersIn, environment, planOf, providerFolder, versionOf, type Answers } from "./planning.ts";

/**
 * Asks `terraform plan` which IMDS options it plans for the root modules in fixtures/oracles/plans-by-variables, once for each
 * assignment of values to their variables in `variables.json`, and writes the answers to fixtures/oracles/terraform-variable-plans.json.
 * Needs what terraform-plans.ts needs, and like it applies nothing and makes no connection to AWS.
 */
const modules = "fixtures/oracles/plans-by-variables";
const answersFile = "fixtures/oracles/terraform-variable-plans.json";

type Assignment = Readonly<Record<string, string | null>>;

interface Planned {
  readonly variables: Assignment;
  readonly resources: Answers;
}

async function main(): Promise<void> {
  const provider = providerFolder();
  const work = mkdtempSync(join(tmpdir(), "imdslint-plans-"));
  try {
    const env = environment(work, provider.path);
    const answers: Record<string, readonly Planned[]> = {};
    for (const name of readdirSync(modules).sort()) {
      const planned: Planned[] = [];
      for (const [at, variables] of assignmentsOf(name).entries()) {
        const folder = join(work, `${name}-${at}`);
        const file = join(work, `${name}-${at}.tfvars.json`);
        writeFileSync(file, JSON.stringify(variables));
        planned.push({ variables, resources: answersIn(await planOf(join(modules, name), folder, env, [`-var-file=${file}`])) });
      }
      answers[name] = planned;
    }
    write(answers, await versionOf(env), provider.version);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function assignmentsOf(name: string): readonly Assignment[] {
  return JSON.parse(readFileSync(join(modules, name, "variables.json"), "utf8")) as readonly Assignment[];
}

/** One line per assignment, so that changes can be reviewed. */
function write(answers: Readonly<Record<string, readonly Planned[]>>, terraform: string, provider: string): void {
  const head = { script: "tools/oracles/terraform-variable-plans.ts", terraform, provider: `hashicorp/aws ${provider}`, date: new Date().toISOString().slice(0, 10) };
  const fields = Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const lines = Object.entries(answers).map(([name, planned]) => `  ${JSON.stringify(name)}: [\n${planned.map((one) => `   ${JSON.stringify(one)}`).join(",\n")}\n  ]`);
  writeFileSync(answersFile, `{\n${fields.join("")} "modules": {\n${lines.join(",\n")}\n }\n}\n`);
}

await main();
