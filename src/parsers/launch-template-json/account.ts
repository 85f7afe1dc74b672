import type { Resource } from "../../model/resource.ts";
import type { SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { DataMap } from "../../syntax/data.ts";
import { plainOptions, type Silence } from "./options.ts";
import { resource, type Reading } from "./resource.ts";
import { opening, placeOf } from "./values.ts";

const accountSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];

/**
 * The account defaults that are asked for. What is not named keeps the value it has in the account.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
 */
export function modifiedDefaults(reading: Reading): readonly Resource[] {
  return [defaults(reading, reading.root, opening(reading.source, reading.root), "the account keeps what it has")];
}

/**
 * The account defaults as they are; what is not printed has no preference, which is what absent means.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetInstanceMetadataDefaults.html
 */
export function printedDefaults(reading: Reading): readonly Resource[] {
  const entry = reading.root.entries.get("AccountLevel");
  if (entry?.value.kind !== "map") return [];
  return [defaults(reading, entry.value, placeOf(reading.source, entry.keySpan), undefined)];
}

function defaults(reading: Reading, map: DataMap, at: Place, silence: Silence): Resource {
  return resource(reading, {
    kind: "account-defaults",
    address: reading.type,
    at,
    region: undefined,
    names: [],
    options: { block: { state: "present", at }, settings: plainOptions(reading.source, map, at, silence, accountSettings) },
    image: { state: "absent" },
  });
}
