import { spawn } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { generateTemplate } from "../../test/support/template-generator.ts";

/**
 * Records with which MetadataOptions moto's CloudFormation engine creates the resources of templates under given parameter values, and writes
 * them to fixtures/oracles/cloudformation.json, against which test/parsers/cloudformation/oracle.test.ts holds the evaluator:
 *   npx tsx tools/oracles/cloudformation.ts
 * Needs Python with `moto[all]` and, for `--lint`, cfn-lint (PYTHON, or python3 on the PATH). Templates are those in
 * fixtures/oracles/cloudformation, each with the parameter values that its first lines name, and generated ones. With `--lint` nothing is
 * written: cfn-lint says whether the templates of that folder and of fixtures/parsers/cloudformation/scenarios are valid.
 */
const generated = 240;
const folder = fileURLToPath(new URL("../../fixtures/oracles/cloudformation/", import.meta.url));
const output = fileURLToPath(new URL("../../fixtures/oracles/cloudformation.json", import.meta.url));
const script = fileURLToPath(new URL("cloudformation.py", import.meta.url));
const python = process.env["PYTHON"] ?? "python3";

interface Case {
  readonly id: string;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The templates of nested stacks, by the paths that name them; what is nested comes first. */
  readonly files?: Readonly<Record<string, string>>;
}

interface Answers {
  readonly versions: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** One case for each `# parameters: {...}` line. */
async function written(): Promise<readonly Case[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  const read = (name: string): Promise<string> => readFile(`${folder}nested/${name}`, "utf8");
  const files = { "./grandchild.yaml": await read("grandchild.yaml"), "./nested/child.yaml": await read("child.yaml") };
  const cases = await Promise.all(
    names.map(async (name) => {
      const template = await readFile(folder + name, "utf8");
      return [...template.matchAll(/^# parameters: (\{.*\})$/gm)].map(([, values = "{}"]): Case => ({ id: `${name} ${values}`, template, files, parameters: JSON.parse(values) as Case["parameters"] }));
    }),
  );
  return cases.flat();
}

function made(): readonly Case[] {
  return Array.from({ length: generated }, (_, seed) => {
    const { template, parameters } = generateTemplate(seed);
    return { id: `generated ${seed}`, template: JSON.stringify(template), parameters };
  });
}

async function ask(argv: readonly string[], input: string): Promise<string> {
  const child = spawn(python, argv, { stdio: ["pipe", "pipe", "inherit"] });
  const finished = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  child.stdin.end(input);
  const [said, code] = await Promise.all([text(child.stdout), finished]);
  if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${String(code)}: ${said}`);
  return said;
}

async function record(): Promise<void> {
  const cases = [...(await written()), ...made()];
  const { versions, answers } = JSON.parse(await ask([script], JSON.stringify(cases))) as Answers;
  // Written templates stand in their files, and generated ones are made anew from their number.
  const recorded = cases.map(({ id, parameters }) => ({ id, parameters, answer: answers[id] }));
  const data = { script: "tools/oracles/cloudformation.ts", date: new Date().toISOString().slice(0, 10), versions, cases: recorded };
  await writeFile(output, `${JSON.stringify(data, undefined, 1)}\n`);
  console.log(`${recorded.length} cases`);
}

async function lint(): Promise<void> {
  const others = fileURLToPath(new URL("../../fixtures/parsers/cloudformation/scenarios/", import.meta.url));
  const run = ["-c", "from cfnlint.runner import main; main()", "--regions", "eu-west-1"];
  await ask([...run, "--ignore-checks", "W", "--template", `${folder}*.yaml`], "");
  // These say for themselves what cfn-lint does not follow.
  await ask([...run, "--template", `${others}*.yaml`], "");
  console.log("all valid");
}

await (process.argv.includes("--lint") ? lint() : record());
