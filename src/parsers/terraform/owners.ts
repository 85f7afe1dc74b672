import type { Memory } from "./memory.ts";
import type { Declared } from "./module.ts";
import { readNested } from "./nested.ts";
import { passed, type Evaluate, type Instances, type Origin, type ReferenceOwner, type Value } from "./value.ts";

/** The module that declares the resources, as far as those who ask about them need it. */
interface Declaring {
  readonly prefix: string;
  readonly evaluate: Evaluate;
  /** Works out a definition once in each world. */
  readonly once: (name: string, origin: Origin, compute: () => Value) => Value;
  readonly instancesIn: (address: string, declared: Declared) => Instances;
  readonly memory: Memory;
}

/** How others ask about the resources of a module, one owner for each of them. */
export function createOwners(declaring: Declaring): (address: string, declared: Declared) => ReferenceOwner {
  const owners = new Map<string, ReferenceOwner>();
  return (address, declared) => {
    const before = owners.get(address);
    if (before !== undefined) return before;
    const owner = createOwner(address, declared, declaring);
    owners.set(address, owner);
    return owner;
  };
}

function createOwner(address: string, declared: Declared, { prefix, evaluate, once, instancesIn, memory }: Declaring): ReferenceOwner {
  const nested = readNested(address, declared, evaluate, memory);
  return {
    declared,
    evaluate,
    instances: () => instancesIn(address, declared),
    blocks: (path, instance) => nested.find(path, instance).blocks?.length,
    question: (path, instance) => nested.find(path, instance).question,
    argument: (path, name, instance, origin) => {
      const body = nested.bodyAt(path, instance);
      const written = body?.body.attributes.find((candidate) => candidate.name === name);
      if (body === undefined || written === undefined) return undefined;
      const way = [...path, name].join(".");
      const value = once(`${address}[${JSON.stringify(instance?.key)}].${way}`, origin, () => {
        // What is bound in a block rests on what the block is made from.
        nested.bodyAt(path, instance);
        return evaluate(written.value, body.scope);
      });
      return passed(value, { source: declared.source, span: written.span }, `${prefix}${address}.${way}`);
    },
  };
}
