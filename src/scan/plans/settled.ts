import type { EffectiveResource } from "../../model/effective.ts";
import type { Finding } from "../../model/finding.ts";
import type { Resource } from "../../model/resource.ts";
import { locate, locationKey } from "../../model/source.ts";
import { namesInCode, withoutKeys } from "./addresses.ts";

/** What one plan has settled of a root module: plain data, so that the plan's text can be forgotten. */
export interface Settlement {
  /** Path of the plan. */
  readonly plan: string;
  readonly addresses: readonly string[];
  /** The accounts that it speaks of, as `accountKey` has them. */
  readonly accounts: readonly string[];
  readonly findings: readonly Finding[];
}

/** What plans have settled of the root module in one directory: its code has no say in that any more. */
export interface Settled {
  readonly covers: (resource: EffectiveResource) => boolean;
  /** Findings of the code on what is covered that no plan has. */
  readonly refuted: (findings: readonly Finding[]) => readonly Finding[];
  readonly plans: readonly string[];
}

export function settledBy(settlements: readonly Settlement[]): Settled {
  const addresses = new Set(settlements.flatMap((one) => one.addresses.flatMap(namesInCode)));
  const accounts = new Set(settlements.flatMap((one) => one.accounts));
  const planned = settlements.flatMap((one) => one.findings);
  const known = new Set(planned.flatMap((finding) => [placeKey(finding), addressKey(finding)]));
  return {
    covers: ({ resource }) => {
      if (resource.kind === "account") return accounts.has(accountKey(resource));
      return addresses.has(resource.address);
    },
    refuted: (findings) => findings.filter((finding) => !known.has(placeKey(finding)) && !known.has(addressKey(finding))),
    plans: settlements.map(({ plan }) => plan),
  };
}

/** An account is known by the provider block that makes it: its Region may be one of the inputs. */
export function accountKey({ placement: { provider, at } }: Resource): string {
  return `${provider}\n${at === undefined ? "" : locationKey(locate(at))}`;
}

function placeKey({ rule, location }: Finding): string {
  return `${rule}\n${locationKey(location)}`;
}

function addressKey({ rule, resource }: Finding): string {
  return `${rule} ${withoutKeys(resource.address)}`;
}
