import type { Resource, Scenario } from "../../../src/model/resource.ts";
import { evaluateExpression } from "./console.ts";

/** Values of a module's variables; texts that spell a bool or a number are meant as one. */
export type Assignment = Readonly<Record<string, string | null>>;

const truths = new Map<string, boolean>();

/** The scenarios that hold when the variables of the root module have these values, by evaluating the words of their assumptions. */
export async function holding({ scenarios }: Resource, given: Assignment): Promise<readonly Scenario[]> {
  const found: Scenario[] = [];
  for (const scenario of scenarios) {
    const answers = await Promise.all(scenario.when.map(async ({ condition, holds }) => (await isTrue(condition, given)) === holds));
    if (answers.every(Boolean)) found.push(scenario);
  }
  return found;
}

async function isTrue(condition: string, given: Assignment): Promise<boolean> {
  const words = condition.replace(/ in module\.\w+$/, "");
  const key = `${words} ${JSON.stringify(given)}`;
  const before = truths.get(key);
  if (before !== undefined) return before;
  const module = Object.entries(given).map(([name, text]) => `variable "${name}" {\n  default = ${spelt(text)}\n}`);
  const value = await evaluateExpression(words, module.join("\n"));
  if (value.kind !== "scalar" || typeof value.value !== "boolean") throw new Error(`${words} is neither true nor false`);
  truths.set(key, value.value);
  return value.value;
}

function spelt(text: string | null): string {
  return text === null || /^(true|false|\d+)$/.test(text) ? String(text) : JSON.stringify(text);
}
