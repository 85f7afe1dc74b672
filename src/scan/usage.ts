/** The caller asked for something that cannot be: exit code 2. The message is a plain sentence for people. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
