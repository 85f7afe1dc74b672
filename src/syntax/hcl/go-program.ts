/** A running Go program that answers one question at a time. */
export interface GoProgram {
  /** hcl2json's answer for a text; `broken` when the program ended instead of answering. */
  readonly ask: (name: string, text: string) => { readonly json: string } | { readonly error: string } | { readonly broken: true };
  /** Whether the program has ended, as Go programs do that panic. */
  readonly ended: () => boolean;
}

/** The engine's WebAssembly, as far as it is used: the compiler's library for Node does not declare it. */
interface Engine {
  readonly compile: (bytes: Uint8Array) => Promise<CompiledGo>;
  readonly instantiate: (program: CompiledGo, imports: object) => Promise<object>;
}

/** A compiled program; it can be started again and again. */
export interface CompiledGo {
  readonly compiled?: never;
}

/** What Go's own glue (`wasm_exec.js`) puts into the global scope. */
interface Go {
  readonly importObject: object;
  readonly exited?: boolean;
  exit: (code: number) => void;
  run: (instance: object) => Promise<void>;
}

type Register = Record<string, ((name: string, text: string, done: (error: string | null, json: string | null) => void) => void) | undefined>;

/** Where hcl2json's program looks for the object that it puts its functions into. */
const REGISTER = "__parse_terraform_config_wasm__";

function engine(): Engine {
  return (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;
}

/** Compiles a program. Rejects when the bytes are none. */
export function compileGo(bytes: Uint8Array): Promise<CompiledGo> {
  return engine().compile(bytes);
}

/**
 * Starts hcl2json's Go program. It is given no files and no output: what it would print when it panics is dropped,
 * for standard output carries the report.
 */
export async function startGo(program: CompiledGo): Promise<GoProgram> {
  const scope = globalThis as unknown as Record<string, unknown>;
  scope["fs"] ??= noFiles();
  if (scope["Go"] === undefined) await import("@cdktf/hcl2json/wasm/wasm_exec.js");
  const go = new (scope["Go"] as new () => Go)();
  go.exit = () => undefined;
  const instance = await engine().instantiate(program, go.importObject);
  const register: Register = {};
  // Between here and the removal nothing is awaited: several programs may be starting.
  scope[REGISTER] = register;
  // Settles when the program ends, which it does only by a panic; nobody waits for it, so it keeps no process alive.
  void go.run(instance);
  Reflect.deleteProperty(scope, REGISTER);
  return {
    ended: () => go.exited === true,
    ask: (name, text) => ask(register, name, text),
  };
}

function ask(register: Register, name: string, text: string): ReturnType<GoProgram["ask"]> {
  let answer: ReturnType<GoProgram["ask"]> = { broken: true };
  try {
    register["parse"]?.(name, text, (error, json) => {
      if (error !== null) answer = { error };
      else if (json !== null) answer = { json };
    });
  } catch {
    // Go's glue throws when the program ended, and the engine when its stack is used up: no answer either way.
    return { broken: true };
  }
  return answer;
}

/** The part of Node's `fs` that a Go program asks for when it starts and when it prints. */
function noFiles(): Record<string, unknown> {
  function refuse(...args: unknown[]): void {
    callback(args)(Object.assign(new Error("there are no files here"), { code: "ENOSYS" }));
  }
  const constants = { O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1 };
  const names = ["chmod", "chown", "close", "fchmod", "fchown", "fstat", "fsync", "ftruncate", "lchown", "link", "lstat", "mkdir", "open", "read", "readdir", "readlink", "rename", "rmdir", "stat", "symlink", "truncate", "unlink", "utimes"];
  return {
    constants,
    ...Object.fromEntries(names.map((name) => [name, refuse])),
    writeSync: (_file: number, bytes: Uint8Array) => bytes.length,
    write: (_file: number, bytes: Uint8Array, ...rest: unknown[]) => {
      callback(rest)(null, bytes.length);
    },
  };
}

function callback(args: readonly unknown[]): (error: Error | null, count?: number) => void {
  return args.at(-1) as (error: Error | null, count?: number) => void;
}
