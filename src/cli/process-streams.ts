import * as fs from "node:fs";
import { devNull } from "node:os";
import process from "node:process";
import { codeOf, outputError } from "./output-error.ts";
import type { Output, Streams } from "./streams.ts";

/** The streams of this process. What it need not open stays closed: Node's stream objects cost a few milliseconds each. */
export function processStreams(): Streams {
  return {
    get stdin() {
      return process.stdin;
    },
    stdout: output(1, () => process.stdout, (error) => {
      throw outputError("standard output", error);
    }),
    // Nobody is left to be told, and the report and the exit code count without the notes.
    stderr: output(2, () => process.stderr, () => undefined),
    env: process.env,
    cwd: process.cwd(),
  };
}

/** Gets what the system says when a write fails. */
type OnFailure = (error: unknown) => void;

/** Writes to files and pipes directly, as long as they take it; to everything else through Node's stream. */
function output(descriptor: 1 | 2, open: () => NodeJS.WriteStream, failed: OnFailure): Output {
  const stream = streamed(open, failed);
  if (!isDirect(descriptor)) return stream;
  let waits = false;
  return {
    write: (text) => {
      const bytes = Buffer.from(text);
      const left = waits ? bytes : writeDirectly(descriptor, bytes, failed);
      if (left.length === 0) return;
      // The pipe is full and does not block: from here on Node waits for the reader.
      waits = true;
      stream.write(left);
    },
    flush: stream.flush,
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
function writeDirectly(descriptor: number, bytes: Buffer, failed: OnFailure): Buffer {
  let from = 0;
  while (from < bytes.length) {
    try {
      from += fs.writeSync(descriptor, bytes, from);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EAGAIN") return bytes.subarray(from);
      if (code !== "EPIPE") failed(error);
      return Buffer.alloc(0);
    }
  }
  return Buffer.alloc(0);
}

interface StreamOutput extends Output {
  readonly write: (text: string | Buffer) => void;
  readonly flush: () => Promise<void>;
}

/** Node's stream, opened at the first use. A failure shows after the write, so `flush` tells it; only the first one has the cause. */
function streamed(open: () => NodeJS.WriteStream, failed: OnFailure): StreamOutput {
  let stream: NodeJS.WriteStream | undefined;
  let failure: { readonly error: unknown } | undefined;
  let arrived: Promise<void> = Promise.resolve();
  function note(error: unknown): void {
    failure ??= { error };
  }
  function once(): NodeJS.WriteStream {
    stream ??= open().on("error", note);
    return stream;
  }
  function write(text: string | Buffer): Promise<void> {
    return new Promise((done) => {
      try {
        once().write(text, (error) => {
          if (error) note(error);
          done();
        });
      } catch (error) {
        // Node 20 writes to devices at once and throws from here.
        note(error);
        done();
      }
    });
  }
  return {
    write: (text) => {
      arrived = write(text);
    },
    flush: async () => {
      await arrived;
      if (failure !== undefined && codeOf(failure.error) !== "EPIPE") failed(failure.error);
    },
    get isTTY() {
      return once().isTTY;
    },
    get columns() {
      return once().columns;
    },
  };
}
