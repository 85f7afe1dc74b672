import { locate, type Location, type Place } from "../model/source.ts";

/** A mistake in the configuration, with its place. */
export interface ConfigFault {
  readonly message: string;
  readonly location: Location;
}

/** The configuration cannot be used: exit code 2. Its message has one line per mistake, `path:line:column: what`. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ message, location }) => `${location.path}:${location.start.line}:${location.start.column}: ${message}`).join("\n"));
    this.faults = faults;
  }
}

/** A mistake at a place. */
export function faultAt(at: Place, message: string): ConfigFault {
  return { message, location: locate(at) };
}
