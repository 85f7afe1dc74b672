import { spawnSync } from "node:child_process";

/** A program to start: its arguments after `node`. */
export interface Program {
  readonly name: string;
  readonly args: readonly string[];
}

export interface Timing {
  readonly name: string;
  /** Milliseconds of the whole process, median over all runs. */
  readonly median: number;
  readonly fastest: number;
}

/**
 * Times whole processes. The programs take turns, so that whatever else the machine does falls on all of them alike; only
 * ratios of one call are worth quoting. Throws when a program cannot be started or ends by a signal.
 */
export function timePrograms(programs: readonly Program[], runs: number): readonly Timing[] {
  const times = programs.map((): number[] => []);
  for (let run = -1; run < runs; run++) {
    programs.forEach((program, index) => {
      const started = performance.now();
      start(program.args);
      // The first round only warms the file cache.
      if (run >= 0) times[index]?.push(performance.now() - started);
    });
  }
  return programs.map(({ name }, index) => {
    const sorted = (times[index] ?? []).toSorted((a, b) => a - b);
    return { name, median: sorted[sorted.length >> 1] ?? NaN, fastest: sorted[0] ?? NaN };
  });
}

/** The most memory that a process held, in MiB. */
export function peakMemory(args: readonly string[]): number {
  const report = "process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS))";
  const { stderr } = start(["--import", `data:text/javascript,${encodeURIComponent(report)}`, ...args]);
  return Number(stderr.trimEnd().split("\n").at(-1)) / 1024;
}

function start(args: readonly string[]): { readonly stderr: string } {
  const { status, stderr, error } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 30, env: { PATH: process.env["PATH"] } });
  if (error !== undefined) throw error;
  if (status === null || status === 2) throw new Error(`node ${args.join(" ")} ended with ${status ?? "a signal"}: ${stderr}`);
  return { stderr };
}
