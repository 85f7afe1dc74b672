import type { FailOn } from "../cli/request.ts";
import { severities } from "../model/finding.ts";

/** Environment variables, as the runner sets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the workflow asked for, after defaults; action.yml documents each. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly workingDirectory: string;
  /** Relative to the working directory; undefined: imdslint looks for its own. */
  readonly config: string | undefined;
  /** Undefined: what the configuration says, else the command line's default. */
  readonly failOn: FailOn | undefined;
  /** Relative to the workspace; undefined: none is written. */
  readonly sarifFile: string | undefined;
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly strict: boolean;
}

/** Every input with its default; test/action holds action.yml to this table. */
export const inputDefaults = {
  paths: ".",
  "working-directory": ".",
  config: "",
  "fail-on": "",
  "sarif-file": "imdslint.sarif",
  annotations: "true",
  summary: "true",
  strict: "false",
} as const;

export type InputName = keyof typeof inputDefaults;

/** A mistake in the workflow file, told to its author. */
export class InputError extends Error {}

/**
 * Reads the action's inputs.
 * An input that is not set takes its default: the runner does the same, so only direct callers notice. An input set to
 * nothing stays empty where empty means something (`config`, `fail-on`, `sarif-file`) and takes the default elsewhere.
 * @throws InputError for a value outside the input's domain.
 */
export function readInputs(environment: Environment): Inputs {
  return {
    paths: lines(orDefault(environment, "paths")),
    workingDirectory: orDefault(environment, "working-directory"),
    config: optional(environment, "config"),
    failOn: threshold(optional(environment, "fail-on")),
    sarifFile: optional(environment, "sarif-file"),
    annotations: flag(environment, "annotations"),
    summary: flag(environment, "summary"),
    strict: flag(environment, "strict"),
  };
}

/**
 * The variable in which the runner passes an input: upper case, blanks as underscores, hyphens kept.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
 */
export function inputVariable(name: InputName): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}

function given(environment: Environment, name: InputName): string {
  return (environment[inputVariable(name)] ?? inputDefaults[name]).trim();
}

function orDefault(environment: Environment, name: InputName): string {
  const value = given(environment, name);
  return value === "" ? inputDefaults[name] : value;
}

function optional(environment: Environment, name: InputName): string | undefined {
  const value = given(environment, name);
  return value === "" ? undefined : value;
}

function lines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function threshold(value: string | undefined): FailOn | undefined {
  if (value === undefined) return undefined;
  const found = (["none", ...severities] as const).find((level) => level === value);
  if (found === undefined) throw new InputError(`Input "fail-on" is "${value}"; it must be one of none, ${severities.join(", ")}.`);
  return found;
}

/** YAML 1.2's spellings of true and false. */
function flag(environment: Environment, name: InputName): boolean {
  const value = orDefault(environment, name);
  if (/^(true|True|TRUE)$/.test(value)) return true;
  if (/^(false|False|FALSE)$/.test(value)) return false;
  throw new InputError(`Input "${name}" is "${value}"; it must be true or false.`);
}
