/** The caller asked for something that cannot be: exit code 2. The message is a plain sentence for people. */
export declare class UsageError extends Error {
    readonly name = "UsageError";
}
