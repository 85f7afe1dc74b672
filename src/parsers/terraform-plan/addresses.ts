/** One step of a reference or address: a name, or an instance key as Terraform writes it (`["a"]`, `[0]`). */
export type Step = { readonly name: string } | { readonly key: string };

const step = /([\p{L}\p{N}_-]+)|\[("(?:[^"\\]|\\.)*"|\d+)\]/uy;

/** `module.a["x"].aws_instance.web[0].id` as its steps; ends early at anything else. Linear in the text. */
export function stepsOf(reference: string): readonly Step[] {
  const steps: Step[] = [];
  step.lastIndex = 0;
  for (let found = step.exec(reference); found !== null; found = step.exec(reference)) {
    const [, name, key] = found;
    if (name !== undefined) steps.push({ name });
    else if (key !== undefined) steps.push({ key: `[${key}]` });
    if (reference.charAt(step.lastIndex) === ".") step.lastIndex++;
  }
  return steps;
}

/** One call on the way to a module instance. */
export interface CallStep {
  readonly name: string;
  /** The instance key, "" without repetition. */
  readonly key: string;
}

/** An address of a resource, taken apart: the calls that lead to it, its `type.name` and its key. */
export interface Address {
  readonly calls: readonly CallStep[];
  /** `aws_instance.web`, with `data.` in front for data sources. */
  readonly base: string;
  readonly key: string;
}

/** Takes `module.a["x"].aws_instance.web[0]` apart; undefined when it is no address of a resource. */
export function addressOf(address: string): Address | undefined {
  const steps = stepsOf(address);
  const calls: CallStep[] = [];
  let at = 0;
  while (nameAt(steps, at) === "module") {
    const name = nameAt(steps, at + 1);
    if (name === undefined) return undefined;
    const key = keyAt(steps, at + 2);
    calls.push({ name, key });
    at += key === "" ? 2 : 3;
  }
  const data = nameAt(steps, at) === "data";
  if (data) at++;
  const type = nameAt(steps, at);
  const name = nameAt(steps, at + 1);
  if (type === undefined || name === undefined) return undefined;
  return { calls, base: `${data ? "data." : ""}${type}.${name}`, key: keyAt(steps, at + 2) };
}

/** `module.a["x"].` for the calls, "" for the root module. */
export function prefixOf(calls: readonly CallStep[]): string {
  return calls.map(({ name, key }) => `module.${name}${key}.`).join("");
}

/** The address without the key of its last instance: what the code knows it by. */
export function withoutKey(address: string): string {
  const parts = addressOf(address);
  return parts === undefined ? address : `${prefixOf(parts.calls)}${parts.base}`;
}

export function nameAt(steps: readonly Step[], at: number): string | undefined {
  const found = steps[at];
  return found !== undefined && "name" in found ? found.name : undefined;
}

/** The key that stands at a position, "" when there is none. */
export function keyAt(steps: readonly Step[], at: number): string {
  const found = steps[at];
  return found !== undefined && "key" in found ? found.key : "";
}
