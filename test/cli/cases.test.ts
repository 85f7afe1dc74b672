import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundled, cli, type Outcome, type Surroundings } from "../support/cli.ts";
import { repository } from "../support/project.ts";

/** `case.json` of a folder in fixtures/cli; `files/` beside it is the repository in which the case runs. */
interface Case {
  readonly about: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Files that cannot lie in the fixture folder themselves, such as .gitignore. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether it also runs through dist/cli.js. */
  readonly bundle?: boolean;
}

const folder = join(import.meta.dirname, "../../fixtures/cli");
const names = readdirSync(folder).sort();

function read(name: string): Case {
  return JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8")) as Case;
}

function surroundings(name: string, { env, stdin, files }: Case): Surroundings {
  const cwd = repository(files ?? {});
  cpSync(join(folder, name, "files"), cwd, { recursive: true });
  return { cwd, ...(env === undefined ? {} : { env }), ...(stdin === undefined ? {} : { stdin }) };
}

function written({ code, stdout, stderr }: Outcome): string {
  return `exit code: ${code}\n--- standard output ---\n${stdout}--- standard error ---\n${stderr}`;
}

describe("whole runs", () => {
  test.each(names)("%s", async (name) => {
    const one = read(name);
    const actual = written(await cli(one.args, surroundings(name, one)));
    const file = join(folder, name, "expected.txt");
    // UPDATE_CASES=1 writes what came out, to be read in the diff before it is committed.
    if (process.env["UPDATE_CASES"] === "1") writeFileSync(file, actual);
    expect(actual).toBe(readFileSync(file, "utf8"));
  });

  test.each(names.filter((name) => read(name).bundle === true))("%s, through dist/cli.js", (name) => {
    const one = read(name);
    expect(written(bundled(one.args, surroundings(name, one)))).toBe(readFileSync(join(folder, name, "expected.txt"), "utf8"));
  });
});
