import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { options } from "../../src/cli/options.ts";
import { read } from "./files.ts";

const readme = read("README.md");

/** A console block shows a command line after "$ " and then, to the letter, what it prints. */
const examples = [...readme.matchAll(/```console\n\$ (?<line>.*)\n(?<output>[^]*?)```/g)].map(({ groups }) => ({
  line: groups?.["line"] ?? "",
  output: groups?.["output"] ?? "",
}));

describe("README.md", () => {
  test("shows real output", () => {
    expect(examples).not.toEqual([]);
  });

  test.each(examples)("$line prints what is shown", ({ line, output }) => {
    const [node, ...args] = line.split(" ");
    expect(node).toBe("node");
    const env = { PATH: process.env["PATH"], NO_COLOR: "1" };
    expect(spawnSync(process.execPath, args, { encoding: "utf8", env }).stdout).toBe(output);
  });

  test("names only options that exist", () => {
    const named = [...readme.matchAll(/(?<![\w-])--(?<name>[a-z][a-z-]+)/g)].map(({ groups }) => groups?.["name"] ?? "");
    const known = options.map((option) => option.name);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("starts with two commands, each of which installs first", () => {
    const blocks = [...readme.matchAll(/```sh\n(?<lines>[^]*?)```/g)].slice(0, 2).map(({ groups }) => groups?.["lines"]?.trim());
    expect(blocks).toEqual(["npm ci && node dist/cli.js fixtures/sample", "npm ci && npm test"]);
  });
});
