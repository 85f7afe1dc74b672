import * as fs from "node:fs";
import { devNull } from "node:os";
import process from "node:process";
import type { Output, Streams } from "./streams.ts";

/** The streams of this process. What it need not open stays closed: Node's stream objects cost a few milliseconds each. */
export function processStreams(): Streams {
  return {
    get stdin() {
      return process.stdin;
    },
    stdout: output(1, () => process.stdout),
    stderr: output(2, () => process.stderr),
    env: process.env,
    cwd: process.cwd(),
  };
}

/** Writes to files and pipes directly, as long as they take it; to everything else through Node's stream. */
function output(descriptor: 1 | 2, open: () => NodeJS.WriteStream): Output {
  if (!isDirect(descriptor)) return streamed(open);
  let rest: NodeJS.WriteStream | undefined;
  return {
    write: (text) => {
      if (rest !== undefined) return rest.write(text);
      const left = writeDirectly(descriptor, Buffer.from(text));
      if (left.length === 0) return true;
      // The pipe is full and does not block: from here on Node waits for the reader.
      rest = opened(open);
      return rest.write(left);
    },
  };
}

function isDirect(descriptor: number): boolean {
  try {
    const stats = fs.fstatSync(descriptor);
    return stats.isFile() || stats.isFIFO() || (stats.isCharacterDevice() && stats.rdev === fs.statSync(devNull).rdev);
  } catch {
    // Closed by the caller: Node's stream knows what to do.
    return false;
  }
}

/** What could not be written without waiting. A reader that has seen enough (`imdslint | head`) closes the pipe; that is no failure of ours. */
function writeDirectly(descriptor: number, bytes: Buffer): Buffer {
  let from = 0;
  while (from < bytes.length) {
    try {
      from += fs.writeSync(descriptor, bytes, from);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EPIPE") return Buffer.alloc(0);
      if (code === "EAGAIN") return bytes.subarray(from);
      throw error;
    }
  }
  return Buffer.alloc(0);
}

function streamed(open: () => NodeJS.WriteStream): Output {
  let stream: NodeJS.WriteStream | undefined;
  function once(): NodeJS.WriteStream {
    stream ??= opened(open);
    return stream;
  }
  return {
    write: (text) => once().write(text),
    get isTTY() {
      return once().isTTY;
    },
    get columns() {
      return once().columns;
    },
  };
}

function opened(open: () => NodeJS.WriteStream): NodeJS.WriteStream {
  const stream = open();
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return stream;
}
