import { ConfigError } from "../config/fault.ts";
import type { Report, Severity } from "../model/finding.ts";
import { severities } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import { builtinRules } from "../rules/builtin.generated.ts";
import { findTargets } from "../scan/files-root.ts";
import { tool } from "../scan/tool.ts";
import { UsageError } from "../scan/usage.ts";
import { parseArguments, type Arguments } from "./arguments.ts";
import { check, configurationFor, ruleNamed, type CheckRequest, type CheckResult } from "./check.ts";
import { helpFor } from "./help.ts";
import { OutputError } from "./output-error.ts";
import { concurrencyIn, failOnIn, ruleIds, wantedReports, type FailOn } from "./request.ts";
import { harmless, type Streams } from "./streams.ts";
import { writeReports } from "./write.ts";

/**
 * Runs the command line. Gives the exit code: 0 clean, 1 findings at or above `--fail-on`, 2 usage, configuration or internal
 * error, 3 scan incomplete; 1 wins over 3. Never throws and never ends the process.
 */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    const code = await carryOut(parseArguments(argv), streams);
    await streams.stdout.flush?.();
    return code;
  } catch (error) {
    streams.stderr.write(failure(error));
    return 2;
  }
}

async function carryOut(args: Arguments, streams: Streams): Promise<number> {
  if (args.has("help")) return say(streams, helpFor(args.command));
  if (args.has("version")) return say(streams, `imdslint ${tool.version}\n`);
  switch (args.command) {
    case "check":
      return await runCheck(args, streams);
    case "inventory":
      return await runInventory(args, streams);
    case "rules":
      return await listRules(args, streams);
    case "explain":
      return await explain(args, streams);
  }
}

function say(streams: Streams, text: string): number {
  streams.stdout.write(text);
  return 0;
}

async function runCheck(args: Arguments, streams: Streams): Promise<number> {
  const failOn = failOnIn(args);
  const wanted = wantedReports(args, streams.cwd);
  const request: CheckRequest = { ...(await scanRequest(args, streams)), only: ruleIds(args, "only"), skip: ruleIds(args, "skip") };
  const result = await check(request);
  await writeReports(wanted, result, args, streams);
  tellNothing(result, streams);
  return exitCode(result.report, failOn ?? (result.failOn as FailOn | undefined) ?? "medium", args.has("fail-on-possible"));
}

async function runInventory(args: Arguments, streams: Streams): Promise<number> {
  const wanted = wantedReports(args, streams.cwd);
  const result = await check({ ...(await scanRequest(args, streams)), withoutRules: true });
  await writeReports(wanted, result, args, streams);
  tellNothing(result, streams);
  return exitCode(result.report, "none", false);
}

async function scanRequest(args: Arguments, streams: Streams): Promise<CheckRequest> {
  return {
    paths: args.paths,
    cwd: streams.cwd,
    root: args.value("root"),
    config: configIn(args),
    useGitIgnore: !args.has("no-ignore"),
    forceExclude: args.has("force-exclude"),
    concurrency: concurrencyIn(args),
    sources: args.values("source"),
    variables: args.ordered(["var", "var-file"]),
    unsaved: await unsavedFile(args, streams),
    note: (sentence) => {
      if (!args.has("quiet")) streams.stderr.write(`imdslint: ${harmless(sentence)}\n`);
    },
  };
}

function configIn(args: Arguments): string | false | undefined {
  if (!args.has("no-config")) return args.value("config");
  if (args.has("config")) throw new UsageError("--config and --no-config exclude each other");
  return false;
}

async function unsavedFile(args: Arguments, streams: Streams): Promise<CheckRequest["unsaved"]> {
  const path = args.value("stdin-filename");
  if (!args.has("stdin")) {
    if (path !== undefined) throw new UsageError("--stdin-filename needs --stdin");
    return undefined;
  }
  if (path === undefined) throw new UsageError("--stdin needs --stdin-filename PATH: the name decides the format");
  if (args.paths.length > 0) throw new UsageError("--stdin reads one file, so no paths can be given");
  const { readAll } = await import("./stdin.ts");
  return { path, bytes: await readAll(streams.stdin) };
}

/** Silence must not be taken for safety: a run that recognised nothing says so, whatever the format. */
function tellNothing({ report }: CheckResult, streams: Streams): void {
  const { resources, files } = report.summary;
  if (resources === 0) streams.stderr.write(`imdslint: nothing matched: no machine, template, image or account default in ${files.seen} ${files.seen === 1 ? "file" : "files"}\n`);
}

/** The exit code of a check: findings at or above the threshold win over an incomplete scan. */
export function exitCode(report: Report, failOn: FailOn, possibleCounts: boolean): number {
  const counting = report.findings.filter((finding) => possibleCounts || finding.certainty !== "possible");
  if (counting.some((finding) => reaches(finding.severity, failOn))) return 1;
  return report.problems.length > 0 ? 3 : 0;
}

function reaches(severity: Severity, failOn: FailOn): boolean {
  return failOn !== "none" && severities.indexOf(severity) >= severities.indexOf(failOn);
}

async function listRules(args: Arguments, streams: Streams): Promise<number> {
  if (args.paths.length > 0) throw new UsageError("rules takes no paths; imdslint explain RULE shows one rule");
  const rules = await everyRule(args, streams);
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return say(streams, rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${harmless(rule.title)}\n`).join(""));
}

async function explain(args: Arguments, streams: Streams): Promise<number> {
  const [id, ...more] = args.paths;
  if (id === undefined || more.length > 0) throw new UsageError("explain takes one rule: imdslint explain RULE");
  const rule = builtinRules.find((candidate) => candidate.id === id) ?? ruleNamed(id, await everyRule(args, streams));
  const { ruleText } = await import("../rules/page.ts");
  return say(streams, ruleText(rule, { examples: true }));
}

async function everyRule(args: Arguments, streams: Streams): Promise<readonly Rule[]> {
  const { root } = findTargets(["."], streams.cwd, args.value("root"));
  const configuration = await configurationFor(root, { config: configIn(args), cwd: streams.cwd });
  return [...builtinRules, ...(configuration?.customRules ?? [])];
}

function failure(error: unknown): string {
  if (error instanceof UsageError) return `imdslint: ${harmless(error.message)}\nTry imdslint --help.\n`;
  if (error instanceof OutputError) return `imdslint: ${harmless(error.message)}\n`;
  if (error instanceof ConfigError) return `imdslint: the configuration cannot be used\n${error.message.split("\n").map(harmless).join("\n")}\n`;
  return `imdslint: internal error, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
