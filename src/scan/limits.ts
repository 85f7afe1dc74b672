/** Files above this many bytes are reported as `too-large` and never read: no hand-written or generated template comes near. */
export const largestFile = 64 * 1024 * 1024;

/**
 * Decoded texts of directory units that are kept between the survey and the parse, in UTF-16 code units over the whole scan. Those with module
 * calls keep their syntax tree, too, which takes some thirty times as much.
 */
export const keptText = 8 * 1024 * 1024;

/** Units that are worked on at the same time when nothing else is asked for: reading from a local disk does not wait. */
export const defaultConcurrency = 1;

/** Directories nested deeper are not entered. It also bounds the work that a pattern of a hostile `.gitignore` can cause. */
export const deepestDirectory = 200;
