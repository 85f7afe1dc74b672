import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSocket, type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** One request of a client to AWS: its action and its flat parameters, and what was answered. */
export interface Recorded {
  readonly action: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly answer: string;
}

/** A stand-in for AWS on this machine: moto (https://docs.getmoto.org) behind a server that writes down what is asked. */
export interface Recorder {
  readonly url: string;
  readonly version: string;
  /** The requests since the last call, in the order in which they were answered. */
  readonly take: () => readonly Recorded[];
  readonly stop: () => void;
}

/**
 * Starts both, on loopback ports that are free. Account-level metadata defaults, which moto lacks, are answered here from the last value
 * sent. Services that moto lacks are refused once their request is written down. Throws when moto does not start.
 */
export async function startRecorder(python: string): Promise<Recorder> {
  const motoPort = await freePort();
  const moto = spawn(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(motoPort)], { stdio: "ignore" });
  const backend = `http://127.0.0.1:${motoPort}`;
  try {
    await ready(moto, backend);
    const version = await motoVersion(python);
    let recorded: Recorded[] = [];
    const account = new Map<string, string>();
    const server = createServer((request, response) => {
      answer(request, response, backend, account, (one) => recorded.push(one)).catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
    const port = await listen(server);
    const take = (): readonly Recorded[] => {
      const taken = recorded;
      recorded = [];
      return taken;
    };
    const stop = (): void => {
      server.closeAllConnections();
      server.close();
      moto.kill();
    };
    return { url: `http://127.0.0.1:${port}`, version, take, stop };
  } catch (error) {
    moto.kill();
    throw error;
  }
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, backend: string, account: Map<string, string>, record: (one: Recorded) => void): Promise<void> {
  const body = await buffer(request);
  const { action, parameters } = readRequest(request, body.toString("utf8"));
  const given = ownAnswer(action, parameters, account) ?? (await forward(request, body, backend));
  record({ action, parameters, answer: given.body });
  response.writeHead(given.status, { "content-type": given.type }).end(given.body);
}

function readRequest(request: IncomingMessage, body: string): { readonly action: string; readonly parameters: ReadonlyMap<string, string> } {
  const type = request.headers["content-type"] ?? "";
  if (!type.includes("json")) {
    const parameters = new Map(new URLSearchParams(body));
    return { action: parameters.get("Action") ?? request.url ?? "", parameters };
  }
  const target = request.headers["x-amz-target"];
  const action = typeof target === "string" ? target.replace(/^.*\./, "") : (request.url ?? "").replace(/^\//, "");
  return { action, parameters: new Map(flatten("", body === "" ? {} : JSON.parse(body))) };
}

/** A JSON document as the query protocol would write it: dotted names, values as text. */
function flatten(prefix: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== "object" || value === null) return [[prefix, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flatten(prefix === "" ? name : `${prefix}.${name}`, inner));
}

const defaults = ["HttpTokens", "HttpEndpoint", "HttpPutResponseHopLimit", "InstanceMetadataTags"];
const refused = new Set(["CreateInfrastructureConfiguration", "UpdateInfrastructureConfiguration", "CreateNotebookInstance", "RequestSpotFleet"]);

function ownAnswer(action: string, parameters: ReadonlyMap<string, string>, account: Map<string, string>): Answer | undefined {
  if (action === "ModifyInstanceMetadataDefaults") {
    for (const name of defaults) account.set(name, parameters.get(name) ?? account.get(name) ?? "no-preference");
    return xml(action, "<return>true</return>");
  }
  if (action === "GetInstanceMetadataDefaults") {
    const told = defaults.filter((name) => !["no-preference", "-1", undefined].includes(account.get(name)));
    const elements = told.map((name) => `<${lowerFirst(name)}>${account.get(name) ?? ""}</${lowerFirst(name)}>`);
    return xml(action, `<accountLevel>${elements.join("")}</accountLevel>`);
  }
  if (!refused.has(action)) return undefined;
  const json = JSON.stringify({ __type: "AccessDeniedException", message: "written down" });
  const error = "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>written down</Message></Error></Errors></Response>";
  return action === "RequestSpotFleet" ? { status: 403, type: "text/xml", body: error } : { status: 403, type: "application/json", body: json };
}

function xml(action: string, content: string): Answer {
  const body = `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${content}</${action}Response>`;
  return { status: 200, type: "text/xml", body };
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

async function forward(request: IncomingMessage, body: Buffer, backend: string): Promise<Answer> {
  const headers = Object.entries(request.headers).filter((entry): entry is [string, string] => typeof entry[1] === "string" && !/^(content-length|connection|host|accept-encoding)$/.test(entry[0]));
  const method = request.method ?? "POST";
  const answered = await fetch(`${backend}${request.url ?? "/"}`, { method, headers, ...(method === "GET" ? {} : { body }) });
  return { status: answered.status, type: answered.headers.get("content-type") ?? "text/xml", body: await answered.text() };
}

async function ready(moto: ChildProcess, backend: string): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    if (moto.exitCode !== null) break;
    const answered = await fetch(`${backend}/moto-api/`).catch(() => undefined);
    if (answered?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("moto does not start: `pip install 'moto[server]'`, or name the right interpreter in PYTHON");
}

async function motoVersion(python: string): Promise<string> {
  const child = spawn(python, ["-c", "import moto; print(moto.__version__)"], { stdio: ["ignore", "pipe", "inherit"] });
  return (await buffer(child.stdout)).toString("utf8").trim();
}

async function freePort(): Promise<number> {
  const socket = createSocket();
  const port = await listen(socket);
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

async function listen(server: Server | ReturnType<typeof createSocket>): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}
