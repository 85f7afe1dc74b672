import { expect, test } from "vitest";
import { localTarget, moduleCalls } from "../../src/scan/module-calls.ts";

test.each([
  ['module "a" {\n  source = "./x"\n}', "envs", ["envs/x"]],
  ['module "a" { source = "../modules/vpc/" }', "envs/prod", ["envs/modules/vpc"]],
  ['module "a"\n{\n  version = "1"\n  source  =   "./x//sub"\n}', ".", ["x/sub"]],
  ['module "a" {\n  source = "terraform-aws-modules/vpc/aws"\n}\nresource "aws_s3_object" "o" {\n  source = "./file"\n}', ".", []],
  ['module "a" {\n  source = "../../.."\n}', "envs", []],
  ['# module "a" {\n#  source = "./x"\n# }', ".", []],
  ['module "a" {\n  providers = {\n    aws = aws.west\n  }\n  source = "./x"\n}\nmodule "b" {\n  source = "./y"\n}', ".", ["x", "y"]],
  ['/*\nmodule "a" {\n  source = "./x"\n}\n*/\nmodule "b" {\n  source = "./y"\n}', ".", ["y"]],
  ['locals {\n  text = <<EOT\nmodule "a" {\n  source = "./x"\n}\nEOT\n}', ".", []],
])("%j in %s calls %j", async (text, dir, called) => {
  expect((await moduleCalls(text)).flatMap(({ source }) => localTarget(dir, source) ?? [])).toEqual(called);
});

test.each([
  ['module "a" {\n  source = "x/y/z"\n}', false, [["a", "x/y/z"]]],
  ['module "a" {\n  source = var.x\n}\nmodule "b" {\n  source = "./b"\n}', false, [["a", undefined], ["b", "./b"]]],
  ['{"module": {"a": {"source": "x/y/z"}, "b": [{"source": "./b"}], "c": {"source": "${var.x}"}}}', true, [["a", "x/y/z"], ["b", "./b"], ["c", undefined]]],
  ['{"output": {"a": {"value": "module"}}}', true, []],
])("%j makes the calls", async (text, isJson, calls) => {
  expect((await moduleCalls(text, isJson)).map(({ name, source }) => [name, source])).toEqual(calls);
});

test("takes linear time on hostile text", async () => {
  const started = performance.now();
  await moduleCalls('module "a" {\n'.repeat(20_000));
  await moduleCalls(`module "a" {${" ".repeat(1_000_000)}`);
  await moduleCalls(`module${" ".repeat(1_000_000)}`);
  expect(performance.now() - started).toBeLessThan(5_000);
});
