import type { DataDocument, Shape } from "../data.ts";
import type { Source } from "../../model/source.ts";
import { recover, recoveryBudget } from "./recover.ts";
import { Controls, DocumentStream, endOfDocument } from "./stream.ts";
import { Unreadable } from "./tokens.ts";

/**
 * Reads all YAML documents of a text; never throws. It is YAML 1.1 as libyaml reads it. CloudFormation's short forms are written out,
 * plain scalars mean what they mean in YAML 1.1, aliases share their anchor's node (with the anchor's span). Duplicate keys are faults
 * that keep the tree. A document that is not YAML, is nested more than 500 levels deep, or stands for an alias bomb has one fault and no
 * root, unless the shape of its format is given: then the parts that faults have spoilt are left out, and the rest is its tree.
 * An empty text has no documents.
 */
export function readYaml(source: Source, shape?: Shape): readonly DataDocument[] {
  const { text } = source;
  const documents: DataDocument[] = [];
  const budget = recoveryBudget();
  const controls = new Controls(text);
  let stream = new DocumentStream(text, 0, controls);
  for (;;) {
    try {
      const document = stream.next();
      if (document === undefined) return documents;
      documents.push(document);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { start } = stream;
      const end = endOfDocument(text, start);
      documents.push({ ...recover(source, { start, end, error }, shape, budget), span: { start, end } });
      if (end >= text.length) return documents;
      stream = new DocumentStream(text, end, controls);
    }
  }
}
