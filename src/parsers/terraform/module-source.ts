import { anyVersion, exactly, parseConstraint, parseVersion, type VersionRange } from "./versions.ts";

/** A module source by its identity: in the registry, or a repository on GitHub. */
export interface ModuleSource {
  readonly registry?: string;
  readonly repository?: string;
  /** The directory behind `//`. */
  readonly submodule?: string;
  /** The `ref` of a git source. */
  readonly ref?: string;
}

/** https://developer.hashicorp.com/terraform/language/modules/sources; undefined for other kinds of sources. */
export function parseSource(text: string): ModuleSource | undefined {
  const [address = "", query = ""] = splitOnce(text, "?");
  const git = /^(?:git::)?(?:(?:https|ssh|git):\/\/)?(?:[\w.-]+@)?github\.com[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/\/(.+))?$/.exec(address);
  if (git !== null) {
    const ref = /(?:^|&)ref=([^&]*)/.exec(query)?.[1];
    return { repository: `${git[1] ?? ""}/${git[2] ?? ""}`, ...directory(git[3]), ...(ref === undefined ? {} : { ref }) };
  }
  const registry = /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?([\w-]+\/[\w-]+\/[\w-]+)(?:\/\/(.+))?$/.exec(address);
  return registry?.[1] === undefined ? undefined : { registry: registry[1], ...directory(registry[2]) };
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function directory(text: string | undefined): { readonly submodule?: string } {
  const submodule = text?.replace(/^\.?\/+|\/+$/g, "");
  return submodule === undefined || submodule === "" ? {} : { submodule };
}

/** Which versions a call may install, and in which words it says so. */
export interface Installed {
  readonly range: VersionRange;
  readonly words: string;
}

/** The `version` of a registry module, the `ref` of a git source; all versions where neither says one. */
export function installedVersions(source: ModuleSource, version: string | undefined): Installed {
  if (source.repository !== undefined) {
    const exact = source.ref === undefined ? undefined : parseVersion(source.ref);
    if (exact !== undefined) return { range: exactly(exact), words: `ref ${source.ref ?? ""}` };
    return { range: anyVersion, words: source.ref === undefined ? "a source without ref" : `the ref "${source.ref}"` };
  }
  const range = version === undefined ? undefined : parseConstraint(version);
  if (range !== undefined) return { range, words: `the version constraint "${version ?? ""}"` };
  return { range: anyVersion, words: version === undefined ? "a call without version" : `the version "${version}"` };
}
