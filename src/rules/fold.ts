import type { EffectiveResource } from "../model/effective.ts";
import { certainties, severities, type Finding, type Layer, type Note } from "../model/finding.ts";
import { locate, locationKey, type Location } from "../model/source.ts";

/** A finding with what folding and fingerprints need to know of its resource. */
export interface Draft {
  readonly finding: Omit<Finding, "fingerprint">;
  readonly effective: EffectiveResource;
  /** Who decides the setting that the rule points to. */
  readonly layer: Layer;
}

/**
 * One finding at the fault instead of one per consumer: an instance or launcher that launches through a template with a finding
 * of the same rule, and does not decide the setting in its own block, becomes a note there. A consumer that is worse off than
 * its template (more certain, or more severe by configuration) keeps its own finding.
 */
export function fold(drafts: readonly Draft[]): readonly Draft[] {
  const templates = new Map<string, Draft>();
  for (const draft of drafts) {
    const { kind, address } = draft.effective.resource;
    if (kind === "launch-template" || kind === "launch-configuration") templates.set(key(draft.finding.rule, address), draft);
  }
  const owners = ownersOf(drafts);
  if (templates.size === 0 && owners.size === 0) return drafts;
  const notes = new Map<Draft, Note[]>();
  const kept = drafts.filter((draft) => !foldInto(draft, templates, notes) && !foldIntoOwner(draft, owners, notes));
  return kept.map((draft) => withNotes(draft, notes.get(draft)));
}

/**
 * Managed services that have their options from another one, at the places where they are written, such as a cluster from its security configuration: by place, who the
 * finding is told of. That is the one that is written around the place, unless what it leaves open is certain of another one.
 */
function ownersOf(drafts: readonly Draft[]): ReadonlyMap<string, Draft> {
  const owners = new Map<string, Draft>();
  for (const draft of drafts) {
    if (draft.effective.resource.kind !== "service") continue;
    const key = placeKey(draft);
    const before = owners.get(key);
    if (before === undefined || isBetterOwner(draft, before)) owners.set(key, draft);
  }
  return owners;
}

function isBetterOwner(draft: Draft, before: Draft): boolean {
  if (!covers(draft, before)) return false;
  return !covers(before, draft) || (isAround(locate(draft.effective.resource.at), draft.finding.location) && isLater(locate(draft.effective.resource.at), before));
}

/** Of two that begin before a place, the later one is around it. */
function isLater(header: Location, { effective, finding }: Draft): boolean {
  const other = locate(effective.resource.at);
  return !isAround(other, finding.location) || isAround(other, header);
}

/** Whether a resource with this header may hold what is at a place: it begins before it, in the same file. */
function isAround(header: Location, { path, start }: Location): boolean {
  return header.path === path && (header.start.line < start.line || (header.start.line === start.line && header.start.column <= start.column));
}

function placeKey({ finding: { rule, location } }: Draft): string {
  return `${rule}\n${locationKey(location)}`;
}

function foldIntoOwner(draft: Draft, owners: ReadonlyMap<string, Draft>, notes: Map<Draft, Note[]>): boolean {
  const { resource } = draft.effective;
  const owner = resource.kind === "service" ? owners.get(placeKey(draft)) : undefined;
  if (owner === undefined || owner === draft || !covers(owner, draft)) return false;
  // Instances of one resource begin at one place, and none has its options from the other.
  if (locationKey(locate(resource.at)) === locationKey(locate(owner.effective.resource.at))) return false;
  add(notes, owner, { location: locate(resource.at), text: `${resource.address} is decided there, too` });
  return true;
}

function add(notes: Map<Draft, Note[]>, to: Draft, note: Note): void {
  const before = notes.get(to);
  if (before === undefined) notes.set(to, [note]);
  else before.push(note);
}

function foldInto(draft: Draft, templates: ReadonlyMap<string, Draft>, notes: Map<Draft, Note[]>): boolean {
  const { resource, through } = draft.effective;
  if (draft.layer === "launch" || (resource.kind !== "instance" && resource.kind !== "launcher")) return false;
  const faults = through.flatMap((address) => templates.get(key(draft.finding.rule, address)) ?? []).filter((template) => covers(template, draft));
  for (const template of faults) add(notes, template, { location: locate(resource.at), text: `${resource.address} launches through it` });
  return faults.length > 0;
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
