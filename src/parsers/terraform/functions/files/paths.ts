import { posix } from "node:path";

/** Where a path leads: below the scan root, or out of it. */
export type Way = { readonly path: string } | { readonly outside: string };

/**
 * A path as Terraform's file functions take it: relative to the directory that Terraform runs in, which is that of the root module. What
 * is absolute or begins with `~` is out of reach. The shape of a path is changed before anything is looked at: `a/../b` needs no `a`.
 */
export function wayOf(root: string, path: string): Way {
  const isElsewhere = posix.isAbsolute(path) || path.startsWith("~") || /^[A-Za-z]:[\\/]/.test(path) || path.includes("\0");
  if (isElsewhere) return { outside: path };
  const way = posix.join(root, path).replace(/(?<=.)\/$/, "");
  return way === ".." || way.startsWith("../") ? { outside: path } : { path: way };
}

/** Paths of what is usually built, unpacked or downloaded before Terraform runs: that it is missing here does not mean that it will be. */
const madeLater = /\.(?:zip|jar|war|tar|tgz|gz|bz2|xz|whl|wasm|exe|dll|so|box|iso|img|qcow2)$|(?:^|\/)\.terraform\//i;

export function mayBeMadeLater(path: string): boolean {
  return madeLater.test(path);
}
