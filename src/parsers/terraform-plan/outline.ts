import { memberOf } from "../../syntax/json/skim.ts";
import type { PlannedVariable, PlanOutline } from "../parser.ts";
import { addressOf } from "./addresses.ts";
import type { ModuleCode } from "./configuration.ts";
import type { PlanDocument } from "./document.ts";
import type { Plan } from "./references.ts";

/** Values of variables longer than this are left out: what decides a setting is short. */
const longestValue = 1024 * 1024;

/** What a plan says of its code, beside its resources. Throws `SkimFault`. */
export function outlineOf({ document, entries, code: { root, secrets } }: Plan, code: PlanOutline["code"]): PlanOutline {
  const declared = new Set<string>();
  if (document.shape === "plan" && document.configuration !== undefined) declareModule(root, "", declared);
  else for (const address of entries.instances.keys()) declareInstance(address, declared);
  return { shape: document.shape, declared, variables: variablesOf(document, secrets), mayHoldUnknowns: document.mayHoldUnknowns, code };
}

/** Of what holds nothing of interest. */
export function emptyOutline({ shape, mayHoldUnknowns }: PlanDocument): PlanOutline {
  return { shape, declared: new Set(), variables: [], mayHoldUnknowns, code: new Map() };
}

function declareModule({ resources, calls }: ModuleCode, prefix: string, declared: Set<string>): void {
  for (const base of resources.keys()) {
    if (!base.startsWith("data.")) declared.add(`${prefix}${base}`);
  }
  for (const [name, { module }] of calls) {
    declared.add(`${prefix}module.${name}`);
    declareModule(module, `${prefix}module.${name}.`, declared);
  }
}

/** A resource that exists, with the calls that lead to it. */
function declareInstance(address: string, declared: Set<string>): void {
  const parts = addressOf(address);
  if (parts === undefined) return;
  let prefix = "";
  for (const { name } of parts.calls) {
    declared.add(`${prefix}module.${name}`);
    prefix += `module.${name}.`;
  }
  declared.add(`${prefix}${parts.base}`);
}

function variablesOf({ variables }: PlanDocument, secrets: ReadonlySet<string>): readonly PlannedVariable[] {
  return [...variables].map(([name, variable]) => {
    const value = memberOf(variable, "value");
    const isShort = value !== undefined && value.span.end - value.span.start <= longestValue;
    return { name, value: isShort && !secrets.has(name) ? value : undefined };
  });
}
