import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A temporary directory with the given files, gone after the test. Its path has no links in it. */
export function project(files: Readonly<Record<string, string | Buffer>>): string {
  const root = realpathSync.native(mkdtempSync(join(tmpdir(), "imdslint-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** The same as a repository: its root is the scan root, whatever part of it is named. */
export function repository(files: Readonly<Record<string, string | Buffer>>): string {
  return project({ ".git/HEAD": "ref: refs/heads/main\n", ...files });
}

/** One instance that accepts IMDSv1: exactly one finding, of tokens-required. */
export function instance(name: string, more = ""): string {
  return `resource "aws_instance" "${name}" {\n  ami = "ami-0abcdef1234567890"\n${more}}\n`;
}
