import type { Existing, ModuleInstance } from "./instances.ts";
import type { Question } from "./question.ts";
import type { Watch } from "./references.ts";
import { casesOf, type Case, type Look } from "./scenarios.ts";
import type { InstanceKey } from "./value.ts";

/** Reads a resource as one of its instances, and shows every value that it reads. */
type Read<Outcome> = (key: InstanceKey, watch: Watch) => Outcome;

/**
 * Every outcome of a resource or call with the conditions under which it comes about; the one that the code alone says, when these are
 * too many. `keyOf` tells outcomes apart.
 */
export function outcomesOf<Outcome>(read: Read<Outcome>, keyOf: (outcome: Outcome) => string, existence: Existing, { isCalled, budget }: ModuleInstance): readonly Case<Outcome>[] {
  const look = (): Look<Outcome> => {
    const key = isCalled() ? existence.now() : undefined;
    return lookAt(read, key ?? existence.key, key !== undefined);
  };
  const first = look();
  if (first.question === undefined || !first.isReal) return [{ when: [], outcome: first.outcome }];
  const found = casesOf(first, look, keyOf, budget);
  if (found.state === "apart" && found.cases.length > 0) return found.cases;
  const conditions = found.state === "apart" ? 0 : found.conditions;
  return [{ when: [], outcome: conditions === 0 ? first.outcome : read(existence.key, tooMany(conditions)) }];
}

/** The resource in the world that is looked at, with what its values hang on. */
function lookAt<Outcome>(read: Read<Outcome>, key: InstanceKey, exists: boolean): Look<Outcome> {
  let question: Question | undefined;
  let isRefused = false;
  const outcome = read(key, (value) => {
    if (value.kind === "unknown" || value.kind === "reference") question ??= value.question;
    if (value.kind === "unknown" && value.error === true) isRefused = true;
    return value;
  });
  return { outcome, question, isReal: exists && !isRefused };
}

/** What hangs on open questions is unknown for that very reason. */
function tooMany(conditions: number): Watch {
  const words = `it hangs on ${conditions} or more undecided conditions, too many to tell the outcomes apart`;
  return (value) => (value.kind === "unknown" && value.question !== undefined ? { ...value, why: `${value.why}, and ${words}`, isCut: true } : value);
}
