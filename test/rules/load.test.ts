import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/rules/evaluate.ts";
import { loadRules, readRule } from "../../src/rules/load.ts";
import { known, resource, standard } from "./make.ts";

const good = `id: no-tags
title: Tags stay out of the metadata
severity: low
kinds: [instance]
parameters:
  max: { type: integer, default: 2, minimum: 1, maximum: 64, description: Most hops. }
when:
  all:
    - { setting: instanceMetadataTags, is: enabled }
    - not: { setting: httpPutResponseHopLimit, above: max }
at: instanceMetadataTags
message: "{address} shows its tags."
why: Tags may hold secrets.
fix: Disable {instanceMetadataTags.name}.
`;

/** What is wrong with the good rule after one replacement: "line:column text". */
async function faultsAfter(from: string, to: string, path = "rules/no-tags.yaml"): Promise<readonly string[]> {
  expect(good).toContain(from);
  const { faults } = await readRule({ path, text: good.replace(from, to) });
  return faults.map(({ message, location }) => `${location.start.line}:${location.start.column} ${message}`);
}

describe("a rule file", () => {
  it("is read into a rule, short forms written out", async () => {
    const { rule, faults } = await readRule({ path: "rules/no-tags.yaml", text: good });
    expect(faults).toEqual([]);
    expect(rule).toMatchObject({
      id: "no-tags",
      message: [{ text: "{address} shows its tags." }],
      fix: { terraform: "Disable {instanceMetadataTags.name}.", cloudformation: "Disable {instanceMetadataTags.name}." },
      references: [],
      mappings: {},
      examples: {},
    });
  });

  it("works as a rule", async () => {
    const { rule } = await readRule({ path: "no-tags.yaml", text: good });
    if (rule === undefined) throw new Error("not read");
    const { findings } = evaluate([resource({ instanceMetadataTags: known("enabled") })], [rule], standard);
    expect(findings).toMatchObject([{ rule: "no-tags", message: "aws_instance.web shows its tags.", fix: "Disable instance_metadata_tags." }]);
  });

  it.each<[string, string, string, string]>([
    ["a misspelt setting name", "{ setting: instanceMetadataTags, is", "{ setting: instanceMetadataTag, is", '9:18 "instanceMetadataTag" is not one of httpTokens, httpPutResponseHopLimit, httpEndpoint, httpProtocolIpv6, instanceMetadataTags, imdsSupport, imageOrigin, httpTokensEnforced, unsentOptions, invalidOptions, staleVersion, weakenedOptions, conflictingDefaults, illegalTagKeys (did you mean "instanceMetadataTags"?)'],
    ["a misspelt setting name beside above", "setting: httpPutResponseHopLimit", "setting: httpPutResponseHoplimit", '10:23 "httpPutResponseHoplimit" is not one of httpTokens, httpPutResponseHopLimit, httpEndpoint, httpProtocolIpv6, instanceMetadataTags, imdsSupport, imageOrigin, httpTokensEnforced, unsentOptions, invalidOptions, staleVersion, weakenedOptions, conflictingDefaults, illegalTagKeys (did you mean "httpPutResponseHopLimit"?)'],
    ["a misspelt setting to point at", "at: instanceMetadataTags", "at: InstanceMetadataTags", '11:5 "InstanceMetadataTags" is not one of httpTokens, httpPutResponseHopLimit, httpEndpoint, httpProtocolIpv6, instanceMetadataTags, imdsSupport, imageOrigin, httpTokensEnforced, unsentOptions, invalidOptions, staleVersion, weakenedOptions, conflictingDefaults, illegalTagKeys (did you mean "instanceMetadataTags"?)'],
    ["an unknown key of a condition", "{ setting: instanceMetadataTags", "{ seting: instanceMetadataTags", '9:9 unknown key "seting" (did you mean "setting"?)'],
    ["an unknown operator", "is: enabled", "equals: enabled", '9:40 unknown key "equals"; known keys are all, any, not, setting, is, above, set, layer'],
    ["an unknown key of the rule", "severity: low", "severty: low", '3:1 unknown key "severty" (did you mean "severity"?)'],
    ["a value outside the setting's domain", "is: enabled", "is: enable", '9:44 "enable" is not one of enabled, disabled, no-preference (did you mean "enabled"?)'],
    ["a value of another type", "is: enabled", "is: true", "9:44 true is not one of enabled, disabled, no-preference"],
    ["a value that is a list", "is: enabled", "is: [enabled]", '9:44 ["enabled"] is not one of enabled, disabled, no-preference'],
    ["above with a setting that is no number", "setting: httpPutResponseHopLimit", "setting: httpTokens", '10:23 "above" compares numbers, and "httpTokens" is not one: only httpPutResponseHopLimit is'],
    ["above with an unknown parameter", "above: max", "above: mx", '10:55 "mx" is not a parameter of this rule (did you mean "max"?)'],
    ["two operators", "is: enabled }", "is: enabled, set: true }", '9:7 a condition is exactly one of "all", "any", "not" or "setting", and "setting" comes with exactly one of "is", "above", "set" or "layer"'],
    ["no operator", "instanceMetadataTags, is: enabled }", "instanceMetadataTags }", '9:7 a condition is exactly one of "all", "any", "not" or "setting", and "setting" comes with exactly one of "is", "above", "set" or "layer"'],
    ["an operator without a setting", "setting: instanceMetadataTags, is", "is", '9:9 "is" needs "setting" beside it'],
    ["all beside any", "when:\n", "when:\n  any: [{ setting: httpTokens, set: true }]\n", '8:3 a condition is exactly one of "all", "any", "not" or "setting", and "setting" comes with exactly one of "is", "above", "set" or "layer"'],
    ["an empty condition", "{ setting: instanceMetadataTags, is: enabled }", "{}", '9:7 a condition is exactly one of "all", "any", "not" or "setting", and "setting" comes with exactly one of "is", "above", "set" or "layer"'],
    ["a missing key", "severity: low\n", "", '1:1 "severity" is missing'],
    ["a wrong severity", "severity: low", "severity: minor", '3:11 "minor" is not one of low, medium, high, critical'],
    ["an unknown kind", "[instance]", "[instances]", '4:9 "instances" is not one of instance, launch-template, launch-configuration, launcher, image, account-defaults, account, service, guardrail, script (did you mean "instance"?)'],
    ["an unknown placeholder in the message", "{address} shows", "{adress} shows", '12:10 unknown placeholder {adress} (did you mean "address"?)'],
    ["an unknown placeholder in the fix", "{instanceMetadataTags.name}", "{instanceMetadataTags.spelling}", "14:6 unknown placeholder {instanceMetadataTags.spelling}"],
    ["an unknown parameter in a text", "{address} shows", "{param.min} shows", '12:10 unknown placeholder {param.min} (did you mean "param.max"?)'],
    ["a default out of bounds", "default: 2", "default: 65", "6:34 the default 65 is not within 1 to 64"],
    ["a format that does not exist", "fix: Disable {instanceMetadataTags.name}.", "fix: { teraform: Do it. }", '14:8 unknown key "teraform" (did you mean "terraform"?)'],
    ["an id that is not the file's name", "id: no-tags", "id: some-tags", '1:5 the rule "some-tags" must be in a file of that name, not in "no-tags"'],
    ["an id of another form", "id: no-tags", "id: No_Tags", '1:5 "No_Tags" does not have the form ^[a-z][a-z0-9]*(-[a-z0-9]+)*$'],
    ["a reference that is no address", "at: instance", "references: [http://example.com]\nat: instance", '11:14 "http://example.com" does not have the form ^https://[^\\s]+$'],
    ["a catalogue that cannot be a key", "at: instance", "mappings: { __proto__: [x] }\nat: instance", '11:13 "__proto__" cannot be a key here'],
  ])("has one precise fault for %s", async (_, from, to, expected) => {
    expect(await faultsAfter(from, to)).toEqual([expected]);
  });

  it.each<[string, string, readonly string[]]>([
    ["a list without an end", 'message: [{ when: { setting: httpTokens, set: true }, text: "A." }]', ['12:11 the last message must be for everything else: without "when"']],
    ["an end in the middle", 'message: [{ text: "A." }, { text: "B." }]', ['12:11 only the last message may be without "when": the ones after it would never be used']],
    ["an empty list", "message: []", ["12:10 [] must NOT have fewer than 1 items"]],
    ["two mistakes", "message: [{ txt: x }, { when: { setting: httpTokens, is: maybe }, text: B. }]", ['12:13 unknown key "txt" (did you mean "text"?)', '12:58 "maybe" is not one of optional, required, no-preference']],
  ])("with messages: %s", async (_, message, expected) => {
    expect(await faultsAfter('message: "{address} shows its tags."', message)).toEqual(expected);
  });

  it.each<[string, string, RegExp]>([
    ["nothing", "", /^1:1 null is not of type object$/],
    ["no YAML", "id: [", /^1:6 Flow sequence/],
    ["two documents", `${good}---\n${good}`, /^15:1 Source contains multiple documents/],
    ["a key twice", `${good}id: again\n`, /^15:1 Map keys must be unique/],
    ["a list", "- a", /^1:1 \["a"\] is not of type object$/],
    ["conditions nested too deep", good.replace("{ setting: instanceMetadataTags, is: enabled }", `${"{ not: ".repeat(40)}{ setting: httpTokens, set: true }${" }".repeat(40)}`), /nest more than 32 deep$/],
    ["brackets without end", `id: ${"[".repeat(150_000)}`, /^1:10\d this is nested more than 100 levels deep$/],
    ["braces that all close", `when: ${"{ not: ".repeat(20_000)}{}${" }".repeat(20_000)}`, /^1:\d+ this is nested more than 100 levels deep$/],
    ["a list in a list in a list", `when: \n${"- ".repeat(80_000)}x`, /^2:\d+ this is nested more than 100 levels deep$/],
    ["an empty parameter list", good.replace(/parameters:\n.*\n/, "parameters: {}\n"), /^5:13 at least one entry is needed here$/],
    ["an alias bomb", ["a: &a [x,x,x,x,x,x,x,x,x]", ..."bcdefgh".split("").map((key, index) => `${key}: &${key} [${Array(9).fill(`*${"abcdefgh"[index] ?? ""}`).join(",")}]`)].join("\n"), /Excessive alias count/],
    ["a very long file", "#".repeat(2_000_000), /^1:1 this is too long for a rule file$/],
  ])("that holds %s is refused with a place", async (_, text, expected) => {
    const { rule, faults } = await readRule({ path: "rules/no-tags.yaml", text });
    expect(rule).toBeUndefined();
    expect(faults).toHaveLength(1);
    expect(faults.map(({ message, location }) => `${location.start.line}:${location.start.column} ${message}`)[0]).toMatch(expected);
  });

  it("every truncation is either a rule or a fault, never a crash", async () => {
    for (let end = 0; end < good.length; end += 13) {
      const { rule, faults } = await readRule({ path: "rules/no-tags.yaml", text: good.slice(0, end) });
      expect((rule === undefined) === faults.length > 0).toBe(true);
    }
  });
});

describe("several files", () => {
  it("are read in order; missing files and ids that are taken are faults", async () => {
    const directory = await mkdtemp(join(tmpdir(), "imdslint-rules-"));
    try {
      const first = join(directory, "no-tags.yaml");
      const builtin = join(directory, "hop-limit.yml");
      const missing = join(directory, "missing.yaml");
      await writeFile(first, good);
      await writeFile(builtin, good.replace("no-tags", "hop-limit"));
      const { rules, faults } = await loadRules([first, builtin, missing, first], ["hop-limit"]);
      expect(rules.map((rule) => rule.id)).toEqual(["no-tags"]);
      expect(faults.map(({ message, location }) => [location.path, message.slice(0, 40)])).toEqual([
        [builtin, 'there is already a rule "hop-limit"'],
        [missing, "cannot be read: ENOENT: no such file or "],
        [first, 'there is already a rule "no-tags"'],
      ]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
