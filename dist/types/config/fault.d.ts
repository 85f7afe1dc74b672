import { type Location, type Place } from "../model/source.ts";
/** A mistake in the configuration, with its place. */
export interface ConfigFault {
    readonly message: string;
    readonly location: Location;
}
/** The configuration cannot be used: exit code 2. Its message has one line per mistake, `path:line:column: what`. */
export declare class ConfigError extends Error {
    readonly name = "ConfigError";
    readonly faults: readonly ConfigFault[];
    constructor(faults: readonly ConfigFault[]);
}
/** A mistake at a place. */
export declare function faultAt(at: Place, message: string): ConfigFault;
