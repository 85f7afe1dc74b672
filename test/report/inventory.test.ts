import fc from "fast-check";
import { expect, test } from "vitest";
import type { Report, ResourceReport, SettingReport } from "../../src/model/finding.ts";
import { renderInventory } from "../../src/report/inventory.ts";
import type { TextOptions } from "../../src/report/text.ts";
import { at, note, problem, report, resource } from "../support/report-builder.ts";
import { anyReport, anySource } from "./arbitrary.ts";

function render(of: Report, options: Partial<TextOptions> = {}): Promise<string> {
  return renderInventory(of, { color: false, hyperlinks: false, quiet: false, readSource: () => undefined, rules: [], ...options });
}

const template = resource({ kind: "launch-template", type: "aws_launch_template", address: "aws_launch_template.x", scenarios: [] });

function withTokens(setting: SettingReport): ResourceReport {
  return resource({ scenarios: [{ when: [], settings: { httpTokens: setting } }] });
}

test("every resource is listed by file with its settings, who decides them and how", async () => {
  const web = resource({
    location: at("main.tf", 12, 1),
    scenarios: [
      {
        when: [],
        settings: {
          httpTokens: { state: "known", value: "optional", layer: "launch-template", trail: [note(at("variables.tf", 3, 13), "default of var.tokens"), note(at("main.tf", 14, 5), "launches through aws_launch_template.x")] },
          httpPutResponseHopLimit: { state: "known", value: 1, layer: "aws-default", trail: [] },
          imdsSupport: { state: "absent", trail: [] },
        },
      },
    ],
  });
  const stack = resource({
    format: "cloudformation",
    type: "AWS::EC2::Instance",
    address: "Web",
    location: at("stack.yaml", 3, 3),
    scenarios: [
      { when: [{ condition: "IsProd", holds: true }], settings: { httpTokens: { state: "known", value: "required", layer: "launch", trail: [] } } },
      { when: [{ condition: "IsProd", holds: false }], settings: { httpTokens: { state: "unknown", why: "Tokens has no default", oneOf: ["required", "optional"], layer: "launch", trail: [] } } },
    ],
  });
  expect(await render(report({ resources: [web, stack, template] }))).toBe(`main.tf

aws_instance.web (instance, aws_instance) main.tf:12:1
  http_tokens                  optional  launch template aws_launch_template.x
      default of var.tokens (variables.tf:3:13) -> launches through aws_launch_template.x (main.tf:14:5)
  http_put_response_hop_limit  1         AWS default

aws_launch_template.x (launch-template, aws_launch_template) main.tf:1:1

stack.yaml

Web (instance, AWS::EC2::Instance) stack.yaml:3:3
  when condition IsProd is true:
    HttpTokens  required  the launch itself
  when condition IsProd is false:
    HttpTokens  unknown: required or optional  the launch itself
        Tokens has no default

3 files seen, 2 parsed, 1 skipped (no known format: 1)
3 resources
`);
});

test("one address in several roots is told apart by the call that leads to it", async () => {
  const called = (path: string): ResourceReport => resource({ scenarios: [], calls: [note(at(path, 3, 1), "called as module.web"), note(at("modules/web.tf", 7, 1), "called as module.inner")] });
  const out = await render(report({ resources: [called("one/main.tf"), called("two/main.tf")] }), { quiet: true });
  expect(out.match(/^ {2}called as .*$/gm)).toEqual(["  called as module.web (one/main.tf:3:1)", "  called as module.web (two/main.tf:3:1)"]);
});

test.each<[SettingReport["layer"], string]>([
  ["launch", "the launch itself"],
  ["launch-template", "launch template"],
  ["account-default", "account default"],
  ["image", "image"],
  ["aws-default", "AWS default"],
])("the layer %s is said in words", async (layer, words) => {
  const setting: SettingReport = { state: "known", value: "required", trail: [], ...(layer === undefined ? {} : { layer }) };
  expect(await render(report({ resources: [withTokens(setting)] }))).toContain(`  http_tokens  required  ${words}\n`);
});

test("an unknown without known values, and a setting that nobody sets", async () => {
  const out = await render(
    report({ resources: [withTokens({ state: "unknown", why: "data source", layer: "launch", trail: [] }), withTokens({ state: "absent", layer: "account-default", trail: [] })] }),
  );
  expect(out).toContain("  http_tokens  unknown  the launch itself\n      data source\n");
  expect(out).toContain("  http_tokens  not set  account default\n");
});

test("quiet leaves out trails and coverage and keeps problems", async () => {
  const setting: SettingReport = { state: "known", value: "required", layer: "launch", trail: [note(at("v.tf", 1, 1), "default")] };
  const out = await render(report({ resources: [withTokens(setting)], problems: [problem()] }), { quiet: true });
  expect(out).toContain("http_tokens  required");
  expect(out).toContain("problem[syntax]");
  expect(out).not.toMatch(/v\.tf|files seen/);
});

test("an empty inventory says so", async () => {
  expect(await render(report({ resources: [] }), { quiet: true })).toBe("no machine, template, image or account default was found in 3 files\n");
});

test("scanned text cannot command the terminal", async () => {
  await fc.assert(
    fc.asyncProperty(anyReport, anySource, async (any, source) => {
      const out = await render(any, { readSource: () => source });
      expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
    { numRuns: 100 },
  );
});
