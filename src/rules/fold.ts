import type { EffectiveResource } from "../model/effective.ts";
import { certainties, severities, type Finding, type Layer, type Note } from "../model/finding.ts";
import { locate, locationKey, type Location } from "../model/source.ts";

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
  const kept = foldServices(drafts).flatMap((draft): readonly (readonly [Draft, Draft | undefined])[] => {
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

/**
 * Managed services may have their options from another one, at the places where they are written, such as a cluster from its security configuration. That is one
 * finding, at the service that is written around the place and with its fix; what is open for that one and certain of another is certain.
 */
function foldServices(drafts: readonly Draft[]): readonly Draft[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.effective.resource.kind !== "service") continue;
    const key = `${draft.finding.rule}\n${locationKey(draft.finding.location)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  const heads = new Map<Draft, Draft | undefined>();
  for (const group of groups.values()) foldGroup(group, heads);
  return heads.size === 0 ? drafts : drafts.flatMap((draft) => (heads.has(draft) ? (heads.get(draft) ?? []) : [draft]));
}

/** Instances of one resource begin at one place, and none has its options from the other. */
function foldGroup(group: readonly Draft[], heads: Map<Draft, Draft | undefined>): void {
  const around = group.filter((draft) => isBefore(headerOf(draft), draft.finding.location));
  const [first] = around;
  if (first === undefined) return;
  const owner = around.reduce((latest, draft) => (isBefore(headerOf(latest), headerOf(draft)) ? draft : latest), first);
  const others = group.filter((draft) => locationKey(headerOf(draft)) !== locationKey(headerOf(owner)));
  if (others.length === 0) return;
  const gravest = others.reduce((worst, draft) => (covers(worst, draft) ? worst : draft), owner);
  const notes = others.map(({ effective: { resource } }): Note => ({ location: locate(resource.at), text: `${resource.address} is decided there, too` }));
  heads.set(owner, withNotes({ ...owner, finding: { ...gravest.finding, resource: owner.finding.resource, fix: owner.finding.fix } }, notes));
  for (const other of others) heads.set(other, isSaid(other.open, owner.open) ? undefined : other.open);
}

/** What is open at one place is said by the owner; elsewhere it is a finding of its own. */
function isSaid(open: Draft | undefined, said: Draft | undefined): boolean {
  return open !== undefined && said !== undefined && locationKey(open.finding.location) === locationKey(said.finding.location);
}

function headerOf({ effective: { resource } }: Draft): Location {
  return locate(resource.at);
}

/** Whether a place is in the same file as another one, and not behind it. */
function isBefore(place: Location, { path, start }: Location): boolean {
  return place.path === path && (place.start.line < start.line || (place.start.line === start.line && place.start.column <= start.column));
}

function add(notes: Map<Draft, Note[]>, to: Draft, note: Note): void {
  const before = notes.get(to);
  if (before === undefined) notes.set(to, [note]);
  else if (before.every(({ text }) => text !== note.text)) before.push(note);
}

function foldInto(draft: Draft, templates: ReadonlyMap<string, Draft>, notes: Map<Draft, Note[]>): boolean {
  const { resource } = draft.effective;
  if (draft.layer === "launch" || (resource.kind !== "instance" && resource.kind !== "launcher")) return false;
  const faultsOf = (through: readonly string[]): readonly Draft[] => through.flatMap((address) => templates.get(key(draft.finding.rule, address)) ?? []).filter((template) => covers(template, draft));
  const faults = draft.through.map(faultsOf);
  if (faults.some((found) => found.length === 0)) return false;
  for (const template of new Set(faults.flat())) {
    add(notes, template, { location: locate(resource.at), text: `${resource.address} launches through it` });
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
