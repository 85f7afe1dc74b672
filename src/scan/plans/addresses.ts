import { addressOf } from "../../parsers/terraform-plan/addresses.ts";

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

/** More keys in one address than these are left out all together or not at all. */
const mostKeys = 6;

/**
 * The addresses by which code may know an instance, the most exact one first: a key that the code leaves open (`for_each` over something
 * unknown) is missing there. `module.a["x"].b.c[0]` is also `module.a.b.c[0]`, `module.a["x"].b.c` and `module.a.b.c`.
 */
export function namesInCode(instance: string): readonly string[] {
  const parts = addressOf(instance);
  if (parts === undefined) return [instance];
  const count = [...parts.calls, parts].filter(({ key }) => key !== "").length;
  if (count === 0) return [instance];
  if (count > mostKeys) return [instance, withoutKeys(instance)];
  let names = [""];
  for (const { name, key } of parts.calls) names = names.flatMap((before) => withAndWithout(`${before}module.${name}`, key).map((call) => `${call}.`));
  return names.flatMap((before) => withAndWithout(`${before}${parts.base}`, parts.key));
}

/** The addresses by which code may know the module calls around an instance, innermost call and most exact address first. */
export function callNamesInCode(instance: string): readonly string[] {
  return callInstances(instance)
    .toReversed()
    .flatMap((call) => namesInCode(`${call}.type.name`).map((name) => name.slice(0, -".type.name".length)));
}

/** What is in a call's module, as the address of the call has it: `module.a.b.c[0]` for `module.a` and `module.a["x"].b.c[0]`. */
export function withinCall(call: string, instance: string): string {
  const parts = addressOf(instance);
  return parts === undefined ? call : `${call}.${parts.base}${parts.key}`;
}

function withAndWithout(name: string, key: string): readonly string[] {
  return key === "" ? [name] : [`${name}${key}`, name];
}
