import { spawnSync } from "node:child_process";

/** A program to start: its arguments after `node`, or after another command. */
export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly command?: string;
}

/** Milliseconds of whole processes. */
export interface Timing {
  readonly name: string;
  /** Wall time, median over all runs. */
  readonly median: number;
  readonly fastest: number;
  /** Time of the processor, user and system: on a busy machine the steadier figure. */
  readonly processor: { readonly median: number; readonly fastest: number };
}

interface Run {
  readonly wall: number;
  readonly processor: number;
}

/**
 * Times whole processes. The programs take turns, so that whatever else the machine does falls on all of them alike; only
 * ratios of one call are worth quoting. Throws when a program cannot be started or ends by a signal.
 */
export function timePrograms(programs: readonly Program[], runs: number): readonly Timing[] {
  const times = programs.map((): Run[] => []);
  for (let run = -1; run < runs; run++) {
    programs.forEach((program, index) => {
      const time = timed(program);
      // The first round only warms the file cache.
      if (run >= 0) times[index]?.push(time);
    });
  }
  return programs.map(({ name }, index) => {
    const own = times[index] ?? [];
    return { name, ...spread(own.map(({ wall }) => wall)), processor: spread(own.map(({ processor }) => processor)) };
  });
}

function spread(times: readonly number[]): { readonly median: number; readonly fastest: number } {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? NaN, fastest: sorted[0] ?? NaN };
}

/** Bash tells the time of the processor that a process took, which Node does not tell of its children. */
function timed({ command = process.execPath, args }: Program): Run {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1; exit $?';
  const { status, stderr, error } = spawnSync("bash", ["-c", `{ ${script}; }`, "bash", command, ...args], { encoding: "utf8", env: { PATH: process.env["PATH"] } });
  if (error !== undefined) throw error;
  const [wall = NaN, user = NaN, system = NaN] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map((seconds) => Number(seconds) * 1000);
  // Node ends with 2 when we were asked the wrong thing, bash with more than 125 when there is no such program or a signal ended it.
  if (status === null || status > 125 || (command === process.execPath && status === 2) || Number.isNaN(wall + user + system)) throw new Error(`${command} ${args.slice(0, 3).join(" ")} ended with ${status ?? "a signal"}: ${stderr}`);
  return { wall, processor: user + system };
}

/** A table of timings, each with its ratio to the first one. */
export function table(timings: readonly Timing[]): string {
  const [base] = timings;
  const head = "  wall: median  fastest  ratio   processor: median  fastest   ratio";
  const rows = timings.map(({ name, median, fastest, processor }) => {
    const ratio = (own: number, other = NaN): string => `${(own / other).toFixed(2)} x`.padStart(9);
    return `${ms(median, 12)}${ms(fastest, 9)}${ratio(median, base?.median)}${ms(processor.median, 17)}${ms(processor.fastest, 9)}${ratio(processor.median, base?.processor.median)}  ${name}`;
  });
  return [head, ...rows].join("\n");
}

function ms(time: number, width: number): string {
  return `${time.toFixed(0)} ms`.padStart(width);
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
