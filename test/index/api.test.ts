import { expect, test } from "vitest";
import { ConfigError, lint, UsageError } from "../../src/index.ts";
import { cli } from "../support/cli.ts";
import { instance, repository } from "../support/project.ts";

test("the library gives the report of --format json", async () => {
  const cwd = repository({ "main.tf": instance("web"), "t.yaml": "Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties: {}\n" });
  expect(await lint(["."], { cwd })).toEqual(JSON.parse((await cli(["--format", "json"], { cwd })).stdout));
});

test("mistakes of the caller reject", async () => {
  await expect(lint(["nowhere"], { cwd: repository({}) })).rejects.toThrow(UsageError);
  await expect(lint(["."], { cwd: repository({ ".imdslint.yaml": "x: 1" }) })).rejects.toThrow(ConfigError);
});
