import { optionsOf, type Command, type Option } from "./options.ts";

interface Words {
  readonly usage: string;
  readonly about: string;
  readonly more: string;
}

const exitCodes = `Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration error,
3 something could not be read or parsed (1 wins over 3).`;

const words: Readonly<Record<Command, Words>> = {
  check: {
    usage: "imdslint [options] [paths...]",
    about: `Checks the EC2 instance metadata (IMDS) settings in Terraform, CloudFormation and launch template JSON.
Paths are files or directories (default: the current directory).`,
    more: `Commands:
  imdslint inventory [paths...]  list every recognised resource with its effective settings
  imdslint rules                 list the rules
  imdslint explain RULE          explain one rule
  imdslint COMMAND --help        show the options of a command

${exitCodes}`,
  },
  inventory: {
    usage: "imdslint inventory [options] [paths...]",
    about: "Lists every recognised resource with its effective settings and where each of them comes from.",
    more: "Exit codes: 0 complete, 2 usage or configuration error, 3 something could not be read or parsed.",
  },
  rules: { usage: "imdslint rules [options]", about: "Lists the rules: the built-in ones and those of the configuration.", more: "Exit codes: 0, or 2 for a usage or configuration error." },
  explain: { usage: "imdslint explain [options] RULE", about: "Explains one rule: why it matters, how to fix what it finds, examples.", more: "Exit codes: 0, or 2 for a usage or configuration error." },
};

/** The help of a command, generated from the option table. */
export function helpFor(command: Command): string {
  const { usage, about, more } = words[command];
  const rows = optionsOf(command).map((option) => [leftColumn(option), option.help] as const);
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.flatMap(([left, help]) => wrap(help, 100 - width - 4).map((line, index) => `  ${(index === 0 ? left : "").padEnd(width)}  ${line}`));
  return `${about}\n\nUsage: ${usage}\n\nOptions:\n${lines.join("\n")}\n\n${more}\n`;
}

function leftColumn({ name, short, value }: Option): string {
  return `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
