/**
 * What the runner does with a step's log and files, so that tests can see what GitHub would see. Written from the documentation
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands) and the runner's ActionCommand.cs.
 */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const known = ["error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "set-output", "set-env", "add-path", "save-state", "add-matcher", "echo"];

/** The commands that the runner would carry out, in order; everything between stop-commands and its token is plain text. */
export function commandsIn(log: string): Command[] {
  const found: Command[] = [];
  let waitingFor: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = parseCommand(line);
    if (waitingFor !== undefined) {
      if (command?.name === waitingFor) waitingFor = undefined;
    } else if (command?.name === "stop-commands") {
      waitingFor = command.message;
    } else if (command !== undefined && known.includes(command.name)) {
      found.push(command);
    }
  }
  return found;
}

/** The text between stop-commands and its token: what a reader of the log sees of the report. */
export function protectedText(log: string): string {
  return /::stop-commands::(?<token>[^\n]+)\n(?<text>[^]*?)\n?::\k<token>::/.exec(log)?.groups?.["text"] ?? "";
}

function parseCommand(line: string): Command | undefined {
  const version2 = /^\s*::(?<name>[^\s:]+)(?: (?<properties>.*?))?::(?<message>.*)$/.exec(line);
  const version1 = /##\[(?<name>[^\s\]]+)(?: (?<properties>[^\]]*))?\](?<message>.*)$/.exec(line);
  const groups = (version2 ?? version1)?.groups;
  if (groups?.["name"] === undefined) return undefined;
  const properties = Object.create(null) as Record<string, string>;
  for (const pair of (groups["properties"] ?? "").split(",")) {
    const equals = pair.indexOf("=");
    if (equals > 0) properties[pair.slice(0, equals).trim()] = unescapeText(pair.slice(equals + 1), true);
  }
  return { name: groups["name"].toLowerCase(), properties, message: unescapeText(groups["message"] ?? "", false) };
}

function unescapeText(text: string, property: boolean): string {
  const data = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  return (property ? data.replaceAll("%3A", ":").replaceAll("%2C", ",") : data).replaceAll("%25", "%");
}

/** The file of `GITHUB_OUTPUT` as the runner reads it. Throws where the runner would fail the step. */
export function outputsIn(file: string): Map<string, string> {
  const outputs = new Map<string, string>();
  const lines = file.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const block = /^(?<name>[^=]+?)<<(?<delimiter>.+)$/.exec(line)?.groups;
    const name = block?.["name"];
    if (name === undefined) throw new Error(`not an output block: ${line}`);
    const value: string[] = [];
    for (at++; lines[at] !== block?.["delimiter"]; at++) {
      if (at >= lines.length) throw new Error(`the block of ${name} does not end`);
      value.push(lines[at] ?? "");
    }
    outputs.set(name, value.join("\n"));
  }
  return outputs;
}
