/** Where text goes. `isTTY` and `columns` are those of a terminal. */
export interface Output {
  /** May throw `OutputError`. */
  readonly write: (text: string) => unknown;
  /** Waits until all that was written has arrived. Rejects with `OutputError` when it has not. */
  readonly flush?: () => Promise<void>;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything that a run touches outside the files it scans: given, so that tests and the GitHub Action run it in process. */
export interface Streams {
  readonly stdin: AsyncIterable<Buffer | string>;
  /** The report and nothing else. */
  readonly stdout: Output;
  /** Notes and errors. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory, absolute. */
  readonly cwd: string;
}

/** Text from outside with its control characters written out: a file name must not command the terminal. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The colour of a report: flag over FORCE_COLOR over NO_COLOR over whether it goes to a terminal. */
export function usesColor(flag: boolean | undefined, env: Streams["env"], isTerminal: boolean): boolean {
  if (flag !== undefined) return flag;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  // https://no-color.org: present and not empty.
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  return isTerminal && env["TERM"] !== "dumb";
}
