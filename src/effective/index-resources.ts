import type { Kind, Resource, Target } from "../model/resource.ts";

/** The resources of one scope, by address and by the names under which others know them. */
export interface Index {
  readonly at: (address: string) => Resource | undefined;
  /** Undefined also when several have that name. */
  readonly named: (kind: Kind, name: string) => Resource | undefined;
  /** The resource that a target points to, when it is in the scope. */
  readonly find: (kind: Kind, target: Target) => Resource | undefined;
}

export function indexResources(resources: readonly Resource[]): Index {
  const byAddress = new Map<string, Resource>();
  const byName = new Map<string, Resource[]>();
  const instancesOf = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (!byAddress.has(resource.address)) byAddress.set(resource.address, resource);
    const base = resource.address.replace(/\[[^[\]]*\]$/, "");
    if (base !== resource.address) add(instancesOf, base, resource);
    for (const name of resource.names) add(byName, `${resource.kind} ${name}`, resource);
  }
  const at = (address: string): Resource | undefined => byAddress.get(address) ?? onlyOne(instancesOf.get(address));
  // Of several with one name nobody can say which is meant.
  const named = (kind: Kind, name: string): Resource | undefined => onlyOne(byName.get(`${kind} ${name}`));
  return {
    at,
    named,
    find: (kind, target) => {
      switch (target.state) {
        case "resource": {
          const found = at(target.address);
          return found?.kind === kind ? found : undefined;
        }
        case "named":
          return named(kind, target.name);
        case "unknown":
          return undefined;
      }
    },
  };
}

function add(groups: Map<string, Resource[]>, key: string, resource: Resource): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [resource]);
  else group.push(resource);
}

/** A reference by name, or without an instance key, means something only when there is just one. */
function onlyOne(instances: readonly Resource[] | undefined): Resource | undefined {
  return instances?.length === 1 ? instances[0] : undefined;
}
