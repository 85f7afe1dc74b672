import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const oracles = new URL("../../fixtures/oracles/", import.meta.url);

/** Puts the files of fixtures/oracles/terraform-files into a folder, with the symbolic links that are not in the repository. */
export function layOutTerraformFiles(folder: string): void {
  cpSync(fileURLToPath(new URL("terraform-files", oracles)), folder, { recursive: true });
  const links = JSON.parse(readFileSync(new URL("terraform-files-links.json", oracles), "utf8")) as Readonly<Record<string, string>>;
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }
}
