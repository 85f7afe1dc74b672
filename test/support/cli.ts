import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { run } from "../../src/cli/run.ts";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly isTTY?: boolean;
}

/** Runs the command line in process, with an environment that holds nothing but what is given. */
export async function cli(argv: readonly string[], { cwd, env = {}, stdin = "", isTTY = false }: Surroundings): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({ isTTY, write: (text: string) => { written[name] += text; } });
  const code = await run(argv, { stdin: chunks(stdin), stdout: output("stdout"), stderr: output("stderr"), env, cwd });
  return { code, ...written };
}

async function* chunks(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

export const bundle = join(import.meta.dirname, "../../dist/cli.js");

/** Runs the committed bundle as a process of its own, `before` it another program (`unshare -n`). */
export function bundled(argv: readonly string[], { cwd, env = {}, stdin = "" }: Surroundings, before: readonly string[] = []): Outcome {
  const [program = process.execPath, ...args] = [...before, process.execPath, bundle, ...argv];
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, input: stdin, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  if (error !== undefined) throw error;
  return { code: status ?? -1, stdout, stderr };
}
