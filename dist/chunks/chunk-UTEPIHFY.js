import {
  builtinRules,
  check,
  configurationFor,
  findTargets,
  ruleNamed,
  tool
} from "./chunk-FISDOPQA.js";
import {
  severities
} from "./chunk-6ETLVDUJ.js";
import {
  UsageError
} from "./chunk-X5ZPXFP3.js";
import {
  ConfigError,
  nearest
} from "./chunk-MYT34Z7S.js";

// src/cli/arguments.ts
const { parseArgs } = globalThis.process.getBuiltinModule("node:util");

// src/cli/options.ts
var commands = ["check", "inventory", "rules", "explain"];
var scanning = ["check", "inventory"];
var all = commands;
var options = [
  { name: "format", short: "f", value: "FORMAT[=FILE]", repeatable: true, help: "text, json or sarif; may be repeated, with =FILE to write a file (default: text)", commands: ["check"] },
  { name: "format", short: "f", value: "FORMAT[=FILE]", repeatable: true, help: "text or json; may be repeated, with =FILE to write a file (default: text)", commands: ["inventory"] },
  { name: "output", short: "o", value: "FILE", help: "write the report to FILE instead of standard output", commands: scanning },
  { name: "fail-on", value: "SEVERITY", help: "lowest severity that makes the exit code 1: none, low, medium, high or critical (default: medium)", commands: ["check"] },
  { name: "fail-on-possible", help: "findings that hang on an unknown value count for --fail-on, too", commands: ["check"] },
  { name: "only", value: "RULES", repeatable: true, help: "check only these rules (comma-separated), also where the configuration switches them off", commands: ["check"] },
  { name: "skip", value: "RULES", repeatable: true, help: "leave these rules out (comma-separated)", commands: ["check"] },
  { name: "config", short: "c", value: "FILE", help: "use this configuration instead of .imdslint.yaml in the root", commands: all },
  { name: "no-config", help: "use no configuration", commands: all },
  { name: "root", value: "DIR", help: "the directory that paths in the report are relative to (default: the repository)", commands: all },
  { name: "no-ignore", help: "scan what .gitignore files ignore, too", commands: scanning },
  { name: "force-exclude", help: "leave out ignored files even when they are named one by one", commands: scanning },
  { name: "stdin", help: "read one file from standard input", commands: scanning },
  { name: "stdin-filename", value: "PATH", help: "the path of that file, which decides its format and its neighbours", commands: scanning },
  { name: "concurrency", value: "N", help: "files that are read at the same time (default: 8)", commands: scanning },
  { name: "sarif-category", value: "NAME", help: "category of the SARIF report, for several uploads of one commit", commands: ["check"] },
  { name: "quiet", short: "q", help: "print findings and problems only, and no notes", commands: scanning },
  { name: "color", help: "colour the text report whatever it is written to", commands: scanning },
  { name: "no-color", help: "never colour the text report", commands: scanning },
  { name: "help", short: "h", help: "show this help", commands: all },
  { name: "version", short: "V", help: "show the version", commands: all }
];
function optionsOf(command) {
  return options.filter((option) => option.commands.includes(command));
}

