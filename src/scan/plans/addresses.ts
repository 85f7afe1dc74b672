import { addressOf, type Address } from "../../parsers/terraform-plan/addresses.ts";

/** Resource addresses of one root module, looked up by what the code knows them by. */
export interface AddressIndex<Item> {
  readonly get: (bare: string) => readonly Item[];
}

/** `module.a["x"].aws_instance.web[0]` is `module.a.aws_instance.web` to the code. */
export function withoutKeys(address: string): string {
  const parts = addressOf(address);
  return parts === undefined ? address : `${parts.calls.map(({ name }) => `module.${name}.`).join("")}${parts.base}`;
}

/** The module calls around a resource or call, all without keys, outermost first: `module.a`, `module.a.module.b`. */
export function outerCalls(bare: string): readonly string[] {
  const parts = bare.split(".");
  const calls: string[] = [];
  for (let at = 0; parts[at] === "module" && at + 2 < parts.length; at += 2) calls.push(parts.slice(0, at + 2).join("."));
  return calls;
}

/** The instance keyed addresses of the calls around a resource: `module.a["x"]`, `module.a["x"].module.b[0]`. */
export function callInstances(address: string): readonly string[] {
  const calls = addressOf(address)?.calls ?? [];
  return calls.map((_, at) => calls.slice(0, at + 1).map(({ name, key }) => `module.${name}${key}`).join("."));
}

export function indexed<Item>(items: Iterable<Item>, addressOfItem: (item: Item) => string): AddressIndex<Item> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const bare = withoutKeys(addressOfItem(item));
    const list = found.get(bare);
    if (list === undefined) found.set(bare, [item]);
    else list.push(item);
  }
  return { get: (bare) => found.get(bare) ?? [] };
}

/** Whether an address of the code means an instance: a key that the code leaves open may be any. */
export function means(code: string, instance: string): boolean {
  if (code === instance) return true;
  const [one, other] = [addressOf(code), addressOf(instance)];
  return one !== undefined && other !== undefined && withoutKeys(code) === withoutKeys(instance) && keysOf(one).every((key, at) => key === "" || key === keysOf(other)[at]);
}

function keysOf({ calls, key }: Address): readonly string[] {
  return [...calls.map((call) => call.key), key];
}
