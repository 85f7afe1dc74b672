import type { DataDocument, LostPart, Shape, SyntaxFault } from "../data.ts";
import type { Source } from "../../model/source.ts";
import { linesLost } from "../lost.ts";
import { isForOtherTool, templateHint } from "./faults.ts";
import { spoiltPart } from "./outline.ts";
import { documentsIn, type Library } from "./documents.ts";
import { Unreadable } from "./unreadable.ts";

/** How often a document is read without the parts that faults have spoilt. */
const mostAttempts = 50;

/** How many characters all of that may take in one text: each reading copies the text up to the document's end. */
export interface RecoveryBudget {
  characters: number;
}

export function recoveryBudget(): RecoveryBudget {
  return { characters: 16_000_000 };
}

/** A document in a text that could not be read. */
export interface BrokenDocument {
  readonly start: number;
  readonly end: number;
  readonly error: Unreadable;
}

/**
 * What is left of a broken document without the parts that its faults have spoilt: they are blanked out, which moves nothing, and the
 * document is read again. Past the limits everything from the fault on is left out. Each fault says which lines it cost; when nothing can
 * be saved, or the text is not of the shape, the first fault is all.
 */
export function recover(yaml: Library, source: Source, broken: BrokenDocument, shape: Shape | undefined, budget: RecoveryBudget): DataDocument {
  const first = withHint(broken.error.fault, source.text);
  if (endsAll(first, source.text)) return unreadable(first);
  const faults: SyntaxFault[] = [];
  const lost: LostPart[] = [];
  let text = source.text.slice(0, broken.end);
  let { error } = broken;
  for (let attempt = 1; shape !== undefined && budget.characters > 0 && attempt <= mostAttempts; attempt++) {
    budget.characters -= broken.end;
    const part = spoiltPart(text, broken, error.from, shape, lost);
    if (part === undefined) break;
    const isLast = attempt === mostAttempts || budget.characters <= 0;
    const cut = isLast ? { span: { start: part.span.start, end: broken.end }, section: part.section } : part;
    faults.push({ ...error.fault, message: `${error.fault.message} ${linesLost(source, cut.span)}` });
    lost.push(cut);
    text = blanked(text, cut);
    const outcome = read(yaml, text, broken);
    if (!(outcome instanceof Unreadable)) return outcome === undefined ? unreadable(first) : { root: outcome.root, faults: [...faults, ...outcome.faults], lost };
    error = outcome;
    if (endsAll(error.fault, source.text)) return unreadable(withHint(error.fault, source.text));
  }
  return unreadable(first);
}

/** What another tool fills in may stand around any other part, and who writes past the limits does it on purpose. */
function endsAll({ span, limit }: SyntaxFault, text: string): boolean {
  return limit === true || isForOtherTool(text, span);
}

function unreadable(fault: SyntaxFault): DataDocument {
  return { root: undefined, faults: [fault] };
}

function read(yaml: Library, text: string, { start, end }: BrokenDocument) {
  const [first] = documentsIn(yaml, text, start, end);
  return first?.document;
}

function blanked(text: string, { span }: LostPart): string {
  return text.slice(0, span.start) + text.slice(span.start, span.end).replace(/[^\r\n]/g, " ") + text.slice(span.end);
}

function withHint(fault: SyntaxFault, text: string): SyntaxFault {
  return { ...fault, message: `${fault.message}${templateHint(text, fault.span)}` };
}

