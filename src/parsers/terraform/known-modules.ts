import { installedVersions, parseSource, saysVersion, type ModuleSource } from "./module-source.ts";
import { possibleRanges } from "./module-versions.ts";
import { eksCluster } from "./registry-eks.ts";
import { knownModules, type KnownModule } from "./registry-modules.ts";

/** The well-known module that a source means: one that launches machines of one kind, or the EKS cluster module. */
export function knownModule(source: ModuleSource): KnownModule | typeof eksCluster | undefined {
  const module = knownModules.find((candidate) => isModule(candidate, source));
  return module ?? (isModule(eksCluster, source) ? eksCluster : undefined);
}

function isModule(module: Pick<KnownModule, "name" | "aliases" | "repository" | "submodule">, { registry, repository, submodule }: ModuleSource): boolean {
  if (submodule !== module.submodule) return false;
  return registry === undefined ? repository === module.repository : [module.name, ...(module.aliases ?? [])].includes(registry);
}

/**
 * Whether what a call launches is known without its module's code: the module is a well-known one, and the call says which versions it means,
 * of which some are known. Other calls of well-known modules are judged as far as their versions agree, but that is not the whole story.
 */
export function isKnownCall(source: string, version: string | undefined): boolean {
  const parsed = parseSource(source);
  const module = parsed && knownModule(parsed);
  if (parsed === undefined || module === undefined) return false;
  const installed = installedVersions(parsed, version);
  return saysVersion(installed) && possibleRanges<{ readonly from: string }>(module.ranges, module.newest, installed).length > 0;
}
