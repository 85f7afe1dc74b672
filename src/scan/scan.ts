import type { Facts } from "../model/effective.ts";
import type { Problem } from "../model/problem.ts";
import type { Resource } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import type { GivenVariables, Neighbours, ParserEntry, Unit } from "../parsers/parser.ts";
import { parsers as everyParser } from "../parsers/registry.ts";
import type { RuleChoice } from "../rules/evaluate.ts";
import { Skipped, type SkipReason } from "./coverage.ts";
import { decode } from "./decode.ts";
import { planDirectories, type DirectoryWork } from "./directories.ts";
import { discover, type Choice } from "./discover.ts";
import type { Tracked } from "./git-index.ts";
import { gitIgnore, nothingIgnored, type OuterIgnore } from "./gitignore.ts";
import { codeParser, judgeCode, judgePlan, type Judgement } from "./judge.ts";
import { largestTree } from "./limits.ts";
import { namedFiles } from "./named-files.ts";
import { NamedTemplates } from "./named-templates.ts";
import { neighboursOf } from "./neighbours.ts";
import { inOrder } from "./ordered.ts";
import { guarded, judge, parseUnit } from "./parse.ts";
import { hasHint } from "./preflight.ts";
import type { UnitResult } from "./result.ts";
import { compare, problemAt, tooLarge, type Tree } from "./tree.ts";
import { groupIntoUnits, type UnitPlan } from "./units.ts";
import { UsageError } from "./usage.ts";

export interface ScanOptions {
  readonly tree: Tree;
  /** Files, directories and links of the tree; "." for all of it. */
  readonly targets: readonly string[];
  /** Whether callers of modules are sought in the whole tree, also where only a part of it is scanned. */
  readonly isProject: boolean;
  readonly useGitIgnore: boolean;
  readonly outerIgnores: readonly OuterIgnore[];
  readonly excludes: (path: string, isDirectory: boolean) => boolean;
  /** Ignore rules hold for named files, too. */
  readonly forceExclude: boolean;
  readonly concurrency: number;
  readonly facts: Facts;
  readonly rules: readonly Rule[];
  readonly choose: (rule: Rule, resource: Resource) => RuleChoice;
  /** Values for the variables of root modules that were given with the command. */
  readonly variables?: readonly GivenVariables[] | undefined;
  /** What git tracks below the root, asked when a `.gitignore` rule hides something. */
  readonly tracked?: (() => Promise<Tracked | undefined>) | undefined;
  /** Directories of the tree that hold the code of plans, besides those in which the plans lie. */
  readonly planSources?: readonly string[];
  /** Other than all formats: for tests. */
  readonly parsers?: readonly ParserEntry[];
}

/** Everything that one unit needs besides its own files. */
interface Session extends ScanOptions, Judgement {
  /** The files asked for; undefined when nothing else is ever read. */
  readonly asked: ReadonlySet<string> | undefined;
  readonly neighbours: Neighbours;
  readonly namedTemplates: NamedTemplates;
}

/**
 * Scans the targets, unit by unit in the order of their paths, but plans before the code beside them: what they settle is left out there.
 * The first result tells what discovery found and left out. Never throws on anything that is scanned: what cannot be looked at is a problem
 * of its unit. Throws `UsageError` for sources of plans without code, or without a plan.
 */
