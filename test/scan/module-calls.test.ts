import { expect, test } from "vitest";
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
  expect(await moduleCalls(dir, { path: "main.tf", text })).toEqual(called);
});

test("takes linear time on hostile text", async () => {
  const started = performance.now();
  await moduleCalls(".", { path: "main.tf", text: 'module "a" { source = "./"\n'.repeat(20_000) });
  await moduleCalls(".", { path: "main.tf", text: `module "a" { source = "./" ${" ".repeat(1_000_000)}` });
  await moduleCalls(".", { path: "main.tf", text: `source = "./" module${" ".repeat(1_000_000)}` });
  expect(performance.now() - started).toBeLessThan(5_000);
});
