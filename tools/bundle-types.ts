import { join, posix, relative, sep } from "node:path";
import ts from "typescript";

/** The declarations that src/index.ts leads to, by path below src/. Throws when the sources do not compile. */
export function declarations(root: string): ReadonlyMap<string, string> {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail });
  if (config === undefined) throw new Error("tsconfig.json cannot be read");
  const options: ts.CompilerOptions = { ...config.options, noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: root, outDir: join(root, "out") };
  const program = ts.createProgram([join(root, "src/index.ts")], options);
  const emitted = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => {
    emitted.set(relative(join(root, "out/src"), path).split(sep).join("/"), text);
  });
  const [first] = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (first !== undefined) fail(first);
  return reachable("index.d.ts", emitted);
}

function reachable(start: string, emitted: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = emitted.get(path);
    if (text === undefined || found.has(path)) continue;
    found.set(path, text);
    for (const [, name = ""] of text.matchAll(/(?:from|import\() ?"(\.[^"]+)\.[jt]s"/g)) open.push(posix.join(posix.dirname(path), `${name}.d.ts`));
  }
  return found;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.formatDiagnostic(diagnostic, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => ".", getNewLine: () => "\n" }));
}
