import { expect, test } from "vitest";
import { localDirectory } from "../../src/parsers/terraform/sources.ts";
import { moduleCalls } from "../../src/scan/module-calls.ts";

test.each([
  ['module "a" {\n  source = "./x"\n}', "envs", ["envs/x"]],
  ['module "a" { source = "../modules/vpc/" }', "envs/prod", ["envs/modules/vpc"]],
  ['module "a" {\n  version = "1"\n  source  =   "./x//sub"\n}', ".", ["x/sub"]],
  ['module a {\n  source = "./x"\n}', ".", ["x"]],
  ['module "a" {\n  # was: source = "./legacy"\n  source = "./x"\n}', ".", ["x"]],
  ['module "a" {\n  for_each = { k = { source = "./y" } }\n  source = "./x"\n}', ".", ["x"]],
  ['module "a" {\n  source = var.dir\n}\nlocals {\n  dir = "./x"\n}', ".", []],
  ['module "a" {\n  source = "terraform-aws-modules/vpc/aws"\n}\nresource "aws_s3_object" "o" {\n  source = "./file"\n}', ".", []],
  ['module "a" {\n  source = "../../.."\n}', "envs", []],
  ['# module "a" {\n#  source = "./x"\n# }', ".", []],
  ['module "a" {\n  providers = {\n    aws = aws.west\n  }\n  source = "./x"\n}\nmodule "b" {\n  source = "./y"\n}', ".", ["x", "y"]],
  ['/*\nmodule "a" {\n  source = "./x"\n}\n*/\nmodule "b" {\n  source = "./y"\n}', ".", ["y"]],
  ['locals {\n  text = <<EOT\nmodule "a" {\n  source = "./x"\n}\nEOT\n}', ".", []],
])("%j in %s calls %j", async (text, dir, called) => {
  const calls = await moduleCalls({ path: "main.tf", text }, false);
  expect(calls.flatMap(({ source }) => (source === undefined ? [] : (localDirectory(dir, source) ?? [])))).toEqual(called);
});

test.each([
  ['module "a" {\n  source = "x/y/z"\n}', false, [["a", "x/y/z"]]],
  ['module "a" {\n  source = var.x\n}\nmodule "b" {\n  source = "./b"\n}', false, [["a", undefined], ["b", "./b"]]],
  ['{"module": {"a": {"source": "x/y/z"}, "b": [{"source": "./b"}], "c": {"source": "${var.x}"}}}', true, [["a", "x/y/z"], ["b", "./b"], ["c", undefined]]],
  ['{"output": {"a": {"value": "module source"}}}', true, []],
])("%j makes the calls", async (text, isJson, calls) => {
  expect((await moduleCalls({ path: isJson ? "main.tf.json" : "main.tf", text }, isJson)).map(({ name, source }) => [name, source])).toEqual(calls);
});

test("takes linear time on hostile text", async () => {
  const started = performance.now();
  for (const text of ['module "a" { source = "./"\n'.repeat(20_000), `module "a" { source = "./" ${" ".repeat(1_000_000)}`, `source module${" ".repeat(1_000_000)}`]) await moduleCalls({ path: "main.tf", text }, false);
  expect(performance.now() - started).toBeLessThan(5_000);
});
