/** Root modules in which a setting hangs on what exists only after apply: there, unknown is the right answer. */
export const unknownInputs: ReadonlySet<string> = new Set(["unknown-inputs", "unknown-through-module"]);

/** Where our settings are not those of the plan, and why. Empty is the aim. */
export const knownDifferences: Readonly<Record<string, { readonly reason: string; readonly differences: readonly string[] }>> = {};
