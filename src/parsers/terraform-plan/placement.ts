import type { Placement } from "../../model/resource.ts";
import { memberOf, textAt } from "../../syntax/json/skim.ts";
import { isSecret, type Planned } from "./known.ts";
import { knownValue, type Plan, type Scope } from "./references.ts";
import type { Configured } from "./configuration.ts";

/** The provider configuration and Region of a resource; its own `region` (AWS provider 6) wins over its provider's. */
export function placementOf(resource: Planned, scope: (Scope & { readonly holder: Configured }) | undefined, plan: Plan): Placement {
  const own = isSecret(resource, "region") ? undefined : textAt(resource.values.get("region"));
  const key = scope?.holder.provider;
  const at = key === undefined ? undefined : plan.code.providers.get(key);
  if (scope === undefined || key === undefined || at === undefined) return { provider: "aws", ...(own === undefined ? {} : { region: own }) };
  const region = own ?? textAt(knownValue(memberOf(memberOf(at, "expressions"), "region"), providerScope(key, scope, plan), plan));
  // A key is `aws`, `aws.west`, or `module.m:aws` for one that a module configures itself.
  return { provider: key.slice(key.lastIndexOf(":") + 1).replace(/^awscc\b/, "aws"), ...(region === undefined ? {} : { region }), at };
}

/** A provider configuration sees the variables of the module that holds it: the root, or one of the modules around the resource. */
function providerScope(key: string, scope: Scope, plan: Plan): Scope {
  const depth = key.includes(":") ? key.slice(0, key.lastIndexOf(":")).split("module.").length - 1 : 0;
  const calls = scope.calls.slice(0, depth);
  return { calls, module: plan.code.root, holder: undefined, key: "" };
}
