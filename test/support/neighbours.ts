import type { Neighbours } from "../../src/parsers/parser.ts";

/** A scan of files given as texts by path. What was asked for is kept in `asked`. */
export function neighboursIn(texts: Readonly<Record<string, string>>, complete = true): Neighbours & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    containing: (shared) => {
      asked.push(shared);
      return Promise.resolve({ paths: Object.keys(texts).filter((path) => texts[path]?.includes(shared) === true).sort(), complete });
    },
  };
}
