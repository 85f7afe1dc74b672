import type { Resource, Scenario } from "../model/resource.ts";
import type { Setting } from "../model/setting.ts";
import { samePlacement } from "./account.ts";

/**
 * The derived setting `conflictingDefaults`: other declarations of the defaults of the same account and Region. Each writes all of them, so the last
 * one to be applied wins; beside a declarative policy, none may write them. Of several declarations all but the first are at fault, which is where the
 * finding goes.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html
 */
export function conflictingDefaults(resource: Resource, scenario: Scenario, resources: readonly Resource[]): Setting {
  const at = resource.at;
  if (resource.kind !== "account-defaults") return { state: "absent", at };
  const declared = resources.filter((other) => other.kind === "account-defaults");
  const earlier = declared.slice(0, declared.indexOf(resource)).filter((other) => samePlacement(other.placement, resource.placement));
  const [first] = earlier;
  if (first !== undefined) return besideOthers(resource, scenario, first, earlier);
  const policy = resources.find(managesDefaults);
  if (policy === undefined) return { state: "absent", at };
  const why = `${policy.address} manages the same defaults for every account to which it is attached, and an account cannot change them then`;
  return { state: "unknown", why, at, trail: [{ at: policy.at, note: `${policy.address} is a declarative policy for these defaults` }] };
}

/** The options block of a guardrail is the part of a declarative policy that holds these defaults. */
function managesDefaults({ kind, scenarios }: Resource): boolean {
  return kind === "guardrail" && scenarios.some(({ block }) => block.state === "present");
}

function besideOthers({ at, address }: Resource, scenario: Scenario, first: Resource, earlier: readonly Resource[]): Setting {
  const trail = earlier.map((other) => ({ at: other.at, note: `${other.address} declares them, too` }));
  const assumption = [...scenario.when, ...first.scenarios.flatMap(({ when }) => when)][0];
  const names = earlier.map((other) => other.address).join(" and ");
  if (assumption !== undefined) return { state: "unknown", why: `${names} ${earlier.length > 1 ? "are" : "is"} for the same account and Region, and it is not known whether ${assumption.condition}`, at, trail };
  return { state: "known", value: names, at, trail: [...trail, { at, note: `${address} declares the same defaults` }] };
}
