import { expect, it } from "vitest";
import { parsers } from "../../src/parsers/registry.ts";
import { cloudFormationTypes } from "../../src/resource-types/cloudformation-types.ts";
import { resourceTypes } from "../../src/resource-types/table.ts";
import { eksCluster } from "../../src/parsers/terraform/registry-eks.ts";
import { knownModules } from "../../src/parsers/terraform/registry-modules.ts";

const hints = parsers.find(({ id }) => id === "terraform")?.hints ?? [];
const aliases = knownModules.flatMap((module) => module.aliases ?? []);
const sources = [...knownModules, eksCluster].flatMap(({ name, repository }) => [name, repository]);

it.each([...resourceTypes.keys()])("a directory with %s is parsed", (type) => {
  expect(hints.some((hint) => type.startsWith(hint))).toBe(true);
});

const templateHints = parsers.find(({ id }) => id === "cloudformation")?.hints ?? [];

it.each([...cloudFormationTypes.keys(), '{"service":"EC2","action":"modifyInstanceMetadataDefaults"}', '{"action":"ModifyInstanceMetadataDefaultsCommand"}'])("a template with %s is parsed", (text) => {
  expect(templateHints.some((hint) => text.includes(hint))).toBe(true);
});

it.each(["AWS::S3::Bucket", "AWS::EC2::VPC", "AWS::ECS::Service", "AWS::EMR::Studio", "AWS::Lambda::Function"])("but not one with %s alone", (type) => {
  expect(templateHints.filter((hint) => type.includes(hint))).toEqual([]);
});

it.each([...new Set([...sources, ...aliases])])("so is one that calls %s", (source) => {
  expect(hints.some((hint) => source.includes(hint))).toBe(true);
});

it.each(["terraform-aws-modules/vpc/aws", "terraform-aws-modules/terraform-aws-s3-bucket", "cloudposse/label/null", "aws_s3_bucket", "google_compute_instance"])("but not one with %s alone", (text) => {
  expect(hints.filter((hint) => text.includes(hint))).toEqual([]);
});
