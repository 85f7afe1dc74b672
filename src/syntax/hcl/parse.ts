import type { Source } from "../../model/source.ts";
import type { HclFile } from "./ast.ts";
import { openCursor } from "./cursor.ts";
import { readFileBody } from "./structure.ts";
import type { Structure } from "./structure.ts";

/**
 * Parses HCL native syntax (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). Never throws; takes linear time.
 * What HashiCorp's parser refuses is a fault, and so is nesting beyond 500 levels. A broken attribute or block is left out and
 * its body marked as incomplete; what stands before and after it is read.
 */
export function parseHcl(source: Source): HclFile {
  const first = read(source.text, false);
  if (!first.unclosed) return first.file;
  // Somewhere a brace is missing, and everything after it went into that block. Most files indent what is nested:
  // taking a header at the beginning of a line for the next block tells where. Good only if it explains the text as well.
  const second = read(source.text, true);
  return second.file.faults.length <= first.file.faults.length ? second.file : first.file;
}

function read(text: string, byColumn: boolean): { readonly file: HclFile; readonly unclosed: boolean } {
  const cursor = openCursor(text);
  const structure: Structure = { cursor, byColumn, heredocsLeft: 3, unclosed: false };
  const body = readFileBody(structure);
  const { comments, faults } = cursor;
  faults.sort((a, b) => a.span.start - b.span.start);
  return { file: { body, comments, faults }, unclosed: structure.unclosed };
}
