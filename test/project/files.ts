import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

/** What git would commit from here, so also new files that are not ignored; paths relative to the repository root. */
export function projectFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { encoding: "utf8", maxBuffer: 1 << 26 });
  return listed.split("\0").filter((path) => path !== "" && existsSync(path));
}

export function read(path: string): string {
  return readFileSync(path, "utf8");
}

/** Names of the folders in a folder, sorted; none when it does not exist. */
export function folders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

/** Names of the files in a folder that end so, without the ending, sorted. */
export function namesEnding(path: string, ending: string): string[] {
  return readdirSync(path).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length)).sort();
}
