import { existsSync } from "node:fs";

/**
 * Whether tests that need an outside program have to be skipped: it is not installed, and nobody promised that it is.
 * In CI on Linux they run and fail instead, so that a broken installation cannot hide them.
 * Says on stderr what is missing and how to get it.
 */
export function oracleMissing(name: string, path: string | undefined): boolean {
  if (path !== undefined && existsSync(path)) return false;
  const how = name === "pre-commit" ? "apt-get install pre-commit" : "npm ci --prefix test/oracles";
  console.error(`${name} is not installed (${how})`);
  return !mustHaveOracles();
}

/** The outside programs are published for Linux on x64 only; see CONTRIBUTING.md. */
export function mustHaveOracles(): boolean {
  return (process.env["CI"] ?? "") !== "" && process.platform === "linux" && process.arch === "x64";
}