// src/cli/arguments.ts
function parseArguments(argv) {
  const { tokens } = parseArgs({ args: [...argv], options: parserOptions(), strict: false, allowPositionals: true, tokens: true });
  const named = [];
  const words2 = [];
  let command = "check";
  let terminated = false;
  for (const token of tokens) {
    if (token.kind === "option-terminator") terminated = true;
    else if (token.kind === "option") named.push({ name: token.name, rawName: token.rawName, value: token.value });
    else {
      if (words2.length === 0 && !terminated) command = commandNamed(token.value);
      words2.push(token.value);
    }
  }
  const paths = command === "check" ? words2 : words2.slice(1);
  const given = /* @__PURE__ */ new Map();
  for (const { name, rawName, value } of named) {
    const option = known(name, rawName, command);
    const text = checkedValue(option, value);
    given.set(name, [...given.get(name) ?? [], ...text === void 0 ? [] : [text]]);
  }
  return {
    command,
    paths,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? []
  };
}
function parserOptions() {
  return Object.fromEntries(
    options.map(({ name, short, value }) => [name, { type: value === void 0 ? "boolean" : "string", multiple: true, ...short === void 0 ? {} : { short } }])
  );
}
function commandNamed(word) {
  return commands.find((command) => command === word && command !== "check") ?? "check";
}
function known(name, rawName, command) {
  const own = optionsOf(command);
  const option = own.find((candidate) => candidate.name === name);
  if (option !== void 0) return option;
  const words2 = command === "check" ? "" : ` for ${command}`;
  if (options.some((candidate) => candidate.name === name)) throw new UsageError(`${rawName} cannot be used with ${command === "check" ? "a check" : command}`);
  const near = nearest(name, own.map((candidate) => candidate.name));
  throw new UsageError(`there is no option ${rawName}${words2}${near === void 0 ? "" : ` (did you mean --${near}?)`}`);
}
function checkedValue(option, value) {
  if (option.value === void 0 && value !== void 0) throw new UsageError(`--${option.name} takes no value`);
  if (option.value !== void 0 && (value === void 0 || value === "")) throw new UsageError(`--${option.name} needs a value: --${option.name} ${option.value}`);
  return value;
}

