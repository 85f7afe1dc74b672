import { randomUUID } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { check, type CheckResult } from "../cli/check.ts";
import { appendToFile, writeReportInside } from "../cli/report-file.ts";
import type { FailOn } from "../cli/request.ts";
import { exitCode } from "../cli/run.ts";
import { usesColor } from "../cli/streams.ts";
import { renderAnnotations, withoutCommands } from "../report/github.ts";
import { renderMarkdown } from "../report/markdown.ts";
import { renderSarif } from "../report/sarif.ts";
import { renderText } from "../report/text.ts";
import { command, outputBlock } from "./commands.ts";
import { InputError, readInputs, type Environment, type Inputs } from "./inputs.ts";

/** What the action tells later steps; action.yml documents each. */
export const outputNames = ["sarif-file", "findings", "exit-code"] as const;
type Outputs = Readonly<Record<(typeof outputNames)[number], string>>;

/** Where the step works, absolute. */
interface Places {
  readonly workspace: string;
  readonly cwd: string;
  /** What paths in reports are relative to: the repository, because GitHub shows them there. */
  readonly root: string;
}

/**
 * Runs the action as one step: the check of the command line, then its reports in the ways that a runner understands.
 * `print` gets the log. Gives the process's exit code: 0, or 1 when the step fails. Never throws: an error is an annotation.
 * Everything is written before the step fails, so that later steps can upload it.
 */
export async function runAction(environment: Environment, print: (text: string) => void): Promise<number> {
  try {
    const inputs = readInputs(environment);
    return await runCheck(inputs, placesFor(inputs, environment), environment, print);
  } catch (error) {
    print(failure(error));
    try {
      setOutputs({ "sarif-file": "", findings: "", "exit-code": "2" }, environment);
    } catch (second) {
      print(failure(second));
    }
    return 1;
  }
}

function failure(error: unknown): string {
  return command("error", error instanceof Error ? error.message : String(error));
}

async function runCheck(inputs: Inputs, places: Places, environment: Environment, print: (text: string) => void): Promise<number> {
  const notes: string[] = [];
  const { cwd, root } = places;
  const result = await check({ paths: inputs.paths, cwd, root, config: inputs.config, note: (sentence) => notes.push(`${sentence}\n`) });
  const { report, rules, readSource } = result;
  const code = exitCode(report, inputs.failOn ?? (result.failOn as FailOn | undefined) ?? "medium", false);

  const sarifFile = await writeSarif(result, inputs, places);
  setOutputs({ "sarif-file": sarifFile, findings: String(report.findings.length), "exit-code": String(code) }, environment);
  // Runners show colours although they are no terminals.
  const text = await renderText(report, { color: usesColor(undefined, environment, true), hyperlinks: false, quiet: false, readSource, rules });
  print(withoutCommands(notes.join("") + text, randomUUID()));
  if (inputs.annotations) print(renderAnnotations(report, { prefix: slashed(relative(places.workspace, root)) }));
  if (inputs.summary) append(environment["GITHUB_STEP_SUMMARY"], renderMarkdown(report, { readSource, rules }));

  const incomplete = code === 3 && inputs.strict;
  if (incomplete) print(command("error", `The scan is incomplete: problems with ${report.problems.length} ${report.problems.length === 1 ? "input" : "inputs"}, and the step is strict.`));
  return code === 1 || incomplete ? 1 : 0;
}

function placesFor(inputs: Inputs, environment: Environment): Places {
  const workspace = resolve(environment["GITHUB_WORKSPACE"] ?? ".");
  const cwd = resolve(workspace, inputs.workingDirectory);
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw new InputError(`Input "working-directory" is "${inputs.workingDirectory}", which is no directory.`);
  return { workspace, cwd, root: repositoryAround(cwd, workspace) };
}

/** The nearest directory with `.git` from `cwd` up to the workspace, where `actions/checkout` puts it; else the workspace. */
function repositoryAround(cwd: string, workspace: string): string {
  for (let at = cwd; at !== workspace; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return cwd;
  }
  return workspace;
}

/** Writes the SARIF file, with the directories above it; the scanned repository cannot lead it out of the workspace. Gives its path as later steps need it: relative to the workspace. */
async function writeSarif({ report, rules, readSource }: CheckResult, { sarifFile }: Inputs, { workspace }: Places): Promise<string> {
  if (sarifFile === undefined) return "";
  // No category: the upload step of the workflow has an input for it, which one in the file would override.
  const path = writeReportInside(workspace, sarifFile, await renderSarif(report, { rules, readSource }));
  return slashed(relative(workspace, path));
}

function setOutputs(outputs: Outputs, environment: Environment): void {
  append(environment["GITHUB_OUTPUT"], outputNames.map((name) => outputBlock(name, outputs[name], randomUUID())).join(""));
}

/** Adds to one of the runner's files; a run by hand has none. */
function append(file: string | undefined, text: string): void {
  if (file !== undefined && file !== "") appendToFile(file, text, file);
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
