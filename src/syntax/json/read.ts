import type { DataDocument, Shape, SyntaxFault } from "../data.ts";
import type { Source } from "../../model/source.ts";
import { refusalOf } from "./refusal.ts";
import { Tokens } from "./tokens.ts";
import { buildTree } from "./tree.ts";

/**
 * Reads JSON into the positioned tree; never throws. Duplicate keys, comments and trailing commas are faults that keep
 * the tree, anything else that is not JSON ends in one fault and no root, unless the shape of its format is given: then the tree holds
 * what stands before the fault. A byte order mark is allowed.
 */
export async function readJson(source: Source, shape?: Shape): Promise<DataDocument> {
  const judged = judge(source.text);
  return readTree(source, "refusal" in judged ? judged.refusal : undefined, shape);
}

/**
 * The text as plain JavaScript values by the native parser, without positions: several times as fast and a fraction of
 * the memory of `readJson`, for telling whether a document is of interest at all. Keys such as `__proto__` are own
 * properties, so look only at own keys; duplicate keys are silently the last one. The result may be nested without limit.
 */
export async function parsePlain(source: Source): Promise<{ readonly value: unknown } | { readonly fault: SyntaxFault }> {
  const judged = judge(source.text);
  if ("value" in judged) return judged;
  const [fault] = (await readTree(source, judged.refusal)).faults;
  return { fault: fault ?? judged.refusal };
}

/** What is JSON is for the native parser to say; the tree adds where everything stands. */
function judge(text: string): { readonly value: unknown } | { readonly refusal: SyntaxFault } {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown };
  } catch (error) {
    return { refusal: refusalOf(error, text) };
  }
}

async function readTree(source: Source, refusal: SyntaxFault | undefined, shape?: Shape): Promise<DataDocument> {
  const { createScanner } = await import("jsonc-parser");
  return buildTree(source, new Tokens(source.text, createScanner(source.text)), refusal, shape);
}
