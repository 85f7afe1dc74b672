import type { EffectiveResource, Facts } from "../model/effective.ts";
import type { Resource } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import { link } from "../effective/link.ts";
import type { Files, ParseResult, ParserEntry, PlanOutline } from "../parsers/parser.ts";
import { evaluate, type RuleChoice } from "../rules/evaluate.ts";
import { describeResource } from "./describe.ts";
import type { Choice } from "./discover.ts";
import type { Settlement } from "./plans/settled.ts";
import { concerns, isCalledFrom, touches } from "./relevance.ts";
import type { UnitResult } from "./result.ts";

/** What judging needs besides the resources of a unit. */
export interface Judgement {
  readonly rules: readonly Rule[];
  readonly choose: (rule: Rule, resource: Resource) => RuleChoice;
  readonly facts: Facts;
  readonly files: Files;
  readonly choice: Choice;
  /** Directories that hold the code of plans, besides those in which the plans lie. */
  readonly planSources?: readonly string[];
  /** What plans have settled so far, by the directory of the code. */
  readonly settlements: Map<string, readonly Settlement[]>;
}

/** The parser of the code that plans are made of. */
export function codeParser(parsers: readonly ParserEntry[]): ParserEntry | undefined {
  return parsers.find((parser) => parser.unit === "directory");
}

/** What became of the resources of a unit. */
export type Judged = Pick<UnitResult, "resources" | "findings" | "verdicts" | "notes" | "plan">;

/** Judges a plan at the places of its code, where there is any, and keeps what that settles. */
export async function judgePlan(parsed: ParseResult, outline: PlanOutline, path: string, session: Judgement): Promise<Judged> {
  const { choice, facts, files, planSources: sources = [], settlements } = session;
  const parser = codeParser(choice.parsers);
  const found = parser === undefined || parsed.resources.length === 0 ? undefined : await (await import("./plans/place.ts")).placePlan(path, parsed, outline, { parser, choice, sources, files, facts });
  const placed = found?.placed;
  const judged = judgeUnit(placed?.resources ?? link(parsed.resources, parsed.root, facts), undefined, session);
  if (placed !== undefined) settlements.set(placed.dir, [...(settlements.get(placed.dir) ?? []), { plan: path, addresses: placed.addresses, accounts: placed.accounts, findings: judged.findings }]);
  return { ...judged, notes: found?.notes ?? [], plan: path };
}

/** Judges the resources of a unit that is no plan, but for what plans have settled of it; `asked` as in `Session`. */
export async function judgeCode(parsed: ParseResult, dir: string, asked: ReadonlySet<string> | undefined, session: Judgement): Promise<Judged> {
  const effective = link(parsed.resources, parsed.root, session.facts);
  const settlements = session.settlements.get(dir);
  const judged = judgeUnit(effective, asked, session);
  if (settlements === undefined) return { ...judged, notes: [] };
  const { settledBy } = await import("./plans/settled.ts");
  const settled = settledBy(settlements);
  const covered = new Set(effective.filter(settled.covers).map(({ resource }) => resource.address));
  const isOpen = ({ resource }: { readonly resource: { readonly address: string } }): boolean => !covered.has(resource.address);
  const { refutations } = await import("./plans/notes.ts");
  return {
    resources: judged.resources.filter(({ address }) => !covered.has(address)),
    findings: judged.findings.filter(isOpen),
    verdicts: judgeUnit(effective.filter(isOpen), asked, session).verdicts,
    notes: refutations(dir, settled.plans, settled.refuted(judged.findings.filter((finding) => !isOpen(finding)))),
  };
}

function judgeUnit(linked: readonly EffectiveResource[], asked: ReadonlySet<string> | undefined, { rules, choose }: Judgement): Pick<UnitResult, "resources" | "findings" | "verdicts"> {
  const resources = linked.filter(({ resource }) => resource.judgedElsewhere !== true);
  const { findings, verdicts } = evaluate(resources, rules, choose);
  if (asked === undefined) return { resources: resources.map(describeResource), findings, verdicts };
  const shown = resources.filter((resource) => touches(resource, asked));
  const called = new Set(resources.filter((resource) => isCalledFrom(resource, asked)).map(({ resource }) => resource.address));
  const counted = shown.length === resources.length ? verdicts : evaluate(shown, rules, choose).verdicts;
  return { resources: shown.map(describeResource), findings: findings.filter((finding) => concerns(finding, asked) || called.has(finding.resource.address)), verdicts: counted };
}
