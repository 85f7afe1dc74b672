/** Files above this many bytes are reported as `too-large` and never read. Plans of large infrastructures come up to it. */
export const largestFile = 256 * 1024 * 1024;

/** Files above this many bytes are only for parsers that read `inPlace`: a tree of them would take gigabytes. No template comes near. */
export const largestTree = 64 * 1024 * 1024;

/**
 * Decoded texts of directory units that are kept between the survey and the parse, in UTF-16 code units over the whole scan. Those with module
 * calls keep their syntax tree, too, which takes some thirty times as much.
 */
export const keptText = 8 * 1024 * 1024;

/** Units that are worked on at the same time when nothing else is asked for: reading from a local disk does not wait. */
export const defaultConcurrency = 1;

/** Directories nested deeper are not entered. It also bounds the work that a pattern of a hostile `.gitignore` can cause. */
export const deepestDirectory = 200;

/** Files that a scanned text names are not read above this many bytes: they become values of expressions. */
export const largestNamed = 16 * 1024 * 1024;

/** Bytes that are looked through for what units need of files that they do not name, over the whole scan. */
export const mostNeighbourBytes = 256 * 1024 * 1024;

/** Text that is parsed to find launch templates by their names, in UTF-16 code units over the whole scan. */
export const mostNamedTemplates = 16 * 1024 * 1024;
