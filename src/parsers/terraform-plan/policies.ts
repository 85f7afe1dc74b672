import { spelling, settingNames, type Setting, type SettingName } from "../../model/setting.ts";
import { textAt } from "../../syntax/json/skim.ts";
import type { Planned } from "./known.ts";
import { isSecret, type Written } from "./settings.ts";

const optionNames: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];

/**
 * The metadata defaults in the content of a declarative policy; undefined for every other policy. The content is one text: all of it stands there.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
export function declarativeDefaults(resource: Planned): Written | undefined {
  const at = resource.values.get("content");
  const content = textAt(at);
  if (at === undefined || content === undefined || isSecret(resource, "content") || textAt(resource.values.get("type")) !== "DECLARATIVE_POLICY_EC2") return undefined;
  const defaults = member(member(parsed(content), "ec2_attributes"), "instance_metadata_defaults");
  if (typeof defaults !== "object" || defaults === null) return undefined;
  const settingOf = (name: SettingName): Setting => {
    const value = optionNames.includes(name) ? member(member(defaults, spelling("terraform", name)), "@@assign") : undefined;
    return typeof value === "string" || typeof value === "number" ? { state: "known", value, at, trail: [] } : { state: "absent", at };
  };
  return { block: { state: "present", at }, settings: Object.fromEntries(settingNames.map((name) => [name, settingOf(name)])) as Record<SettingName, Setting> };
}

/** Undefined for what is no JSON: AWS will say so, and nothing is known of the policy. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
