import type { FileRead, Files } from "../../src/parsers/parser.ts";

/** Files given as texts by path; what a test asked for is kept in `asked`. */
export function filesOf(texts: Readonly<Record<string, string>>, refused: Readonly<Record<string, FileRead>> = {}): Files & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read: (path) => {
      asked.push(path);
      const text = texts[path];
      return Promise.resolve(refused[path] ?? (text === undefined ? { state: "missing" } : { state: "text", source: { path, text } }));
    },
    list: (dir) => {
      asked.push(`${dir}/`);
      const prefix = dir === "." ? "" : `${dir}/`;
      const inside = Object.keys(texts).filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      const names = [...new Set(inside.map((path) => path.split("/")[0] ?? ""))].sort();
      return Promise.resolve(names.length === 0 ? undefined : names.map((name) => ({ name, kind: inside.includes(name) ? ("file" as const) : ("directory" as const) })));
    },
  };
}
