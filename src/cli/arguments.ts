import { parseArgs } from "node:util";
import { nearest } from "../model/nearest.ts";
import { UsageError } from "../scan/usage.ts";
import { commands, options, optionsOf, type Command, type Option } from "./options.ts";

/** The command line after parsing: every option is known to the command and has a value exactly when it takes one. */
export interface Arguments {
  readonly command: Command;
  readonly paths: readonly string[];
  readonly has: (name: string) => boolean;
  /** The last value given. */
  readonly value: (name: string) => string | undefined;
  readonly values: (name: string) => readonly string[];
  /** The values of several options in the order in which they were given. */
  readonly ordered: <Name extends string>(names: readonly Name[]) => readonly { readonly name: Name; readonly value: string }[];
}

/** Parses the arguments after the program's name. Throws `UsageError` with a suggestion for what is misspelt. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...argv], options: parserOptions(), strict: false, allowPositionals: true, tokens: true });
  const named: { readonly name: string; readonly rawName: string; readonly value: string | undefined }[] = [];
  const words: string[] = [];
  let command: Command = "check";
  let terminated = false;
  for (const token of tokens) {
    if (token.kind === "option-terminator") terminated = true;
    else if (token.kind === "option") named.push({ name: token.name, rawName: token.rawName, value: token.value });
    else {
      if (words.length === 0 && !terminated) command = commandNamed(token.value);
      words.push(token.value);
    }
  }
  const paths = command === "check" ? words : words.slice(1);
  const given = new Map<string, string[]>();
  for (const { name, rawName, value } of named) {
    const option = known(name, rawName, command);
    const text = checkedValue(option, value);
    given.set(name, [...(given.get(name) ?? []), ...(text === undefined ? [] : [text])]);
  }
  return {
    command,
    paths,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
    ordered: (names) => named.flatMap(({ name, value }) => names.filter((one) => one === name).map((one) => ({ name: one, value: value ?? "" }))),
  };
}

function parserOptions(): Record<string, { type: "string" | "boolean"; multiple: boolean; short?: string }> {
  return Object.fromEntries(
    options.map(({ name, short, value }) => [name, { type: value === undefined ? "boolean" : "string", multiple: true, ...(short === undefined ? {} : { short }) }] as const),
  );
}

/** A path with the name of a command is written `./rules`, or stands after `--`. */
function commandNamed(word: string): Command {
  return commands.find((command) => command === word && command !== "check") ?? "check";
}

function known(name: string, rawName: string, command: Command): Option {
  const own = optionsOf(command);
  const option = own.find((candidate) => candidate.name === name);
  if (option !== undefined) return option;
  const words = command === "check" ? "" : ` for ${command}`;
  if (options.some((candidate) => candidate.name === name)) throw new UsageError(`${rawName} cannot be used with ${command === "check" ? "a check" : command}`);
  const near = nearest(name, own.map((candidate) => candidate.name));
  throw new UsageError(`there is no option ${rawName}${words}${near === undefined ? "" : ` (did you mean --${near}?)`}`);
}

function checkedValue(option: Option, value: string | undefined): string | undefined {
  if (option.value === undefined && value !== undefined) throw new UsageError(`--${option.name} takes no value`);
  if (option.value !== undefined && (value === undefined || value === "")) throw new UsageError(`--${option.name} needs a value: --${option.name} ${option.value}`);
  return value;
}