// src/cli/help.ts
var exitCodes = `Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration error,
3 something could not be read or parsed (1 wins over 3).`;
var words = {
  check: {
    usage: "imdslint [options] [paths...]",
    about: `Checks the EC2 instance metadata (IMDS) settings in Terraform, CloudFormation and launch template JSON.
Paths are files or directories (default: the current directory).`,
    more: `Commands:
  imdslint inventory [paths...]  list every recognised resource with its effective settings
  imdslint rules                 list the rules
  imdslint explain RULE          explain one rule
  imdslint COMMAND --help        show the options of a command

${exitCodes}`
  },
  inventory: {
    usage: "imdslint inventory [options] [paths...]",
    about: "Lists every recognised resource with its effective settings and where each of them comes from.",
    more: "Exit codes: 0 complete, 2 usage or configuration error, 3 something could not be read or parsed."
  },
  rules: { usage: "imdslint rules [options]", about: "Lists the rules: the built-in ones and those of the configuration.", more: "Exit codes: 0, or 2 for a usage or configuration error." },
  explain: { usage: "imdslint explain [options] RULE", about: "Explains one rule: why it matters, how to fix what it finds, examples.", more: "Exit codes: 0, or 2 for a usage or configuration error." }
};
function helpFor(command) {
  const { usage, about, more } = words[command];
  const rows = optionsOf(command).map((option) => [leftColumn(option), option.help]);
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.flatMap(([left, help]) => wrap(help, 100 - width - 4).map((line, index) => `  ${(index === 0 ? left : "").padEnd(width)}  ${line}`));
  return `${about}

Usage: ${usage}

Options:
${lines.join("\n")}

${more}
`;
}
function leftColumn({ name, short, value }) {
  return `${short === void 0 ? "    " : `-${short}, `}--${name}${value === void 0 ? "" : ` ${value}`}`;
}
function wrap(text, width) {
  const lines = [];
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

// src/cli/request.ts
var formats = ["text", "json", "sarif"];
function wantedReports(args) {
  const allowed = args.command === "inventory" ? formats.filter((format) => format !== "sarif") : formats;
  const asked = args.has("format") ? args.values("format") : ["text"];
  const wanted = asked.map((value) => wantedReport(value, allowed));
  const output = args.value("output");
  const open = wanted.filter((report) => report.file === void 0);
  if (open.length > 1) throw new UsageError("only one report can go to standard output: write the others to files with --format FORMAT=FILE");
  if (output !== void 0 && open.length === 0) throw new UsageError("--output needs a --format without a file of its own");
  return wanted.map((report) => report.file === void 0 ? { ...report, file: output } : report);
}
function wantedReport(value, allowed) {
  const equals = value.indexOf("=");
  const name = equals < 0 ? value : value.slice(0, equals);
  const file = equals < 0 ? void 0 : value.slice(equals + 1);
  if (file === "") throw new UsageError(`--format ${value} names no file`);
  return { format: oneOf("--format", name, allowed), file };
}
function concurrencyIn(args) {
  const value = args.value("concurrency");
  if (value === void 0) return void 0;
  if (!/^[1-9][0-9]{0,3}$/.test(value)) throw new UsageError(`--concurrency must be a number from 1 to 9999, not ${value}`);
  return Number(value);
}
function failOnIn(args) {
  const value = args.value("fail-on");
  return value === void 0 ? void 0 : oneOf("--fail-on", value, ["none", ...severities]);
}
function ruleIds(args, name) {
  return args.values(name).flatMap((value) => value.split(",")).map((id) => id.trim()).filter((id) => id !== "");
}
function colorFlag(args) {
  if (args.has("color") && args.has("no-color")) throw new UsageError("--color and --no-color exclude each other");
  if (args.has("no-color")) return false;
  return args.has("color") ? true : void 0;
}
function oneOf(option, value, allowed) {
  const found = allowed.find((word) => word === value);
  if (found !== void 0) return found;
  const near = nearest(value, allowed);
  throw new UsageError(`${option} must be one of ${allowed.join(", ")}, not ${JSON.stringify(value)}${near === void 0 ? "" : ` (did you mean ${near}?)`}`);
}

// src/cli/streams.ts
function harmless(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
function usesColor(flag, env, isTerminal) {
  if (flag !== void 0) return flag;
  const forced = env["FORCE_COLOR"];
  if (forced !== void 0) return forced !== "0" && forced !== "false";
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  return isTerminal && env["TERM"] !== "dumb";
}

// src/cli/write.ts
const { writeFile } = globalThis.process.getBuiltinModule("node:fs/promises");
const { resolve } = globalThis.process.getBuiltinModule("node:path");
async function writeReports(wanted, result, args, streams) {
  for (const report of wanted.filter(({ file }) => file !== void 0)) await writeOne(report, result, args, streams);
  const toStream = wanted.filter(({ file }) => file === void 0);
  for (const report of toStream) streams.stdout.write(await render(report, result, args, streams));
  if (toStream.length === 0 && !args.has("quiet")) await summarise(result, streams);
}
async function writeOne(wanted, result, args, streams) {
  const path = wanted.file ?? "";
  const text = await render(wanted, result, args, streams);
  try {
    await writeFile(resolve(streams.cwd, path), text);
  } catch (error) {
    throw new UsageError(`the report cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
async function summarise({ report }, streams) {
  const { coverageSentences, findingsSentence } = await import("./coverage-COGAUFDW.js");
  for (const sentence of [findingsSentence(report.summary), ...coverageSentences(report.summary)]) streams.stderr.write(`imdslint: ${harmless(sentence)}
`);
}
async function render({ format, file }, result, args, streams) {
  const { report, readSource, rules } = result;
  switch (format) {
    case "text": {
      const options2 = textOptions(result, args, streams, file === void 0);
      if (args.command === "inventory") return await (await import("./inventory-VESSPFOM.js")).renderInventory(report, options2);
      return await (await import("./text-QNEDQJVI.js")).renderText(report, options2);
    }
    case "json":
      return (await import("./json-3XRAKA73.js")).renderJson(report);
    case "sarif": {
      const category = args.value("sarif-category");
      return await (await import("./sarif-OVDJC5MX.js")).renderSarif(report, { rules, readSource, ...category === void 0 ? {} : { category } });
    }
  }
}
function textOptions({ readSource, rules }, args, { stdout, env }, toStream) {
  const isTerminal = toStream && stdout.isTTY === true;
  const color = usesColor(colorFlag(args), env, isTerminal);
  return {
    color,
    hyperlinks: isTerminal && color && (env["CI"] ?? "") === "",
    ...isTerminal && stdout.columns !== void 0 ? { width: stdout.columns } : {},
    quiet: args.has("quiet"),
    readSource,
    rules
  };
}

// src/cli/run.ts
async function run(argv, streams) {
  try {
    const args = parseArguments(argv);
    if (args.has("help")) return say(streams, helpFor(args.command));
    if (args.has("version")) return say(streams, `imdslint ${tool.version}
`);
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
  } catch (error) {
    streams.stderr.write(failure(error));
    return 2;
  }
}
function say(streams, text) {
  streams.stdout.write(text);
  return 0;
}
async function runCheck(args, streams) {
  const failOn = failOnIn(args);
  const wanted = wantedReports(args);
  const request = { ...await scanRequest(args, streams), only: ruleIds(args, "only"), skip: ruleIds(args, "skip") };
  const result = await check(request);
  await writeReports(wanted, result, args, streams);
  tellNothing(result, streams);
  return exitCode(result.report, failOn ?? result.failOn ?? "medium", args.has("fail-on-possible"));
}
async function runInventory(args, streams) {
  const wanted = wantedReports(args);
  const result = await check({ ...await scanRequest(args, streams), withoutRules: true });
  await writeReports(wanted, result, args, streams);
  tellNothing(result, streams);
  return exitCode(result.report, "none", false);
}
async function scanRequest(args, streams) {
  return {
    paths: args.paths,
    cwd: streams.cwd,
    root: args.value("root"),
    config: configIn(args),
    useGitIgnore: !args.has("no-ignore"),
    forceExclude: args.has("force-exclude"),
    concurrency: concurrencyIn(args),
    unsaved: await unsavedFile(args, streams),
    note: (sentence) => {
      if (!args.has("quiet")) streams.stderr.write(`imdslint: ${harmless(sentence)}
`);
    }
  };
}
function configIn(args) {
  if (!args.has("no-config")) return args.value("config");
  if (args.has("config")) throw new UsageError("--config and --no-config exclude each other");
  return false;
}
async function unsavedFile(args, streams) {
  const path = args.value("stdin-filename");
  if (!args.has("stdin")) {
    if (path !== void 0) throw new UsageError("--stdin-filename needs --stdin");
    return void 0;
  }
  if (path === void 0) throw new UsageError("--stdin needs --stdin-filename PATH: the name decides the format");
  if (args.paths.length > 0) throw new UsageError("--stdin reads one file, so no paths can be given");
  const { readAll } = await import("./stdin-VTU7A7WI.js");
  return { path, bytes: await readAll(streams.stdin) };
}
function tellNothing({ report }, streams) {
  const { resources, files } = report.summary;
  if (resources === 0) streams.stderr.write(`imdslint: nothing matched: no machine, template, image or account default in ${files.seen} ${files.seen === 1 ? "file" : "files"}
`);
}
function exitCode(report, failOn, possibleCounts) {
  const counting = report.findings.filter((finding) => possibleCounts || finding.certainty !== "possible");
  if (counting.some((finding) => reaches(finding.severity, failOn))) return 1;
  return report.problems.length > 0 ? 3 : 0;
}
function reaches(severity, failOn) {
  return failOn !== "none" && severities.indexOf(severity) >= severities.indexOf(failOn);
}
async function listRules(args, streams) {
  if (args.paths.length > 0) throw new UsageError("rules takes no paths; imdslint explain RULE shows one rule");
  const rules = await everyRule(args, streams);
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return say(streams, rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${harmless(rule.title)}
`).join(""));
}
async function explain(args, streams) {
  const [id, ...more] = args.paths;
  if (id === void 0 || more.length > 0) throw new UsageError("explain takes one rule: imdslint explain RULE");
  const rule = builtinRules.find((candidate) => candidate.id === id) ?? ruleNamed(id, await everyRule(args, streams));
  const { ruleText } = await import("./page-3RO2VK7S.js");
  return say(streams, ruleText(rule, { examples: true }));
}
async function everyRule(args, streams) {
  const { root } = findTargets(["."], streams.cwd, args.value("root"));
  const configuration = await configurationFor(root, { config: configIn(args), cwd: streams.cwd });
  return [...builtinRules, ...configuration?.customRules ?? []];
}
function failure(error) {
  if (error instanceof UsageError) return `imdslint: ${harmless(error.message)}
Try imdslint --help.
`;
  if (error instanceof ConfigError) return `imdslint: the configuration cannot be used
${error.message.split("\n").map(harmless).join("\n")}
`;
  return `imdslint: internal error, please report it
${error instanceof Error ? error.stack ?? error.message : String(error)}
`;
}

export {
  usesColor,
  run,
  exitCode
};