export async function* scan(options: ScanOptions): AsyncGenerator<UnitResult> {
  const choice: Choice = {
    tree: options.tree,
    parsers: options.parsers ?? everyParser,
    gitIgnore: options.useGitIgnore ? gitIgnore(options.tree, options.outerIgnores, options.tracked) : nothingIgnored,
    excludes: options.excludes,
    forceExclude: options.forceExclude,
  };
  const { planSources = [] } = options;
  await requireCode(planSources, choice);
  const found = await discover(options.targets, choice);
  yield { ...nothing, skipped: found.skipped, problems: found.problems, notes: found.notes };

  const everything = options.targets.includes(".");
  const lookedAt = async (): Promise<readonly string[]> => (everything || !options.isProject ? found : await discover(["."], choice)).files;
  const files = namedFiles(options.tree, lookedAt);
  const neighbours = neighboursOf(found.files, found.behind, choice, options.isProject && !everything);
  const namedTemplates = new NamedTemplates(neighbours, files, choice.parsers);
  const session: Session = { ...options, asked: everything ? undefined : new Set(found.files), files, neighbours, namedTemplates, choice, settlements: new Map() };
  const plans = await groupIntoUnits(found, choice);
  const hidden = new Skipped();
  for (const plan of plans) hidden.count("replaced by a .tofu file", plan.hidden ?? 0);
  if (hidden.total > 0) yield { ...nothing, skipped: hidden };
  const asked = plans.filter((plan) => plan.shape === "directory");
  const directories = await planDirectories(asked, choice, options.concurrency, options.isProject && !everything);
  const beside = new Set(asked.map(({ dir }) => dir));
  const single = plans.filter((plan) => plan.shape === "file");
  const first = single.filter((plan) => plan.parsers.some((parser) => parser.inPlace) && (planSources.length > 0 || beside.has(plan.dir)));
  let isPlanned = false;
  const parts = new Set<string>();
  const noteParts = ({ mayBePart, paths = [] }: UnitResult): void => {
    if (mayBePart === true) paths.forEach((path) => parts.add(path));
  };
  for await (const result of inOrder(first, options.concurrency, (plan) => scanFile(plan, session))) {
    isPlanned ||= result.plan !== undefined;
    noteParts(result);
    yield result;
  }
  if (planSources.length > 0 && !isPlanned) throw new UsageError("--source says where the code of a plan is, and there is no plan (the output of terraform show -json) among the files to check");
  const others = single.filter((plan) => !first.includes(plan));
  const work = [...others.map((plan) => ({ plan })), ...directories].sort((a, b) => compare(a.plan.paths[0] ?? "", b.plan.paths[0] ?? ""));
  for await (const result of inOrder(work, options.concurrency, (one) => ("load" in one ? scanDirectory(one, session) : scanFile(one.plan, session)))) {
    noteParts(result);
    yield result;
  }
  if (options.isProject && !everything && parts.size > 0) yield* scanCallers(parts, session);
}

/**
 * Judges the files of the tree that bring in some of those asked for, because a part is judged where it is brought in: what is reported of
 * a file must not depend on how much of the repository someone named.
 */
async function* scanCallers(parts: ReadonlySet<string>, session: Session): AsyncGenerator<UnitResult> {
  const { callersOf } = await import("./callers.ts");
  const callers = await callersOf(parts, session.asked ?? new Set(), session.choice);
  for await (const result of inOrder(callers, session.concurrency, (plan) => scanFile(plan, session))) yield { ...result, problems: result.problems.filter(({ kind, location }) => kind === "internal" || parts.has(location.path)) };
}

async function requireCode(planSources: readonly string[], choice: Choice): Promise<void> {
  const parser = codeParser(choice.parsers);
  for (const dir of planSources) {
    const { holdsConfiguration } = await import("./plans/code.ts");
    if (parser === undefined || !(await holdsConfiguration(dir, parser, choice))) throw new UsageError(`--source ${dir} holds no Terraform code (.tf files)`);
  }
}

async function scanFile(plan: UnitPlan, session: Session): Promise<UnitResult> {
  const path = plan.paths[0] ?? plan.dir;
  const read = await session.tree.read(plan.behind.get(path) ?? path);
  if ("fault" in read) return failed(plan, [problemAt(path, read.fault)]);
  const hinted = plan.parsers.filter((parser) => hasHint(read.bytes, parser.hints));
  if (hinted.length === 0) return skipped(plan, "nothing about instances");
  const parsers = read.bytes.length > largestTree ? hinted.filter((parser) => parser.inPlace) : hinted;
  const large = failed(plan, [problemAt(path, tooLarge(read.bytes.length, largestTree))]);
  if (parsers.length === 0) return large;
  const decoded = decode(read.bytes);
  if ("fault" in decoded) return failed(plan, [problemAt(path, decoded.fault)]);
  const result = await examine({ ...plan, parsers }, { dir: plan.dir, sources: [{ path, text: decoded.text }], called: false, files: session.files, neighbours: session.neighbours }, [], session);
  const mayBePart = parsers.some(({ callers }) => callers !== undefined);
  return result.parsed > 0 || parsers.length === hinted.length ? { ...result, ...(mayBePart ? { mayBePart, paths: plan.paths } : {}) } : large;
}

