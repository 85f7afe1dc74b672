import fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/finding.ts";
import { renderAnnotations, withoutCommands } from "../../src/report/github.ts";
import { at, finding, problem, report } from "../support/report-builder.ts";
import { anyReport } from "./arbitrary.ts";

interface Command {
  readonly command: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

/** Reads one line as the runner does: the first "::", a name, properties by comma, the second "::", data; then unescapes. */
function asRunner(line: string): Command | undefined {
  const match = /^::(\w+) ([^:]*)::(.*)$/.exec(line);
  if (match === null) return undefined;
  const unescaped = (text: string): string => text.replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%25/g, "%");
  const pairs = (match[2] ?? "").split(",").map((pair): [string, string] => {
    const [key = "", ...value] = pair.split("=");
    return [key, unescaped(value.join("="))];
  });
  return { command: match[1] ?? "", properties: new Map(pairs), data: unescaped(match[3] ?? "") };
}

function commandsOf(of: Report, prefix = ""): readonly (Command | undefined)[] {
  return renderAnnotations(of, { prefix }).split("\n").slice(0, -1).map(asRunner);
}

test("a finding is one command with its span, rule, message, fix and page", () => {
  expect(renderAnnotations(report({ findings: [finding({ location: at("main.tf", 3, 19, 29), fix: "Require tokens." })] }), { prefix: "" })).toBe(
    '::error file=main.tf,line=3,endLine=3,col=19,endColumn=29,title=tokens-required (high)::aws_instance.web accepts IMDSv1: http_tokens is "optional"%0ARequire tokens.%0Ahttps://github.com/imdslint/imdslint/blob/main/docs/rules/tokens-required.md\n',
  );
});

test("a span over several lines is reported on its first line, where the runner keeps the column", () => {
  const location = { path: "main.tf", start: { line: 3, column: 5 }, end: { line: 9, column: 2 } };
  expect(renderAnnotations(report({ findings: [finding({ location })] }), { prefix: "" })).toMatch(/^::error file=main\.tf,line=3,endLine=3,col=5,title=/);
});

test.each([
  ["critical", "definite", "error", "tokens-required (critical)"],
  ["high", "conditional", "error", "tokens-required (high)"],
  ["medium", "definite", "warning", "tokens-required (medium)"],
  ["low", "definite", "notice", "tokens-required (low)"],
  ["critical", "possible", "notice", "tokens-required (possible)"],
] as const)("a %s, %s finding is an %s", (severity, certainty, command, title) => {
  const [only] = commandsOf(report({ findings: [finding({ location: at("a", 1, 1), severity, certainty })] }));
  expect(only?.command).toBe(command);
  expect(only?.properties.get("title")).toBe(title);
});

test("a problem is a warning", () => {
  expect(renderAnnotations(report({ problems: [problem({ message: "100% broken" })] }), { prefix: "" })).toBe(
    "::warning file=broken.tf,line=1,endLine=1,col=1,endColumn=2,title=not checked (syntax)::100%25 broken\n",
  );
});

test.each([
  ["", "main.tf"],
  [".", "main.tf"],
  ["./infra/", "infra/main.tf"],
  ["infra/prod", "infra/prod/main.tf"],
])("with the working directory %j the file is %s", (prefix, file) => {
  expect(commandsOf(report({ findings: [finding({ location: at("main.tf", 1, 1) })] }), prefix)[0]?.properties.get("file")).toBe(file);
});

test("properties and data are escaped as the runner unescapes them", () => {
  const [only] = commandsOf(report({ findings: [finding({ location: at("a,b:c%=d\n.tf", 1, 1), message: "50% :: done", fix: "" })] }));
  expect(only?.properties.get("file")).toBe("a,b:c%=d\n.tf");
  expect(only?.data.split("\n")[0]).toBe("50% :: done");
});

test("ten of each type, the worst first, and the rest is counted aloud", () => {
  const severe = (["medium", "high", "critical"] as const).flatMap((severity) => Array.from({ length: 12 }, (_, index) => finding({ location: at("a", index + 1, 1), severity, message: severity })));
  const lines = renderAnnotations(report({ findings: severe, problems: [problem()] }), { prefix: "" }).split("\n");
  expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith("::error")).every((line) => line.includes("::critical"))).toBe(true);
  expect(lines.filter((line) => line.startsWith("::warning"))).toHaveLength(10);
  expect(lines.slice(-2)).toEqual(["3 warnings and 14 errors more in the job summary.", ""]);
});

test("with nothing to say nothing is printed", () => {
  expect(renderAnnotations(report(), { prefix: "" })).toBe("");
});

test("a message is cut where the runner would", () => {
  expect(commandsOf(report({ problems: [problem({ message: "x".repeat(10_000) })] }))[0]?.data).toHaveLength(4096);
});

test("every line is a command of ours or the closing count, whatever was scanned", () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      const commands = commandsOf(any);
      expect(commands).toHaveLength(any.findings.length + any.problems.length);
      for (const one of commands) {
        expect(["error", "warning", "notice"]).toContain(one?.command);
        expect([...(one?.properties.keys() ?? [])].filter((key) => key !== "endColumn")).toEqual(["file", "line", "endLine", "col", "title"]);
        // eslint-disable-next-line no-control-regex -- terminal escapes must not reach the log
        expect(one?.data).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["::error::forged", "::stop-commands::t0ken\n::error::forged\n::t0ken::\n"],
  ["line\n", "::stop-commands::t0ken\nline\n::t0ken::\n"],
  ["", "::stop-commands::t0ken\n::t0ken::\n"],
  ["::t0ken::\n::error::forged", "::stop-commands::t0ken-\n::t0ken::\n::error::forged\n::t0ken-::\n"],
])("text %j is printed without commands", (text, wrapped) => {
  expect(withoutCommands(text, "t0ken")).toBe(wrapped);
});
