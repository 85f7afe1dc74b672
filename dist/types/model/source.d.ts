/** One text under analysis. `path` is relative to the scan root, with forward slashes; `text` is kept with its BOM, so offsets fit the file. */
export interface Source {
    readonly path: string;
    readonly text: string;
}
/** A half-open range of UTF-16 code units in a text. */
export interface Span {
    readonly start: number;
    readonly end: number;
}
/** A span of a known source: what the analysis carries around. */
export interface Place {
    readonly source: Source;
    readonly span: Span;
}
/** Line and column, both from 1; the column counts UTF-16 code units, as SARIF's `utf16CodeUnits`. */
export interface Position {
    readonly line: number;
    readonly column: number;
}
/** Plain data for reports: `end` is exclusive, one past the last character. */
export interface Location {
    readonly path: string;
    readonly start: Position;
    readonly end: Position;
}
/** Offsets at which each line of the source begins; computed once per source. */
export declare function lineStarts(source: Source): readonly number[];
/** The position of an offset; offsets outside the text are clamped to it. */
export declare function positionAt(source: Source, offset: number): Position;
/** The one function that turns a place into lines and columns. */
export declare function locate(place: Place): Location;
/** The same text for the same location, for maps and comparisons. */
export declare function locationKey({ path, start, end }: Location): string;