async function scanDirectory(work: DirectoryWork, session: Session): Promise<UnitResult> {
  return { ...(await judgeDirectory(work, session)), unfollowed: work.unfollowed };
}

async function judgeDirectory({ plan, called, wanted, surveyed, load }: DirectoryWork, session: Session): Promise<UnitResult> {
  const problems = surveyed.problems.filter((problem) => plan.asked.has(problem.location.path));
  if (!wanted) return { ...skipped(plan, "nothing about instances", problems.length), problems };
  const { sources, modules, installed, problems: unread } = await load();
  if (sources.length === 0) return failed(plan, problems);
  const { variables } = session;
  return await examine(plan, { dir: plan.dir, sources, called, modules, installed, files: session.files, judge, ...(variables === undefined ? {} : { variables }) }, unread, session);
}

/** Parses, links and evaluates; what concerns none of the files asked for is dropped. */
async function examine(plan: UnitPlan, unit: Unit, unread: readonly Problem[], session: Session): Promise<UnitResult> {
  const at = [...plan.asked, ...plan.paths][0] ?? plan.dir;
  const parsed = await parseUnit(unit, plan.parsers, at);
  const { through = [], taken = [], included = [], unfollowed = [] } = parsed;
  // What is wrong in a file that is judged with this one is told also where that one was not asked for.
  const told = new Set([...plan.asked, ...(plan.shape === "file" && plan.asked.size > 0 ? [...through, ...taken, ...included] : [])]);
  const problems = [...unread, ...parsed.problems].filter((problem) => told.has(problem.location.path));
  if (!parsed.recognised) return { ...skipped(plan, parsed.problems.length > 0 ? "problem" : "not recognised"), problems };
  // Whoever names all files of a directory wants to know what it launches, also through the modules that it calls.
  const asked = plan.asked.size === plan.paths.length ? undefined : session.asked;
  const judged = await guarded(at, async () => {
    if (parsed.outline !== undefined) return judgePlan(parsed, parsed.outline, at, session);
    return judgeCode(plan.shape === "file" ? await session.namedTemplates.completed(parsed, at) : parsed, plan.dir, asked, session);
  });
  if (!("findings" in judged)) return { ...skipped(plan, "problem"), problems: [...problems, judged] };
  const missing = unread.filter((problem) => plan.asked.has(problem.location.path)).length;
  const skips = new Skipped();
  skips.count("problem", missing);
  return { ...nothing, ...judged, parsed: plan.asked.size - missing, skipped: skips, problems, unfollowed: plan.asked.size > 0 ? unfollowed : [], ...(plan.shape === "file" ? { paths: plan.paths, through, taken, included } : {}) };
}

const nothing: UnitResult = {
  parsed: 0,
  skipped: new Skipped(),
  resources: [],
  findings: [],
  problems: [],
  verdicts: { pass: 0, fail: 0, unknown: 0 },
  unfollowed: [],
  notes: [],
};

function failed(plan: UnitPlan, problems: readonly Problem[]): UnitResult {
  return { ...skipped(plan, "problem"), problems };
}

/** All files asked for are skipped for one reason, but for those that have a problem of their own. */
function skipped(plan: UnitPlan, why: SkipReason, troubled = 0): UnitResult {
  const skips = new Skipped();
  skips.count("problem", troubled);
  skips.count(why, plan.asked.size - troubled);
  return { ...nothing, skipped: skips };
}
