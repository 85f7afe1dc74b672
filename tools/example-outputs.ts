import { spawn } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Rule } from "../src/model/rule.ts";
import type { Format } from "../src/model/setting.ts";

/** The name under which an example of a format is scanned. */
const fileNames: Readonly<Record<Format, string>> = { terraform: "main.tf", cloudformation: "template.yaml", "launch-template-json": "template.json" };

/**
 * What the command line prints for each bad example of a rule, with only that rule switched on: the real program on the real text, so that
 * the documentation cannot drift. Empty while there is no command line to run.
 */
export async function exampleOutputs(root: string, rule: Rule): Promise<ReadonlyMap<Format, readonly string[]>> {
  const program = join(root, "src/cli/main.ts");
  if (!(await exists(program))) return new Map();
  // An empty directory: no configuration file and no neighbours change the answer.
  const directory = await mkdtemp(join(tmpdir(), "imdslint-examples-"));
  try {
    const outputs = new Map<Format, string[]>();
    for (const [format, { bad }] of Object.entries(rule.examples) as [Format, { readonly bad: readonly string[] }][]) {
      const printed: string[] = [];
      for (const example of bad) printed.push(await scan(program, directory, rule.id, fileNames[format], example));
      outputs.set(format, printed);
    }
    return outputs;
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function scan(program: string, directory: string, rule: string, fileName: string, example: string): Promise<string> {
  const argv = ["--import", import.meta.resolve("tsx"), program, "--stdin", "--stdin-filename", fileName, "--only", rule, "--format", "text"];
  const child = spawn(process.execPath, argv, { cwd: directory, env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: "1" } });
  const finished = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  child.stdin.end(example);
  const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), finished]);
  // 0 and 1 tell whether the finding reaches --fail-on; anything else is no scan.
  if (code !== 0 && code !== 1) throw new Error(`the example of ${rule} in ${fileName} could not be scanned (exit code ${String(code)}): ${complaint}`);
  return output;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
