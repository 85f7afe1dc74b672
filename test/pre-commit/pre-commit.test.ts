import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mustHaveOracles, oracleMissing } from "../project/oracles.ts";
import { Sandbox } from "./sandbox.ts";
import type { UserRepository } from "./sandbox.ts";

/** An instance's own options in one file; whether its tokens are required is decided by a template in another. */
const instance = `resource "aws_instance" "web" {
  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }
}
`;
const unrelated = `resource "aws_instance" "unrelated" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
`;
function template(tokens: string): string {
  return `resource "aws_launch_template" "web" {
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "${tokens}"
  }
}
`;
}

const prek = "test/oracles/node_modules/@j178/prek-linux-x64-gnu";
const managers = [
  { name: "pre-commit", at: onPath("pre-commit"), tools: undefined },
  { name: "prek", at: `${prek}/prek`, tools: resolve(prek) },
];

/** The hooks are installed from the committed state, so without a commit that holds the bundle there is nothing to test. */
const uncommitted = spawnSync("git", ["cat-file", "-e", "HEAD:dist/cli.js"]).status !== 0;
if (uncommitted) console.error("HEAD has no dist/cli.js: the hooks can be tested only once it is committed");

describe.skipIf(uncommitted && !mustHaveOracles()).each(managers)("$name", ({ name, at, tools }) => {
  describe.skipIf(oracleMissing(name, at))("with the hooks of HEAD", () => {
    let sandbox: Sandbox;

    beforeAll(() => {
      sandbox = new Sandbox(tools);
      // The first use installs the hook.
      sandbox.repository({ ".pre-commit-config.yaml": config(sandbox, "imdslint") }).run(name, ["install", "--install-hooks"]);
    }, 300_000);

    afterAll(() => {
      sandbox.remove();
    });

    function configured(hook: string, files: Readonly<Record<string, string>>): UserRepository {
      return sandbox.repository({ ...files, ".pre-commit-config.yaml": config(sandbox, hook) });
    }

    test("accepts the manifest", () => {
      expect(sandbox.run(name, ["validate-manifest", ".pre-commit-hooks.yaml"])).toMatchObject({ status: 0 });
    });

    test("try-repo fails on a bad file and says why, and passes on a good one", () => {
      const bad = sandbox.repository({ "main.tf": template("optional") });
      const refused = bad.run(name, ["try-repo", sandbox.hook, "imdslint", "--all-files", "--verbose"]);
      expect(refused).toMatchObject({ status: 1, output: expect.stringContaining("exit code: 1") as string });
      expect(refused.output).toContain("tokens-required");
      expect(refused.output).toContain("main.tf:7");

      bad.stage({ "main.tf": template("required") });
      expect(bad.run(name, ["try-repo", sandbox.hook, "imdslint", "--all-files"])).toMatchObject({ status: 0 });
    }, 300_000);

    test("a commit with a finding is refused, and accepted once it is mended", () => {
      const repository = configured("imdslint", { "main.tf": template("optional") });
      expect(repository.run(name, ["install"])).toMatchObject({ status: 0 });
      const refused = repository.commit();
      expect(refused.status).not.toBe(0);
      expect(refused.output).toContain("tokens-required");
      expect(repository.commits()).toBe(0);

      repository.stage({ "main.tf": template("required") });
      expect(repository.commit()).toMatchObject({ status: 0 });
      expect(repository.commits()).toBe(1);
    });

    test("what a file refers to is read from disk, whether it is in the commit or not", () => {
      const repository = configured("imdslint", { "instance.tf": instance, "template.tf": template("required") });
      expect(repository.run(name, ["run", "imdslint", "--files", "instance.tf"])).toMatchObject({ status: 0 });

      repository.stage({ "template.tf": template("optional") });
      expect(repository.run(name, ["run", "imdslint", "--files", "instance.tf"])).toMatchObject({ status: 1 });
    });

    test("only findings in the given files are reported", () => {
      const repository = configured("imdslint", { "instance.tf": instance, "template.tf": template("required"), "unrelated.tf": unrelated });
      expect(repository.run(name, ["run", "imdslint", "--files", "instance.tf", "template.tf"])).toMatchObject({ status: 0 });
      const everything = repository.run(name, ["run", "imdslint", "--all-files"]);
      expect(everything.status).toBe(1);
      expect(everything.output).toContain("unrelated.tf:1");
      expect(everything.output).not.toContain("instance.tf:");
    });

    test("files that are none of its business pass: other JSON and YAML, ignored and excluded ones", () => {
      const repository = configured("imdslint", {
        "package.json": "{}\n",
        "compose.yaml": "services: {}\n",
        "README.md": "aws_instance\n",
        ".terraform/modules/other/main.tf": unrelated,
        "excluded/main.tf": unrelated,
        ".imdslint.yaml": "ignore:\n  - excluded/\n",
      });
      const { status, output } = repository.run(name, ["run", "imdslint", "--all-files"]);
      expect({ status, output }).toMatchObject({ status: 0 });
    });

    test("a file that git tracks is checked although .gitignore matches it", () => {
      const repository = configured("imdslint", { "ignored/main.tf": unrelated });
      repository.stage({ ".gitignore": "ignored/\n" });
      expect(repository.run(name, ["run", "imdslint", "--all-files"])).toMatchObject({ status: 1 });
    });

    test("imdslint-all notices what a deleted file leaves behind", () => {
      const repository = configured("imdslint-all", { "instance.tf": instance, "template.tf": template("required") });
      repository.run(name, ["install"]);
      expect(repository.commit()).toMatchObject({ status: 0 });
      repository.run("git", ["rm", "--quiet", "template.tf"]);
      // What is left does not say any more what the instance will get: possible, which does not fail, and is told.
      const { output } = repository.run(name, ["run", "imdslint-all", "--verbose"]);
      expect(output).not.toContain("Skipped");
      expect(output).toContain("instance.tf:");
    });
  });
});

function config(sandbox: Sandbox, hook: string): string {
  return `repos:\n- repo: ${sandbox.hook}\n  rev: ${sandbox.revision}\n  hooks:\n  - id: ${hook}\n`;
}

function onPath(program: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}
