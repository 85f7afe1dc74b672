import type * as Yaml from "yaml";
import type { DataDocument, SyntaxFault } from "../data.ts";
import type { Source } from "../../model/source.ts";
import { buildDocument } from "./build.ts";
import { maxDepth, tooDeep } from "./depth.ts";
import { faultOf } from "./faults.ts";

/**
 * Reads all YAML documents of a text; never throws. CloudFormation's short forms are written out, plain scalars mean what
 * they mean in YAML 1.1, aliases share their anchor's node (with the anchor's span). A document that is not YAML, is nested
 * more than 500 levels deep, or stands for an alias bomb has one fault and no root; duplicate keys are faults that keep the
 * tree. An empty text has no documents.
 */
export async function readYaml(source: Source): Promise<readonly DataDocument[]> {
  const yaml = await import("yaml");
  const { text } = source;
  // The failsafe schema makes every scalar a string: what plain scalars mean is decided in scalars.ts.
  const composer = new yaml.Composer({ schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent", strict: true });
  const documents: DataDocument[] = [];
  try {
    for (const token of new yaml.Parser().parse(text)) {
      const deep = tooDeep(token);
      if (deep !== undefined) return [...documents, tooDeepAt(deep)];
      for (const document of composer.next(token)) documents.push(toData(yaml, document, text));
    }
    for (const document of composer.end()) documents.push(toData(yaml, document, text));
  } catch (error) {
    // The library throws only where it fails itself; what it says is still better than losing the scan.
    const message = `The YAML reader failed: ${error instanceof Error ? error.message : String(error)}`;
    documents.push(unreadable({ message, span: { start: 0, end: 0 } }));
  }
  return documents;
}

function toData(yaml: typeof Yaml, document: Yaml.Document.Parsed, text: string): DataDocument {
  const [error] = document.errors;
  if (error === undefined) return buildDocument(yaml, document, text);
  const [start, end] = error.pos;
  return { root: undefined, faults: [faultOf(error.code, error.message, { start, end }, text)] };
}

function tooDeepAt(offset: number): DataDocument {
  return unreadable({ message: `The values are nested more than ${maxDepth} levels deep.`, span: { start: offset, end: offset + 1 }, limit: true });
}

function unreadable(fault: SyntaxFault): DataDocument {
  return { root: undefined, faults: [fault] };
}
