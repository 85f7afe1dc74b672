import { expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import { repository } from "../support/project.ts";

const template = 'resource "aws_launch_template" "lt" {\n  name_prefix = "x"\n}\n';
const group = (name: string, type: string): string => `resource "aws_eks_node_group" "${name}" {\n  ami_type = "${type}"\n  launch_template {\n    id      = aws_launch_template.lt.id\n    version = 1\n  }\n}\n`;

async function verdicts(code: string): Promise<readonly string[]> {
  const { report } = await check({ paths: [], cwd: repository({ "main.tf": code }), note: () => undefined });
  return report.findings.filter(({ resource }) => resource.kind !== "account").map(({ rule, certainty, resource }) => `${rule} ${certainty} ${resource.address}`);
}

// https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html: without an image in the template, EKS brings that of the AMI type.
test("a template without an image has that of those who launch through it", async () => {
  expect(await verdicts(template + group("a", "AL2023_x86_64_STANDARD"))).toEqual(["hop-limit definite aws_launch_template.lt"]);
});

test.each([
  ["nobody launches through it", ""],
  ["one of them brings an image that requires nothing", group("a", "AL2023_x86_64_STANDARD") + group("b", "AL2_x86_64")],
  ["one of them brings none", `${group("a", "AL2023_x86_64_STANDARD")}resource "aws_instance" "b" {\n  launch_template {\n    id = aws_launch_template.lt.id\n  }\n}\n`],
])("it accepts IMDSv1 where %s", async (_, users) => {
  expect(await verdicts(template + users)).toContain("tokens-required definite aws_launch_template.lt");
});
