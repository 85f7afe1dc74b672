/** A report cannot be written where it should go: exit code 2. The message is one plain sentence for people. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "no space is left on the device"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file would become too large"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["EISDIR", "it is a directory"],
  ["ENOENT", "its directory does not exist"],
  ["ENOTDIR", "what should be its directory is a file"],
  ["EEXIST", "what should be its directory is something else"],
  ["ELOOP", "it is a symbolic link"],
  ["EMLINK", "it is a symbolic link"],
  ["ENAMETOOLONG", "the path is too long for this system"],
  ["EBADF", "it is not open for writing"],
  ["EIO", "the device reports an input/output error"],
]);

/** Why something cannot be written, in words where the system's error code has some, for a sentence about `what`. */
export function outputError(what: string, error: unknown): OutputError {
  if (error instanceof OutputError) return error;
  const code = codeOf(error);
  const reason = code === undefined ? String(error) : (reasons.get(code) ?? code);
  return new OutputError(`${what} cannot be written: ${reason}`);
}

/** The system's code of an error, such as `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
