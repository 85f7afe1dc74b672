import { describe, expect, it } from "vitest";
import type { Setting } from "../../../src/model/setting.ts";
import type { Source } from "../../../src/model/source.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

type Files = Readonly<Record<string, string>>;

function modules(byDir: Readonly<Record<string, Files>>): ReadonlyMap<string, readonly Source[]> {
  return new Map(Object.entries(byDir).map(([dir, files]) => [dir, Object.entries(files).map(([path, text]) => ({ path: `${dir}/${path}`, text }))]));
}

const web: Files = {
  "main.tf": `
variable "tokens" { default = "optional" }
resource "aws_instance" "this" {
  metadata_options {
    http_tokens = var.tokens
  }
}
resource "aws_launch_template" "lt" {
  name_prefix = "x"
}
output "template" { value = aws_launch_template.lt.id }
output "tokens" { value = var.tokens }
`,
};

function said(setting: Setting | undefined): string {
  if (setting?.state === "known") return String(setting.value);
  return setting?.state === "unknown" ? `unknown: ${setting.why}` : "absent";
}

describe("local modules", () => {
  it("are judged once for each call, with what the call passes, and say so", async () => {
    const root = { "main.tf": 'module "a" {\n  source = "./web"\n  tokens = "required"\n}\nmodule "b" {\n  source = "./web"\n}\n' };
    const result = await parseTerraform(root, { modules: modules({ web }) });
    expect(result.resources.map((resource) => resource.address)).toEqual(["module.a.aws_instance.this", "module.a.aws_launch_template.lt", "module.b.aws_instance.this", "module.b.aws_launch_template.lt"]);
    const passed = at(result, "module.a.aws_instance.this").scenarios[0]?.settings.httpTokens;
    expect(said(passed)).toBe("required");
    expect(passed?.state === "known" && passed.trail.map((hop) => `${hop.at.source.path}: ${hop.note}`)).toEqual(["main.tf: passed to module.a as tokens"]);
    expect(said(at(result, "module.b.aws_instance.this").scenarios[0]?.settings.httpTokens)).toBe("optional");
  });

  it("give their outputs to others, references and values alike", async () => {
    const root = {
      "main.tf": 'module "a" {\n  source = "./web"\n}\nresource "aws_instance" "i" {\n  launch_template {\n    id = module.a.template\n  }\n  metadata_options {\n    http_tokens = module.a.tokens\n  }\n}\n',
    };
    const [scenario] = at(await parseTerraform(root, { modules: modules({ web }) }), "aws_instance.i").scenarios;
    expect(scenario?.links[0]?.target).toMatchObject({ state: "resource", address: "module.a.aws_launch_template.lt" });
    expect(said(scenario?.settings.httpTokens)).toBe("optional");
  });

  it("that are not in the scan are unknown by their source", async () => {
    const root = { "main.tf": 'module "a" {\n  source = "./gone"\n}\nmodule "r" {\n  source = "acme/web/aws"\n}\nresource "aws_instance" "i" {\n  ami = "x"\n  metadata_options {\n    http_tokens = module.r.tokens\n    http_endpoint = module.a.x\n  }\n}\n' };
    const [scenario] = at(await parseTerraform(root), "aws_instance.i").scenarios;
    expect(said(scenario?.settings.httpTokens)).toBe("unknown: module.r comes from acme/web/aws, which is not among the scanned files");
    expect(said(scenario?.settings.httpEndpoint)).toBe("unknown: module.a comes from ./gone, which is not among the scanned files");
  });

  it("take provider configurations from their caller", async () => {
    const root = {
      "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\nprovider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}\nmodule "a" {\n  source = "./web"\n}\nmodule "b" {\n  source = "./web"\n  providers = {\n    aws = aws.west\n  }\n}\n',
    };
    const result = await parseTerraform(root, { modules: modules({ web }) });
    expect(at(result, "module.a.aws_instance.this").placement).toMatchObject({ provider: "aws", region: "eu-west-1" });
    expect(at(result, "module.b.aws_instance.this").placement).toMatchObject({ provider: "aws.west", region: "us-west-2" });
  });

  it("switched off by the code are not there, switched off by a default are assumed on", async () => {
    const call = (count: string) => `module "a" {\n  source = "./web"\n  count = ${count}\n}\nvariable "on" {\n  default = false\n}\n`;
    expect((await parseTerraform({ "main.tf": call("0") }, { modules: modules({ web }) })).resources).toEqual([]);
    const result = await parseTerraform({ "main.tf": call("var.on ? 1 : 0") }, { modules: modules({ web }) });
    expect(at(result, "module.a.aws_instance.this").scenarios[0]?.when.map((each) => each.condition)).toEqual(["module.a has instances"]);
  });

  it("and resources are judged once for each known instance", async () => {
    const root = {
      "main.tf": `
module "fleet" {
  source   = "./web"
  for_each = { safe = "required", weak = "optional" }
  tokens   = each.value
}
resource "aws_launch_template" "many" {
  for_each = toset(["a", "b"])
  metadata_options {
    http_tokens = each.key == "a" ? "required" : "optional"
  }
}
resource "aws_instance" "i" {
  count = 2
  launch_template {
    id = aws_launch_template.many[count.index == 0 ? "a" : "b"].id
  }
  metadata_options {
    http_tokens = module.fleet["weak"].tokens
  }
}
resource "aws_instance" "all" {
  user_data = length(values(aws_launch_template.many)[*].id)
  metadata_options {
    http_tokens = [for name, each_template in aws_launch_template.many : name][1]
  }
}
`,
    };
    const result = await parseTerraform(root, { modules: modules({ web }) });
    const tokens = (address: string) => said(at(result, address).scenarios[0]?.settings.httpTokens);
    expect(tokens('module.fleet["safe"].aws_instance.this')).toBe("required");
    expect(tokens('module.fleet["weak"].aws_instance.this')).toBe("optional");
    expect(tokens('aws_launch_template.many["a"]')).toBe("required");
    expect(tokens('aws_launch_template.many["b"]')).toBe("optional");
    expect(tokens("aws_instance.i[1]")).toBe("optional");
    expect(at(result, "aws_instance.i[1]").scenarios[0]?.links[0]?.target).toMatchObject({ address: 'aws_launch_template.many["b"]' });
    expect(tokens("aws_instance.all")).toBe("b");
  });

  it("with an undecided number of instances are judged as one, whose each and count differ", async () => {
    const root = { "main.tf": 'variable "all" {}\nmodule "fleet" {\n  source   = "./web"\n  for_each = var.all\n  tokens   = each.value\n}\n' };
    expect(said(at(await parseTerraform(root, { modules: modules({ web }) }), "module.fleet.aws_instance.this").scenarios[0]?.settings.httpTokens)).toBe("unknown: each.value is not known: var.all has no default");
  });

  it("nested, with arguments through several calls", async () => {
    const middle: Files = { "main.tf": 'variable "t" {}\nmodule "inner" {\n  source = "../web"\n  tokens = var.t\n}\n' };
    const root = { "main.tf": 'module "outer" {\n  source = "./middle"\n  t = "required"\n}\n' };
    const result = await parseTerraform(root, { modules: modules({ web, middle }) });
    expect(said(at(result, "module.outer.module.inner.aws_instance.this").scenarios[0]?.settings.httpTokens)).toBe("required");
  });

  it("that call themselves or feed each other end", async () => {
    const self: Files = { "main.tf": 'module "again" {\n  source = "../self"\n}\nresource "aws_instance" "i" {}\n' };
    const result = await parseTerraform({ "main.tf": 'module "a" {\n  source = "./self"\n}\n' }, { modules: modules({ self }) });
    expect(result.resources.length).toBeGreaterThan(1);
    expect(result.problems).toMatchObject([{ kind: "too-large", message: expect.stringContaining("more than 32 levels") as string }]);
    const loop = { "main.tf": 'module "a" {\n  source = "./web"\n  tokens = module.b.tokens\n}\nmodule "b" {\n  source = "./web"\n  tokens = module.a.tokens\n}\n' };
    const looped = await parseTerraform(loop, { modules: modules({ web }) });
    expect(said(at(looped, "module.a.aws_instance.this").scenarios[0]?.settings.httpTokens)).toMatch(/^unknown: /);
  });

  it("that double at every level stop at a bound", async () => {
    const dirs = Object.fromEntries(Array.from({ length: 25 }, (_, level) => [`m${level}`, { "main.tf": ["a", "b"].map((name) => `module "${name}" {\n  source = "../m${level + 1}"\n}\n`).join("") }]));
    const result = await parseTerraform({ "main.tf": 'module "a" {\n  source = "./m0"\n}\n' }, { modules: modules({ ...dirs, m25: { "main.tf": 'resource "aws_instance" "i" {}\n' } }) });
    expect(result.resources.length).toBeLessThanOrEqual(5_000);
    expect(result.problems).toMatchObject([{ kind: "too-large", message: expect.stringContaining("more than 5000 module instances") as string }]);
  });
});
