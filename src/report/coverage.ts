import type { Summary } from "../model/finding.ts";
import { worstFirst } from "./order.ts";
import { count, cut, list, shortList } from "./words.ts";
import { visible } from "./visible.ts";

const namesShown = 10;
const nameLength = 200;

/** "3 findings: 2 high and 1 medium; 1 possible (hangs on an unknown value)", or "no findings". */
export function findingsSentence(summary: Summary): string {
  const { findings } = summary;
  const bySeverity = worstFirst.filter((severity) => findings[severity] > 0).map((severity) => `${findings[severity]} ${severity}`);
  const total = worstFirst.reduce((sum, severity) => sum + findings[severity], 0);
  const certain = total === 0 ? "no findings" : `${count(total, "finding")}: ${list(bySeverity)}`;
  if (findings.possible === 0) return certain;
  return `${certain}; ${findings.possible} possible (${findings.possible === 1 ? "hangs" : "hang"} on unknown values)`;
}

/** Said when nothing was recognised, so that silence is never mistaken for a clean result; undefined otherwise. */
export function nothingMatched(summary: Summary): string | undefined {
  if (summary.resources > 0) return undefined;
  return `no machine, template, image or account default was found in ${count(summary.files.seen, "file")}`;
}

/** What was looked at and what was not, one sentence per element; plain text, safe to print. */
export function coverageSentences(summary: Summary): readonly string[] {
  const sentences = [filesSentence(summary)];
  if (summary.resources > 0) {
    const { pass, fail, unknown } = summary.verdicts;
    const scenarios = summary.scenarios === summary.resources ? "" : ` in ${count(summary.scenarios, "scenario")}`;
    // The inventory asks no rules.
    const verdicts = pass + fail + unknown === 0 ? "" : `; verdicts: ${pass} pass, ${fail} fail, ${unknown} unknown`;
    sentences.push(`${count(summary.resources, "resource")}${scenarios}${verdicts}`);
  }
  const relying = summary.reliesOnImage.length;
  if (relying > 0) {
    const verb = relying === 1 ? "relies on its image" : "rely on their images";
    sentences.push(`${count(relying, "resource")} ${verb} (imds_support v2.0) for tokens: ${shortList(counted(summary.reliesOnImage), namesShown)}`);
  }
  sentences.push(...unfollowedSentences(summary));
  if (summary.problems > 0) sentences.push(`${count(summary.problems, "problem")}: not everything could be checked, so this report is incomplete`);
  return sentences;
}

/** Each name once, with how often it is there: several roots may have one address. */
function counted(names: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, often]) => `${visible(cut(name, nameLength))}${often === 1 ? "" : ` (${often})`}`);
}

/** "3 module calls were not followed: terraform-aws-modules/vpc/aws (2), ./gone (1)", and the same of nested stacks and the modules of CloudFormation; none when all were. */
export function unfollowedSentences({ unfollowedModules, unfollowedStacks }: Summary): readonly string[] {
  const modules = notFollowed(unfollowedModules, "module call was", "module calls were");
  const stacks = notFollowed(unfollowedStacks, "nested stack or module was", "nested stacks or modules were");
  return [modules, stacks].filter((sentence) => sentence !== undefined);
}

function notFollowed(sources: Summary["unfollowedModules"], one: string, many: string): string | undefined {
  const calls = sources.reduce((sum, source) => sum + source.calls, 0);
  if (calls === 0) return undefined;
  const named = sources.map((source) => `${visible(cut(source.source, nameLength))} (${source.calls})`);
  return `${count(calls, one, many)} not followed: ${shortList(named, namesShown)}`;
}

function filesSentence({ files }: Summary): string {
  const reasons = Object.entries(files.skipped)
    .filter(([, number]) => number > 0)
    .sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1));
  const skipped = reasons.reduce((sum, [, number]) => sum + number, 0);
  const why = reasons.length === 0 ? "" : ` (${reasons.map(([reason, number]) => `${visible(reason)}: ${number}`).join(", ")})`;
  return `${count(files.seen, "file")} seen, ${files.parsed} parsed, ${skipped} skipped${why}`;
}
