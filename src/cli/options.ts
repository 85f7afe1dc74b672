/** What can be asked for. The check is the command without a name. */
export const commands = ["check", "inventory", "rules", "explain"] as const;
export type Command = (typeof commands)[number];

/** One row of the table from which arguments are parsed and the help is written. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** Name of the value in the help; options without one are switches. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly help: string;
  readonly commands: readonly Command[];
}

const scanning: readonly Command[] = ["check", "inventory"];
const all: readonly Command[] = commands;

export const options: readonly Option[] = [
  { name: "format", short: "f", value: "FORMAT[=FILE]", repeatable: true, help: "text, json or sarif; may be repeated, with =FILE to write a file, - being standard output (default: text)", commands: ["check"] },
  { name: "format", short: "f", value: "FORMAT[=FILE]", repeatable: true, help: "text or json; may be repeated, with =FILE to write a file, - being standard output (default: text)", commands: ["inventory"] },
  { name: "output", short: "o", value: "FILE", help: "write the report to FILE instead of standard output", commands: scanning },
  { name: "fail-on", value: "SEVERITY", help: "lowest severity that makes the exit code 1: none, low, medium, high or critical (default: medium)", commands: ["check"] },
  { name: "fail-on-possible", help: "findings that hang on an unknown value count for --fail-on, too", commands: ["check"] },
  { name: "only", value: "RULES", repeatable: true, help: "check only these rules (comma-separated), also where the configuration switches them off", commands: ["check"] },
  { name: "skip", value: "RULES", repeatable: true, help: "leave these rules out (comma-separated)", commands: ["check"] },
  { name: "config", short: "c", value: "FILE", help: "use this configuration instead of .imdslint.yaml in the root", commands: all },
  { name: "no-config", help: "use no configuration", commands: all },
  { name: "root", value: "DIR", help: "the directory that paths in the report are relative to (default: the repository)", commands: all },
  { name: "var", value: "NAME=VALUE", repeatable: true, help: "a value for this variable in all Terraform modules that no other one calls, over tfvars files; may be repeated", commands: scanning },
  { name: "var-file", value: "FILE", repeatable: true, help: "a tfvars file for all of them; may be repeated, of --var and --var-file the later one wins", commands: scanning },
  { name: "source", value: "DIR", repeatable: true, help: "the directory of the code that a plan was made of, for findings at their places in the code, when the plan does not lie in it; may be repeated for several plans", commands: scanning },
  { name: "no-ignore", help: "scan what .gitignore files ignore, too", commands: scanning },
  { name: "force-exclude", help: "leave out ignored files even when they are named one by one", commands: scanning },
  { name: "stdin", help: "read one file from standard input", commands: scanning },
  { name: "stdin-filename", value: "PATH", help: "the path of that file, which decides its format and its neighbours", commands: scanning },
  { name: "concurrency", value: "N", help: "files that are read at the same time (default: 1; more helps on network file systems)", commands: scanning },
  { name: "sarif-category", value: "NAME", help: "category of the SARIF report, for several uploads of one commit", commands: ["check"] },
  { name: "quiet", short: "q", help: "print findings and problems only, and no notes", commands: scanning },
  { name: "color", help: "colour the text report whatever it is written to", commands: scanning },
  { name: "no-color", help: "never colour the text report", commands: scanning },
  { name: "help", short: "h", help: "show this help", commands: all },
  { name: "version", short: "V", help: "show the version", commands: all },
];

/** The options of one command, each name once. */
export function optionsOf(command: Command): readonly Option[] {
  return options.filter((option) => option.commands.includes(command));
}
