/** Root modules in which a setting hangs on what exists only after apply: there, unknown is the right answer. */
export const unknownInputs: ReadonlySet<string> = new Set(["unknown-inputs", "unknown-through-module"]);

type Differences = Readonly<Record<string, readonly string[]>>;

/** Where our settings are not those of the plan: exactly these, so that what is mended has to be taken out. */
export const knownDifferences: Differences = {};
