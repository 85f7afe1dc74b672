import { describe, expect, test } from "vitest";
import { parsers } from "../../src/parsers/registry.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { folders, namesEnding, projectFiles, read } from "./files.ts";

const formats = parsers.map((entry) => entry.id).sort();

describe("formats: folders, registry and documentation say the same", () => {
  test("every folder of src/parsers is registered, and nothing else is", () => {
    expect(folders("src/parsers")).toEqual(formats);
  });

  test("every format has fixtures; other folders there are for the syntaxes that formats share", () => {
    const syntaxes = folders("src/syntax");
    expect(folders("fixtures/parsers").filter((name) => !syntaxes.includes(name))).toEqual(formats);
  });

  test.each(formats)("docs/architecture.md has a row for %s", (id) => {
    expect(read("docs/architecture.md")).toMatch(new RegExp(`^\\|[^\\n]*\`${id}\``, "m"));
  });
});

describe("rules: files, built-in rules and pages say the same", () => {
  const ids = namesEnding("rules", ".yaml");

  test("every rule file is built in, and nothing else is", () => {
    expect(builtinRules.map((rule) => rule.id).sort()).toEqual(ids);
  });

  test("every rule has its page, and no page is left over", () => {
    expect(namesEnding("docs/rules", ".md").filter((name) => name !== "README" && name !== "index")).toEqual(ids);
  });

  test.each(ids)("%s has fixtures with expectations", (id) => {
    expect(projectFiles().some((path) => path.startsWith(`fixtures/rules/${id}/`))).toBe(true);
  });

  test.each(ids)("README.md links to %s with its severity", (id) => {
    const severity = builtinRules.find((rule) => rule.id === id)?.severity ?? "";
    expect(read("README.md")).toContain(`| [${id}](docs/rules/${id}.md) | ${severity} |`);
  });
});

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly workspaces?: unknown;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

describe("package.json: what pre-commit and npm make of it", () => {
  const manifest = JSON.parse(read("package.json")) as Package;

  test.each(["build", "prepare", "prepack", "preinstall", "install", "postinstall"])("has no script %s, which would turn installing the hook into a development install", (name) => {
    expect(Object.keys(manifest.scripts)).not.toContain(name);
  });

  test("has nothing to install at run time and no workspaces", () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.workspaces).toBeUndefined();
  });

  test("offers one command, from the committed bundle, which is published with the schemas", () => {
    expect(manifest.bin).toEqual({ imdslint: "dist/cli.js" });
    expect(manifest.files).toEqual(expect.arrayContaining(["dist", "schema"]));
  });

  test("`npm test` runs the three checks that .ci/run counts when it succeeds, then the tests", () => {
    expect(manifest.scripts["test"]).toBe("npm run --silent check && vitest run");
    expect(manifest.scripts["check"]).toBe("tsc --noEmit && eslint . && depcruise --config .dependency-cruiser.mjs src");
  });

  test("the lock files are there, for the project and for the oracles", () => {
    expect(projectFiles()).toEqual(expect.arrayContaining(["package-lock.json", "test/oracles/package-lock.json"]));
  });
});

/** Text files that people or tools read; lock files name the registry and are npm's business. */
const texts = projectFiles().filter((path) => !/(^|\/)package-lock\.json$/.test(path) && /\.(ts|mjs|js|json|ya?ml|md|tf|tfvars|txt)$|^[^.]+$|^\.ci\//.test(path));

describe("the files themselves", () => {
  test("name no path of a developer's machine", () => {
    const homes = /(?<![\w.$])\/(home|Users|root|work)\/(?!runner\b)[\w.-]+/;
    expect(texts.filter((path) => homes.test(read(path)))).toEqual([]);
  });

  test("leave nothing for later", () => {
    const marks = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);
    const own = texts.filter((path) => /^(src|test|tools|bench|docs|rules)\//.test(path));
    expect(own.filter((path) => marks.test(read(path)))).toEqual([]);
  });

  test("relative links of the documentation lead somewhere", () => {
    const pages = projectFiles().filter((path) => path.endsWith(".md") && !path.startsWith("fixtures/") && !path.startsWith("dist/"));
    const known = new Set(projectFiles());
    const broken = pages.flatMap((page) => linksOf(page).filter((target) => !exists(known, target)).map((target) => `${page} -> ${target}`));
    expect(broken).toEqual([]);
  });
});

function linksOf(page: string): string[] {
  const base = new URL(`file:///${page}`);
  return [...read(page).matchAll(/\]\((?<target>[^)\s]+)\)/g)]
    .map(({ groups }) => groups?.["target"] ?? "")
    .filter((target) => !/^([a-z]+:|#)/.test(target))
    .map((target) => decodeURIComponent(new URL(target, base).pathname.slice(1)));
}

function exists(known: ReadonlySet<string>, target: string): boolean {
  return known.has(target) || [...known].some((path) => path.startsWith(`${target.replace(/\/$/, "")}/`));
}

/** Tests that may be skipped, and why. Whoever adds one answers for it here. */
const skips: Readonly<Record<string, string>> = {
  "test/project/workflows.test.ts": "actionlint is one of the oracles; required in CI on Linux",
  "test/pre-commit/pre-commit.test.ts": "pre-commit and prek are outside programs; required in CI on Linux",
  "test/report/sarif.test.ts": "the SARIF multitool is one of the oracles",
  "test/syntax/hcl/differential.test.ts": "the comparison over a folder of real modules is for whoever has one",
  "test/cli/isolation.test.ts": "needs unshare(1) with the right to make namespaces; required in CI on Linux",
  "test/cli/output.test.ts": "/dev/full and signals of a full device are Linux's; never skipped there",
  "test/scan/scan.test.ts": "root may read every directory, so there is none without permission",
  "test/action/end-to-end.test.ts": "the real Node releases are oracles; required in CI on Linux",
};

describe("tests", () => {
  const files = projectFiles().filter((path) => /^test\/.*\.ts$/.test(path));
  const skipping = new RegExp(`\\.(${["skip", "skipIf", "runIf", "todo", "fails"].join("|")})\\b\\s*\\(|\\bcontext\\.skip\\b|\\bx(?:it|describe|test)\\b`);

  test("are skipped only where a reason is given above", () => {
    const own = "test/project/architecture.test.ts";
    expect(files.filter((path) => path !== own && skipping.test(read(path))).sort()).toEqual(Object.keys(skips).sort());
  });

  test("are never focused on one", () => {
    expect(files.filter((path) => /\b(?:describe|test|it)\.only\b/.test(read(path)))).toEqual([]);
  });

  test("are all found by the runner: test files end in .test.ts", () => {
    const strays = files.filter((path) => !path.endsWith(".test.ts") && /from "vitest"/.test(read(path)) && /^\s*(?:describe|test|it)\(/m.test(read(path)));
    expect(strays.filter((path) => !path.startsWith("test/support/"))).toEqual([]);
  });
});
