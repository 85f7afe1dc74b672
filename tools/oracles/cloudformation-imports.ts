import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Records with which MetadataOptions moto's CloudFormation engine creates the resources of a stack that imports values of another, and writes
 * them to fixtures/oracles/cloudformation-imports.json, against which test/parsers/cloudformation/imports/oracle.test.ts holds the evaluator:
 *   npx tsx tools/oracles/cloudformation-imports.ts
 * Needs Python with `moto[all]` (PYTHON, or python3 on the PATH). Each folder of fixtures/oracles/cloudformation-imports has a template
 * network.yaml, whose stack is called `network`, and app.yaml, which imports from it; their first lines name the parameter values of each case.
 */
const folder = fileURLToPath(new URL("../../fixtures/oracles/cloudformation-imports/", import.meta.url));
const output = fileURLToPath(new URL("../../fixtures/oracles/cloudformation-imports.json", import.meta.url));
const script = fileURLToPath(new URL("cloudformation.py", import.meta.url));

type Values = Readonly<Record<string, string>>;

function parametersIn(template: string): readonly Values[] {
  return Array.from(template.matchAll(/^# parameters: (\{.*\})$/gm), ([, values = "{}"]) => JSON.parse(values) as Values);
}

const cases = readdirSync(folder).sort().flatMap((name) => {
  const [template = "", network = ""] = ["app.yaml", "network.yaml"].map((file) => readFileSync(`${folder}${name}/${file}`, "utf8"));
  const values = parametersIn(network);
  return parametersIn(template).map((parameters, index) => ({ id: `${name} ${index + 1}`, template, parameters, exporter: { stack: "network", template: network, parameters: values[index] ?? {} } }));
});
const { status, stdout, stderr } = spawnSync(process.env["PYTHON"] ?? "python3", [script], { input: JSON.stringify(cases), encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
if (status !== 0) throw new Error(`${script} ended with ${String(status)}: ${stderr}`);
const { versions, answers } = JSON.parse(stdout) as { readonly versions: Values; readonly answers: Readonly<Record<string, unknown>> };
const recorded = cases.map(({ id, parameters, exporter }) => ({ id, parameters, exported: exporter.parameters, answer: answers[id] }));
const data = { script: "tools/oracles/cloudformation-imports.ts", date: new Date().toISOString().slice(0, 10), versions, cases: recorded };
writeFileSync(output, `${JSON.stringify(data, undefined, 1)}\n`);
console.log(`${recorded.length} cases`);
