#!/usr/bin/env node
import {
  run
} from "./chunks/chunk-UTEPIHFY.js";
import "./chunks/chunk-FISDOPQA.js";
import "./chunks/chunk-6ETLVDUJ.js";
import "./chunks/chunk-X5ZPXFP3.js";
import "./chunks/chunk-MYT34Z7S.js";
import "./chunks/chunk-4OY7L4PU.js";
import "./chunks/chunk-CFZEQPZM.js";
import "./chunks/chunk-R7APFQ6S.js";

// src/cli/main.ts
const process2 = globalThis.process.getBuiltinModule("node:process");

// src/cli/process-streams.ts
const fs = globalThis.process.getBuiltinModule("node:fs");
const { devNull } = globalThis.process.getBuiltinModule("node:os");
const process = globalThis.process.getBuiltinModule("node:process");
function processStreams() {
  return {
    get stdin() {
      return process.stdin;
    },
    stdout: output(1, () => process.stdout),
    stderr: output(2, () => process.stderr),
    env: process.env,
    cwd: process.cwd()
  };
}
function output(descriptor, open) {
  if (!isDirect(descriptor)) return streamed(open);
  let rest;
  return {
    write: (text) => {
      if (rest !== void 0) return rest.write(text);
      const left = writeDirectly(descriptor, Buffer.from(text));
      if (left.length === 0) return true;
      rest = opened(open);
      return rest.write(left);
    }
  };
}
function isDirect(descriptor) {
  try {
    const stats = fs.fstatSync(descriptor);
    return stats.isFile() || stats.isFIFO() || stats.isCharacterDevice() && stats.rdev === fs.statSync(devNull).rdev;
  } catch {
    return false;
  }
}
function writeDirectly(descriptor, bytes) {
  let from = 0;
  while (from < bytes.length) {
    try {
      from += fs.writeSync(descriptor, bytes, from);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : void 0;
      if (code === "EPIPE") return Buffer.alloc(0);
      if (code === "EAGAIN") return bytes.subarray(from);
      throw error;
    }
  }
  return Buffer.alloc(0);
}
function streamed(open) {
  let stream;
  function once() {
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
    }
  };
}
function opened(open) {
  const stream = open();
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
  return stream;
}

// src/cli/main.ts
process2.exitCode = await run(process2.argv.slice(2), processStreams());
