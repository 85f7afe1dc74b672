/**
 * One output in the form of the file that `GITHUB_OUTPUT` names. The delimiter must be unguessable: the value may come from the
 * scanned repository, and a value that holds the delimiter could set other outputs.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function outputBlock(name: string, value: string, delimiter: string): string {
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** An annotation without a place, which also shows in the log. */
export function command(level: "error" | "warning" | "notice", message: string): string {
  return `::${level}::${escapeData(message)}\n`;
}

/** The runner decodes exactly these: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
