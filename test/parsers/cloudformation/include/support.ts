import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Report } from "../../../../src/model/finding.ts";
import type { ParseResult } from "../../../../src/parsers/parser.ts";
import { cloudformation } from "../../../../src/parsers/cloudformation/index.ts";
import { diskTree } from "../../../../src/scan/files.ts";
import { namedFiles } from "../../../../src/scan/named-files.ts";
import { cli } from "../../../support/cli.ts";

/** A text, or what a symbolic link points to. */
export type Content = string | { readonly target: string };

export interface Folders {
  /** Has a neighbour: what lies beside the root is outside. */
  readonly root: string;
}

/** A scan root with the given files; paths that begin with `../` lie beside it. */
export function folders(files: Readonly<Record<string, Content>>): Folders {
  const base = realpathSync.native(mkdtempSync(join(tmpdir(), "imdslint-include-")));
  onTestFinished(() => {
    rmSync(base, { recursive: true });
  });
  const root = join(base, "root");
  mkdirSync(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (typeof content === "string") writeFileSync(join(root, path), content);
    else symlinkSync(content.target, join(root, path));
  }
  return { root };
}

/** What the parser makes of one of the files, with the others beside it. */
export async function parsed(files: Readonly<Record<string, Content>>, path = "main.yml"): Promise<ParseResult> {
  const { root } = folders(files);
  const text = files[path];
  if (typeof text !== "string") throw new Error(`${path} is no text`);
  return await cloudformation.parse({ dir: dirname(path), sources: [{ path, text }], called: false, files: namedFiles(diskTree(root)) });
}

/** The report of a scan of the whole root. */
export async function report(files: Readonly<Record<string, Content>>, ...paths: readonly string[]): Promise<Report> {
  const { root } = folders(files);
  const { stdout, stderr } = await cli(["--format", "json", ...(paths.length === 0 ? ["."] : paths)], { cwd: root });
  if (!stdout.startsWith("{")) throw new Error(`no report: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Report;
}

/** `rule address path:line:column` of each finding that is more than possible. */
export function faults({ findings }: Report): readonly string[] {
  return findings.filter(({ certainty }) => certainty !== "possible").map(({ rule, resource, location: { path, start } }) => `${rule} ${resource.address} ${path}:${start.line}:${start.column}`);
}
