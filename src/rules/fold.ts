import type { EffectiveResource } from "../model/effective.ts";
import { certainties, severities, type Finding, type Layer, type Note } from "../model/finding.ts";
import { locate } from "../model/source.ts";

/** A finding with what folding and fingerprints need to know of its resource. */
export interface Draft {
  readonly finding: Omit<Finding, "fingerprint">;
  readonly effective: EffectiveResource;
  /** Who decides the setting that the rule points to. */
  readonly layer: Layer;
  /** For each scenario of the finding, the templates that it may go through. */
  readonly through: readonly (readonly string[])[];
  /** What is said of it in a finding about other scenarios of the same resource. */
  readonly besides: () => { readonly sentence: string; readonly notes: readonly Note[] };
  /** The same rule in scenarios in which nobody knows, beside those in which it is violated. */
  readonly open?: Draft;
}

/**
 * One finding at the fault instead of one per consumer: an instance or launcher that launches through a template with a finding
 * of the same rule, and does not decide the setting in its own block, becomes a note there. A consumer that is worse off than
 * its template (more certain, or more severe by configuration) keeps its own finding, and so does one of which some scenario launches
 * through nothing that is at fault. What is not known of further scenarios is told with the finding, or is one of its own when that is folded.
 */
export function fold(drafts: readonly Draft[]): readonly Draft[] {
  const templates = new Map<string, Draft>();
  for (const draft of drafts) {
    const { kind, address } = draft.effective.resource;
    if (kind === "launch-template" || kind === "launch-configuration") templates.set(key(draft.finding.rule, address), draft);
  }
  const notes = new Map<Draft, Note[]>();
  const kept = drafts.flatMap((draft): readonly (readonly [Draft, Draft | undefined])[] => {
    const isFolded = foldInto(draft, templates, notes);
    // What becomes a note at a template takes nothing along that the template does not say.
    const open = draft.open !== undefined && !foldInto(draft.open, templates, notes) ? draft.open : undefined;
    if (!isFolded) return [[draft, open]];
    return open === undefined ? [] : [[open, undefined]];
  });
  return kept.map(([draft, open]) => withNotes(withOpen(draft, open), notes.get(draft)));
}

/** One finding that says both. */
function withOpen(draft: Draft, open: Draft | undefined): Draft {
  if (open === undefined) return draft;
  const { sentence, notes } = open.besides();
  const { finding } = draft;
  return { ...draft, finding: { ...finding, message: `${finding.message} ${sentence}`, related: [...finding.related, ...notes] } };
}

function foldInto(draft: Draft, templates: ReadonlyMap<string, Draft>, notes: Map<Draft, Note[]>): boolean {
  const { resource } = draft.effective;
  if (draft.layer === "launch" || (resource.kind !== "instance" && resource.kind !== "launcher")) return false;
  const faultsOf = (through: readonly string[]): readonly Draft[] => through.flatMap((address) => templates.get(key(draft.finding.rule, address)) ?? []).filter((template) => covers(template, draft));
  const faults = draft.through.map(faultsOf);
  if (faults.some((found) => found.length === 0)) return false;
  for (const template of new Set(faults.flat())) {
    const note = { location: locate(resource.at), text: `${resource.address} launches through it` };
    const before = notes.get(template);
    if (before === undefined) notes.set(template, [note]);
    else if (before.every(({ text }) => text !== note.text)) before.push(note);
  }
  return true;
}

function covers(template: Draft, consumer: Draft): boolean {
  const certain = certainties.indexOf(template.finding.certainty) <= certainties.indexOf(consumer.finding.certainty);
  return certain && severities.indexOf(template.finding.severity) >= severities.indexOf(consumer.finding.severity);
}

function withNotes(draft: Draft, notes: readonly Note[] | undefined): Draft {
  if (notes === undefined) return draft;
  return { ...draft, finding: { ...draft.finding, related: [...draft.finding.related, ...notes] } };
}

function key(rule: string, address: string): string {
  return `${rule}\n${address}`;
}
