import { link } from "../../effective/link.ts";
import type { EffectiveResource, Facts, Remark } from "../../model/effective.ts";
import type { Resource } from "../../model/resource.ts";
import type { Files, ParseResult, ParserEntry, PlanOutline } from "../../parsers/parser.ts";
import type { Choice } from "../discover.ts";
import { directoryOf } from "../tree.ts";
import { readRoot } from "./code.ts";
import { join, type EvaluatedCode, type Joined } from "./join.ts";
import { compareCode, isMadeOf, likeness, type Comparison } from "./match.ts";
import { differences, otherCode } from "./notes.ts";
import { accountKey } from "./settled.ts";
import { isSame, placeInPlan } from "./settings.ts";

/** Where the code of a plan may be, and what is needed to read it. */
export interface Surroundings {
  /** The parser of the code. */
  readonly parser: ParserEntry;
  readonly choice: Choice;
  /** Directories that were named as the sources of plans. */
  readonly sources: readonly string[];
  readonly files: Files;
  readonly facts: Facts;
}

/** A plan whose resources stand in code. */
export interface PlacedPlan {
  readonly resources: readonly EffectiveResource[];
  readonly dir: string;
  readonly addresses: readonly string[];
  readonly accounts: readonly string[];
}

/** The plan in its code, when there is any; sentences for people about what does not fit. */
export interface Placement {
  readonly placed: PlacedPlan | undefined;
  readonly notes: readonly string[];
}

interface Candidate {
  readonly code: EvaluatedCode;
  readonly comparison: Comparison;
  readonly isNamed: boolean;
  readonly unreadable: number;
}

/** Looks for the code of a plan in the directories that were named, and in the plan's own, and places what was planned there. */
export async function placePlan(path: string, parsed: ParseResult, outline: PlanOutline, surroundings: Surroundings): Promise<Placement> {
  const candidates: Candidate[] = [];
  for (const dir of new Set([...surroundings.sources, directoryOf(path)])) {
    const candidate = await evaluateCode(dir, outline, surroundings);
    if (candidate !== undefined) candidates.push(candidate);
  }
  const [chosen] = candidates.filter(({ comparison, isNamed }) => (isNamed ? comparison.common > 0 : isMadeOf(comparison, outline.shape))).sort((a, b) => likeness(b.comparison) - likeness(a.comparison));
  if (chosen === undefined) return { placed: undefined, notes: candidates.map(({ code, comparison }) => otherCode(path, code.dir, comparison)) };
  const { code, comparison, unreadable } = chosen;
  const joined = join(parsed.resources, outline, code);
  const resources = link(joined.resources, parsed.root, surroundings.facts).map((effective) => withRemarks(effective, parsed.resources, joined));
  const accounts = resources.flatMap(({ resource }) => (resource.kind === "account" ? [accountKey(resource)] : []));
  return { placed: { resources, dir: code.dir, addresses: joined.settled, accounts }, notes: differences(path, outline.shape, code.dir, joined, comparison, unreadable) };
}

/** The code of a directory with the inputs of a plan; undefined when there is none. */
async function evaluateCode(dir: string, outline: PlanOutline, { parser, choice, sources, files }: Surroundings): Promise<Candidate | undefined> {
  const root = await readRoot(dir, parser, choice);
  if (root === undefined) return undefined;
  const { resources, declared, problems } = await (await parser.load()).parse({ ...root, called: false, files, planned: outline.variables });
  if (declared === undefined) return undefined;
  const unreadable = new Set(problems.map(({ location }) => location.path)).size;
  return { code: { dir, resources, declared }, comparison: compareCode(outline, declared), isNamed: sources.includes(dir), unreadable };
}

/** Adds where the plan has what is said of a resource; for an account that is where its provider stands in the plan. */
function withRemarks(effective: EffectiveResource, planned: readonly Resource[], { resources, remarks }: Joined): EffectiveResource {
  const { resource, context } = effective;
  const own = resource.kind === "account" ? accountRemark(resource, planned, resources) : (remarks.get(resource.address) ?? []);
  return { ...effective, context: [...context, ...own] };
}

function accountRemark({ at, address, placement }: Resource, planned: readonly Resource[], joined: readonly Resource[]): readonly Remark[] {
  const first = joined.find((one) => one.placement.provider === placement.provider && (one.placement.at === undefined || isSame(one.placement.at, placement.at ?? at)));
  const before = planned.find((one) => one.address === first?.address);
  return before === undefined ? [] : [placeInPlan(before.placement.at ?? before.at, address)];
}
