import type { DataDocument, Shape } from "../data.ts";
import type { Source } from "../../model/source.ts";
import { documentsIn, type Library } from "./documents.ts";
import { recover, recoveryBudget } from "./recover.ts";
import { Unreadable } from "./unreadable.ts";

/**
 * Reads all YAML documents of a text; never throws. CloudFormation's short forms are written out, plain scalars mean what
 * they mean in YAML 1.1, aliases share their anchor's node (with the anchor's span). Duplicate keys are faults that keep the tree.
 * A document that is not YAML, is nested more than 500 levels deep, or stands for an alias bomb has one fault and no
 * root, unless the shape of its format is given: then the parts that faults have spoilt are left out, and the rest is its tree.
 * An empty text has no documents.
 */
export async function readYaml(source: Source, shape?: Shape): Promise<readonly DataDocument[]> {
  const yaml = await import("yaml");
  // The library makes an error for every tag that its schema does not know, which is every short form: their traces took a tenth of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return readDocuments(yaml, source, shape);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function readDocuments(yaml: Library, source: Source, shape: Shape | undefined): readonly DataDocument[] {
  const { text } = source;
  const documents: DataDocument[] = [];
  const budget = recoveryBudget();
  let broken = 0;
  for (let base = 0; base < text.length; ) {
    let next = text.length;
    for (const { start, document } of documentsIn(yaml, text, base, text.length)) {
      if (!(document instanceof Unreadable)) documents.push(document);
      else {
        // Each broken document costs a new start.
        next = ++broken > mostBroken ? text.length : endOfDocument(text, start);
        documents.push({ ...recover(yaml, source, { start, end: next, error: document }, shape, budget), span: { start, end: next } });
        break;
      }
    }
    base = next;
  }
  return documents;
}

/** After this many documents that cannot be read, the rest of the text counts as one. */
const mostBroken = 1000;

const documentMark = /^(?:---|\.\.\.)(?=\s|$)/gm;

/** Where the document that begins at an offset ends at the latest, whatever is wrong in it: before the next line that is `---` or `...`. */
function endOfDocument(text: string, start: number): number {
  documentMark.lastIndex = start + 1;
  return documentMark.exec(text)?.index ?? text.length;
}
