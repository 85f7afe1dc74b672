import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TextOptions } from "../report/text.ts";
import { UsageError } from "../scan/usage.ts";
import type { Arguments } from "./arguments.ts";
import type { CheckResult } from "./check.ts";
import { colorFlag, type Wanted } from "./request.ts";
import { harmless, usesColor, type Streams } from "./streams.ts";

/** Renders every report that is asked for and writes it: files first, so that a broken pipe costs none. Throws `UsageError` for a file that cannot be written. */
export async function writeReports(wanted: readonly Wanted[], result: CheckResult, args: Arguments, streams: Streams): Promise<void> {
  for (const report of wanted.filter(({ file }) => file !== undefined)) await writeOne(report, result, args, streams);
  const toStream = wanted.filter(({ file }) => file === undefined);
  for (const report of toStream) streams.stdout.write(await render(report, result, args, streams));
  if (toStream.length === 0 && !args.has("quiet")) await summarise(result, streams);
}

async function writeOne(wanted: Wanted, result: CheckResult, args: Arguments, streams: Streams): Promise<void> {
  const path = wanted.file ?? "";
  const text = await render(wanted, result, args, streams);
  try {
    writeFileSync(resolve(streams.cwd, path), text);
  } catch (error) {
    throw new UsageError(`the report cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** With all reports in files, people still see how it went. */
async function summarise({ report }: CheckResult, streams: Streams): Promise<void> {
  const { coverageSentences, findingsSentence } = await import("../report/coverage.ts");
  for (const sentence of [findingsSentence(report.summary), ...coverageSentences(report.summary)]) streams.stderr.write(`imdslint: ${harmless(sentence)}\n`);
}

async function render({ format, file }: Wanted, result: CheckResult, args: Arguments, streams: Streams): Promise<string> {
  const { report, readSource, rules } = result;
  switch (format) {
    case "text": {
      const options = textOptions(result, args, streams, file === undefined);
      if (args.command === "inventory") return await (await import("../report/inventory.ts")).renderInventory(report, options);
      return await (await import("../report/text.ts")).renderText(report, options);
    }
    case "json":
      return (await import("../report/json.ts")).renderJson(report);
    case "sarif": {
      const category = args.value("sarif-category");
      return await (await import("../report/sarif.ts")).renderSarif(report, { rules, readSource, ...(category === undefined ? {} : { category }) });
    }
  }
}

function textOptions({ readSource, rules }: CheckResult, args: Arguments, { stdout, env }: Streams, toStream: boolean): TextOptions {
  const isTerminal = toStream && stdout.isTTY === true;
  const color = usesColor(colorFlag(args), env, isTerminal);
  return {
    color,
    hyperlinks: isTerminal && color && (env["CI"] ?? "") === "",
    ...(isTerminal && stdout.columns !== undefined ? { width: stdout.columns } : {}),
    quiet: args.has("quiet"),
    readSource,
    rules,
  };
}
