import { resolve } from "node:path";
import type { TextOptions } from "../report/text.ts";
import type { Arguments } from "./arguments.ts";
import type { CheckResult } from "./check.ts";
import { writeReportFile } from "./report-file.ts";
import { colorFlag, type Wanted } from "./request.ts";
import { harmless, usesColor, type Streams } from "./streams.ts";

/** Renders every report that is asked for and writes it: files first, so that a broken pipe costs none. Throws `OutputError` for what cannot be written. */
export async function writeReports(wanted: readonly Wanted[], result: CheckResult, args: Arguments, streams: Streams): Promise<void> {
  for (const report of wanted) {
    if (report.file !== undefined) writeReportFile(resolve(streams.cwd, report.file), await render(report, result, args, streams), report.file);
  }
  const toStream = wanted.filter(({ file }) => file === undefined);
  for (const report of toStream) streams.stdout.write(await render(report, result, args, streams));
  if (toStream.length === 0 && !args.has("quiet")) await summarise(result, streams);
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
