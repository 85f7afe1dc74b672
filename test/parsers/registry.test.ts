import { expect, it } from "vitest";
import { parsers } from "../../src/parsers/registry.ts";
import { resourceTypes } from "../../src/resource-types/table.ts";
import { eksCluster } from "../../src/parsers/terraform/registry-eks.ts";
import { knownModules } from "../../src/parsers/terraform/registry-modules.ts";

const hints = parsers.find(({ id }) => id === "terraform")?.hints ?? [];
const aliases = knownModules.flatMap((module) => module.aliases ?? []);
const sources = [...knownModules, eksCluster].flatMap(({ name, repository }) => [name, repository]);

it.each([...resourceTypes.keys()])("a directory with %s is parsed", (type) => {
  expect(hints.some((hint) => type.startsWith(hint))).toBe(true);
});

it.each([...new Set([...sources, ...aliases])])("so is one that calls %s", (source) => {
  expect(hints.some((hint) => source.includes(hint))).toBe(true);
});

it.each(["terraform-aws-modules/vpc/aws", "terraform-aws-modules/terraform-aws-s3-bucket", "cloudposse/label/null", "aws_s3_bucket", "google_compute_instance"])("but not one with %s alone", (text) => {
  expect(hints.filter((hint) => text.includes(hint))).toEqual([]);
});
