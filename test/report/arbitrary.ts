import fc from "fast-check";
import { certainties, severities } from "../../src/model/finding.ts";
import type { Finding, Layer, Report, ResourceReport, SettingReport } from "../../src/model/finding.ts";
import type { ProblemKind } from "../../src/model/problem.ts";
import { kinds } from "../../src/model/resource.ts";
import { settingNames } from "../../src/model/setting.ts";
import type { Format } from "../../src/model/setting.ts";
import { report } from "../support/report-builder.ts";

const hostile = ["\u001b[31m", "\u202e", "|", "```", "<b>", "@admin", "\r\n", "::error::", "[x](1)", "\\", "%0A", "\ud800", "\u0000", "</details>", "日本", "👩‍💻", "\t"];

/** Text as it may stand in a scanned file: any UTF-16, with what reporters fear in it. */
export const text = fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary", maxLength: 12 })), { maxLength: 5 }).map((parts) => parts.join(""));
const someText = text.map((value) => `m${value}`);
const path = fc.oneof(fc.constantFrom("main.tf", "a b/ü.tf", "x/[y]#%.yaml"), text.map((value) => `d/${value}f`));

const position = fc.record({ line: fc.integer({ min: 1, max: 40 }), column: fc.integer({ min: 1, max: 200 }) });
const location = fc.tuple(path, position, fc.nat(3), fc.nat(60)).map(([of, start, lines, columns]) => ({
  path: of,
  start,
  end: { line: start.line + lines, column: lines === 0 ? start.column + columns : 1 + columns },
}));
const notes = fc.array(fc.record({ location, text }), { maxLength: 4 });
const when = fc.array(fc.record({ condition: text, holds: fc.boolean() }), { maxLength: 2 });
const identity = fc.record({
  kind: fc.constantFrom(...kinds),
  format: fc.constantFrom<Format>("terraform", "cloudformation", "launch-template-json"),
  type: text,
  address: text,
});

const finding: fc.Arbitrary<Finding> = fc.record({
  rule: fc.constantFrom("tokens-required", "hop-limit", "unlisted"),
  severity: fc.constantFrom(...severities),
  certainty: fc.constantFrom(...certainties),
  message: someText,
  resource: identity,
  location,
  related: notes,
  trail: notes,
  when,
  fix: text,
  fingerprint: fc.constantFrom("0123456789abcdef", "fedcba9876543210"),
});

const scalar = fc.oneof(text, fc.double(), fc.boolean());
const layer = fc.option(fc.constantFrom<Layer>("launch", "service-default", "launch-template", "account-default", "image", "aws-default"), { nil: undefined });
const setting: fc.Arbitrary<SettingReport> = fc
  .tuple(fc.constantFrom("known" as const, "absent" as const, "unknown" as const), scalar, fc.option(fc.array(scalar, { maxLength: 3 }), { nil: undefined }), text, layer, notes)
  .map(([state, value, oneOf, why, by, trail]) => ({
    state,
    ...(state === "known" ? { value } : {}),
    ...(state === "unknown" && oneOf !== undefined ? { oneOf } : {}),
    ...(state === "unknown" ? { why } : {}),
    ...(by === undefined ? {} : { layer: by }),
    trail,
  }));
const settings = fc.array(fc.tuple(fc.constantFrom(...settingNames), setting), { maxLength: 8 }).map((pairs): ResourceReport["scenarios"][number]["settings"] => Object.fromEntries(pairs));
const resource: fc.Arbitrary<ResourceReport> = fc
  .tuple(identity, location, fc.array(fc.record({ when, settings }), { maxLength: 3 }))
  .map(([of, where, scenarios]) => ({ ...of, location: where, scenarios }));

const problem = fc.record({
  kind: fc.constantFrom<ProblemKind>("unreadable", "not-text", "syntax", "too-large", "outside", "internal"),
  message: someText,
  location,
});

/** Any report, with hostile text everywhere. */
export const anyReport: fc.Arbitrary<Report> = fc
  .record({
    findings: fc.array(finding, { maxLength: 6 }),
    problems: fc.array(problem, { maxLength: 4 }),
    resources: fc.array(resource, { maxLength: 4 }),
    skipped: fc.dictionary(fc.string({ maxLength: 8 }), fc.nat(9), { maxKeys: 3 }),
    reliesOnImage: fc.array(text, { maxLength: 3 }),
    unfollowedModules: fc.array(fc.record({ source: text, calls: fc.integer({ min: 1, max: 99 }) }), { maxLength: 3 }),
    unfollowedStacks: fc.array(fc.record({ source: text, calls: fc.integer({ min: 1, max: 99 }) }), { maxLength: 3 }),
  })
  .map(({ findings, problems, resources, skipped, reliesOnImage, unfollowedModules, unfollowedStacks }) =>
    report({ findings, problems, resources, summary: { files: { seen: 9, parsed: 3, skipped }, reliesOnImage, unfollowedModules, unfollowedStacks } }),
  );

/** Sources for a report's paths: any text under any path. */
export const anySource = fc.oneof(text, fc.array(text, { maxLength: 45 }).map((lines) => lines.join("\n")), fc.constant(undefined));
