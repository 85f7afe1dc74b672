import type { Severity } from "../model/finding.ts";

/** What a piece of text is; colours are chosen here and nowhere else. */
export type Tone = Severity | "note" | "problem" | "gutter" | "heading" | "faint" | "good";

export type Paint = (tone: Tone, text: string) => string;

/** No colour at all. */
export function plain(_tone: Tone, text: string): string {
  return text;
}

/**
 * Colours through chalk, which is loaded only when they are wanted: loading it costs as much as scanning a small file.
 * The caller has decided (terminal, NO_COLOR, FORCE_COLOR), so chalk's own detection is switched off.
 */
export async function paintFor(color: boolean): Promise<Paint> {
  if (!color) return plain;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  const styles: Readonly<Record<Tone, (text: string) => string>> = {
    critical: chalk.bold.magenta,
    high: chalk.bold.red,
    medium: chalk.bold.yellow,
    low: chalk.bold.cyan,
    note: chalk.bold.green,
    problem: chalk.bold.red,
    gutter: chalk.blue,
    heading: chalk.bold.underline,
    faint: chalk.dim,
    good: chalk.green,
  };
  return (tone, text) => (text === "" ? "" : styles[tone](text));
}
