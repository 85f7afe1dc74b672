import { describe, expect, it } from "vitest";
import { installedVersions, parseSource } from "../../../src/parsers/terraform/module-source.ts";
import { allowsWithin, compareVersions, parseConstraint, parseVersion } from "../../../src/parsers/terraform/versions.ts";
import { knownModules } from "../../../src/parsers/terraform/registry-modules.ts";

function version(text: string): NonNullable<ReturnType<typeof parseVersion>> {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

describe("constraints", () => {
  it.each([
    ["5.7.1", "5.0.0", "5.8.0", true],
    ["= 5.7.1", "5.8.0", undefined, false],
    ["~> 5.7", "5.8.0", "6.0.0", true],
    ["~> 5.7", "6.0.0", undefined, false],
    ["~> 5.7.1", "5.8.0", "6.0.0", false],
    ["~> 5", "6.0.0", undefined, true],
    [">= 4.0, < 5.8", "5.8.0", undefined, false],
    [">= 4.0, < 5.8", "5.0.0", "5.8.0", true],
    ["> 5.8.0", "5.0.0", "5.8.0", false],
    ["<= 5.8.0", "5.8.0", undefined, true],
    ["< 5.8.0", "5.8.0", undefined, false],
    ["!= 5.8.0", "5.8.0", undefined, true],
    ["~> 5.8.0-beta1", "5.8.0", undefined, true],
  ] as const)("%s, from %s before %s: %s", (constraint, from, before, expected) => {
    const range = parseConstraint(constraint);
    expect(range === undefined ? undefined : allowsWithin(range, version(from), before === undefined ? undefined : version(before))).toBe(expected);
  });

  it.each(["", "latest", ">= x", "~>", "1.2.3.4", "> > 1", ","])("%j cannot be read", (text) => {
    expect(parseConstraint(text)).toBeUndefined();
  });
});

describe("sources", () => {
  it.each([
    ["terraform-aws-modules/ec2-instance/aws", { registry: "terraform-aws-modules/ec2-instance/aws" }],
    ["registry.terraform.io/terraform-aws-modules/eks/aws//modules/karpenter", { registry: "terraform-aws-modules/eks/aws", submodule: "modules/karpenter" }],
    ["app.terraform.io/us/eks/aws", undefined],
    ["github.com/cloudposse/terraform-aws-ec2-instance?ref=1.0.0", { repository: "cloudposse/terraform-aws-ec2-instance", ref: "1.0.0" }],
    ["git::https://github.com/cloudposse/terraform-aws-ec2-instance.git?depth=1&ref=v2.0.0", { repository: "cloudposse/terraform-aws-ec2-instance", ref: "v2.0.0" }],
    ["git::ssh://git@github.com/terraform-aws-modules/terraform-aws-eks.git//modules/eks-managed-node-group?ref=v20.0.0", { repository: "terraform-aws-modules/terraform-aws-eks", submodule: "modules/eks-managed-node-group", ref: "v20.0.0" }],
    ["git@github.com:terraform-aws-modules/terraform-aws-eks.git", { repository: "terraform-aws-modules/terraform-aws-eks" }],
    ["./modules/web", undefined],
    ["git::https://example.com/terraform-aws-modules/terraform-aws-eks.git", undefined],
    ["s3::https://s3.amazonaws.com/bucket/module.zip", undefined],
  ])("%s", (text, expected) => {
    expect(parseSource(text)).toEqual(expected);
  });

  it("say in words what leaves the version open", () => {
    const words = (text: string, constraint?: string): string | undefined => {
      const source = parseSource(text);
      return source && installedVersions(source, constraint).words;
    };
    expect(words("a/b/aws", "~> 5.7")).toBe('the version constraint "~> 5.7"');
    expect(words("a/b/aws")).toBe("a call without version");
    expect(words("github.com/a/b?ref=main")).toBe('the ref "main"');
    expect(words("github.com/a/b")).toBe("a source without ref");
  });
});

describe("the data", () => {
  it.each(knownModules.map((module) => [module.submodule === undefined ? module.name : `${module.name}//${module.submodule}`, module] as const))("%s: ranges ascend", (_, module) => {
    const froms = module.ranges.map(({ from }) => version(from));
    expect(froms.slice(1).every((from, index) => compareVersions(froms[index] ?? from, from) < 0)).toBe(true);
    expect(module.read).not.toBe("");
  });
});
