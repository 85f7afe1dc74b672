import {
  positionAt
} from "./chunk-CFZEQPZM.js";
import "./chunk-R7APFQ6S.js";

// src/syntax/hcl/judge.ts
const { readFile } = globalThis.process.getBuiltinModule("node:fs/promises");
const { createRequire } = globalThis.process.getBuiltinModule("node:module");
const { gunzip } = globalThis.process.getBuiltinModule("node:zlib");
const { promisify } = globalThis.process.getBuiltinModule("node:util");

// src/syntax/hcl/go-program.ts
var REGISTER = "__parse_terraform_config_wasm__";
function engine() {
  return globalThis.WebAssembly;
}
function compileGo(bytes) {
  return engine().compile(bytes);
}
async function startGo(program) {
  const scope = globalThis;
  scope["fs"] ??= noFiles();
  if (scope["Go"] === void 0) await import("./wasm_exec-AKJL6JMM.js");
  const go = new scope["Go"]();
  go.exit = () => void 0;
  const instance = await engine().instantiate(program, go.importObject);
  const register = {};
  scope[REGISTER] = register;
  void go.run(instance);
  Reflect.deleteProperty(scope, REGISTER);
  return {
    ended: () => go.exited === true,
    ask: (name, text) => ask(register, name, text)
  };
}
function ask(register, name, text) {
  let answer = { broken: true };
  try {
    register["parse"]?.(name, text, (error, json) => {
      if (error !== null) answer = { error };
      else if (json !== null) answer = { json };
    });
  } catch {
    return { broken: true };
  }
  return answer;
}
function noFiles() {
  function refuse(...args) {
    callback(args)(Object.assign(new Error("not implemented"), { code: "ENOSYS" }));
  }
  const constants = { O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1 };
  const names = ["chmod", "chown", "close", "fchmod", "fchown", "fstat", "fsync", "ftruncate", "lchown", "link", "lstat", "mkdir", "open", "read", "readdir", "readlink", "rename", "rmdir", "stat", "symlink", "truncate", "unlink", "utimes"];
  return {
    constants,
    ...Object.fromEntries(names.map((name) => [name, refuse])),
    writeSync: (_file, bytes) => bytes.length,
    write: (_file, bytes, ...rest) => {
      callback(rest)(null, bytes.length);
    }
  };
}
function callback(args) {
  return args.at(-1);
}

// src/syntax/hcl/judge.ts
var MOST_CHARACTERS = 1e5;
var MOST_PIECES = 5e3;
var MOST_DIAGNOSTICS = 20;
var loading;
function hashicorpParser() {
  loading ??= load();
  return loading;
}
async function hashicorpJudge() {
  const { judge } = await hashicorpParser();
  return async (source) => isBearable(source.text) ? judge(source) : [];
}
async function load() {
  const compiled = await compileGo(await promisify(gunzip)(await readProgram()));
  let program;
  async function ask2(source) {
    if (program?.ended() !== false) program = await startGo(compiled);
    return program.ask(FILE_NAME, source.text);
  }
  return {
    judge: async (source) => {
      const answer = await ask2(source);
      if ("json" in answer) return void 0;
      return "broken" in answer ? [] : readDiagnostics(source, answer.error);
    },
    toJson: async (source) => {
      const answer = await ask2(source);
      return "json" in answer ? JSON.parse(answer.json) : void 0;
    }
  };
}
function isBearable(text) {
  if (text.length > MOST_CHARACTERS) return false;
  let pieces = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 36 || code === 37) pieces++;
  }
  return pieces <= MOST_PIECES;
}
async function readProgram() {
  const name = "main.wasm.gz";
  for (const place of [new URL(`./${name}`, import.meta.url), new URL(`../${name}`, import.meta.url)]) {
    try {
      return await readFile(place);
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return readFile(createRequire(import.meta.url).resolve(`@cdktf/hcl2json/${name}`));
}
var FILE_NAME = "\uE002";
var PARSE_ERROR = "parse config: ";
var PLACE = /\uE002:(\d+),(\d+)-(?:\d+,)?\d+/g;
function readDiagnostics(source, error) {
  if (!error.startsWith(PARSE_ERROR)) return void 0;
  const text = error.slice(PARSE_ERROR.length).replace(/^\[/, "").replace(/\]$/, "");
  const starts = [...text.matchAll(PLACE)].filter((match) => text.startsWith(": ", match.index + match[0].length));
  return starts.slice(0, MOST_DIAGNOSTICS).map((match, index) => {
    const message = text.slice(match.index + match[0].length + 2, starts[index + 1]?.index ?? text.length).replace(PLACE, "line $1").trim();
    return { message, ...toPosition(source, Number(match[1]), Number(match[2])) };
  });
}
function toPosition(source, line, column) {
  const { text } = source;
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (let passed = 1; passed < line; passed++) {
    const feed2 = text.indexOf("\n", start);
    if (feed2 < 0) break;
    start = feed2 + 1;
  }
  const feed = text.indexOf("\n", start);
  let left = column - 1;
  let offset = start;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text.slice(start, feed < 0 ? text.length : feed))) {
    if (left-- <= 0) break;
    offset += segment.length;
  }
  return positionAt(source, offset);
}
export {
  hashicorpJudge,
  hashicorpParser
};
