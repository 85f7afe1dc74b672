import type { Location } from "./source.ts";
/**
 * Why we could not look: never suppressible, always counted.
 * `unreadable`: the file system refused. `not-text`: binary or invalid UTF-8. `syntax`: the parser refused.
 * `too-large`: over a size, depth or time limit. `outside`: a link that leaves the scan root or loops.
 */
export type ProblemKind = "unreadable" | "not-text" | "syntax" | "too-large" | "outside" | "internal";
/** Plain data. Without a position in the file the location is its first character. */
export interface Problem {
    readonly kind: ProblemKind;
    readonly message: string;
    readonly location: Location;
}
