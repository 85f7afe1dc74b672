import type { Place } from "../../model/source.ts";
import { both, permits, type Allowed } from "./allowed.ts";
import { inBaseWorld, openIn, type Budget } from "./budget.ts";
import type { Declared } from "./module.ts";
import { moduleScope } from "./repetition.ts";
import { allowedBy } from "./validation.ts";
import { failure, passed, type Evaluate, type Value } from "./value.ts";

/** What the declarations of a module's variables demand of their values. */
export interface Validation {
  /** A value of a variable after its validation: narrowed while it is open, with a word in its trail where it is refused. */
  readonly validated: (value: Value, name: string, declared: Declared) => Value;
  /** The values that the declaration leaves; undefined when that may be anything. */
  readonly allowedValues: (name: string, declared: Declared) => Allowed | undefined;
}

export function createValidation(evaluate: Evaluate, budget: Budget): Validation {
  const known = new Map<string, { readonly allowed: Allowed | undefined }>();

  function allowedValues(name: string, declared: Declared): Allowed | undefined {
    const before = known.get(name);
    if (before !== undefined) return before.allowed;
    // A validation that needs the variable itself in a roundabout way constrains nothing.
    known.set(name, { allowed: undefined });
    const scope = moduleScope(declared.source);
    const allowed = inBaseWorld(budget, () => allowedBy(declared, name, (expression) => evaluate(expression, scope)));
    known.set(name, { allowed });
    return allowed;
  }

  /** Terraform stops at a value that is refused: it stays what it is in the base world, and no other world is worth a look. */
  function validated(value: Value, name: string, declared: Declared): Value {
    const allowed = isValidated(declared) ? allowedValues(name, declared) : undefined;
    if (allowed === undefined) return value;
    if (value.kind === "unknown" && value.subject !== undefined && value.error !== true) {
      return openIn(budget, value, { ...value.subject, allowed: both(value.subject.allowed, allowed) ?? allowed });
    }
    if (value.kind !== "scalar" || permits(allowed, value.value)) return value;
    const at: Place = { source: declared.source, span: declared.block.header };
    if (budget.world !== budget.base) return failure(`the validation of var.${name} refuses its value`, { at, from: value.origin });
    return passed(value, at, `the validation of var.${name} refuses this value`);
  }

  return { validated, allowedValues };
}

function isValidated({ block }: Declared): boolean {
  return block.body.blocks.some(({ type }) => type === "validation");
}
