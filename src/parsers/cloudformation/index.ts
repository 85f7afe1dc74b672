import type { Problem } from "../../model/problem.ts";
import type { Resource } from "../../model/resource.ts";
import { locate, type Source } from "../../model/source.ts";
import type { DataMap, SyntaxFault } from "../../syntax/data.ts";
import type { Parser, ParseResult, Unit } from "../parser.ts";
import { withConstructs } from "./cdk.ts";
import { withIncludes } from "./include/calls.ts";
import { complete, mayInclude } from "./include/complete.ts";
import { launchesIn } from "./imports/launches.ts";
import { NamedFiles } from "./include/named.ts";
import { inlineStacks, mayNest } from "./nested/stacks.ts";
import { NestedTemplates } from "./nested/templates.ts";
import { findTemplates, isTemplate } from "./recognise.ts";
import { repeatedKeys } from "./repeated.ts";
import { ofTemplate } from "./several.ts";

/**
 * CloudFormation templates in YAML and JSON, plain, from SAM or synthesized by the CDK, recognised by content.
 * A text that is no template is not recognised and causes no problems; a broken one that claims to be a template is one problem.
 */
export const cloudformation: Parser = { parse };

async function parse(unit: Unit): Promise<ParseResult> {
  const resources: Resource[] = [];
  const problems: Problem[] = [];
  const through = new Set<string>();
  const taken = new Set<string>();
  const included = new Set<string>();
  const unfollowed: string[] = [];
  let recognised = false;
  for (const source of unit.sources) {
    let count = 0;
    const named = new NamedFiles(unit.files);
    const templates = new NestedTemplates(named);
    for (const { root, faults, lost } of await findTemplates(source)) {
      if (count === mostTemplates) {
        const message = `The file holds more than ${mostTemplates} templates; those after this place are not judged.`;
        problems.push(problemOf(source, { message, span: root?.span ?? { start: 0, end: 0 }, limit: true }));
        break;
      }
      const including = mayInclude(source.text);
      const whole = root === undefined || !including ? { root, problems: [] } : await complete(source, root, named);
      // What is neither a template nor has anything wrong with it is a part of one.
      if (whole.root !== undefined && !isTemplate(whole.root) && whole.problems.length === 0) continue;
      recognised = true;
      problems.push(...told(root, faults).map((fault) => problemOf(source, fault)), ...whole.problems);
      if (whole.root === undefined) continue;
      const index = count++;
      const nested = including || mayNest(source.text) ? await inlineStacks({ source, root: whole.root, including }, templates, unit.files) : undefined;
      const launches = await launchesIn(source, { root: nested?.root ?? whole.root, nested, isBroken: lost.length > 0 }, unit);
      problems.push(...(nested?.problems ?? []), ...launches.problems);
      const launching = await withConstructs(nested?.root ?? whole.root, launches.resources, unit.files);
      const called = nested === undefined ? launching : launching.map(withIncludes);
      resources.push(...called.map((resource) => ofTemplate(resource, index)));
      nested?.through.forEach((path) => through.add(path));
      nested?.taken.forEach((path) => taken.add(path));
      unfollowed.push(...(nested?.unfollowed ?? []), ...launches.modules);
    }
    for (const path of named.used) if (path !== source.path && !through.has(path) && !taken.has(path)) included.add(path);
  }
  const first = resources.find(({ judgedElsewhere }) => judgedElsewhere !== true);
  return {
    recognised,
    resources,
    problems,
    ...(first === undefined ? {} : { root: { evidence: first.at } }),
    ...(through.size > 0 ? { through: [...through] } : {}),
    ...(taken.size > 0 ? { taken: [...taken] } : {}),
    ...(included.size > 0 ? { included: [...included] } : {}),
    ...(unfollowed.length > 0 ? { unfollowed } : {}),
  };
}

/** In one file. Each is a stack of its own, and everything that is launched is compared with what every other launches. */
const mostTemplates = 1000;

/** Keys that are written twice count where settings hang on them; more than this many faults are not told one by one. */
const mostFaults = 100;

function told(root: DataMap | undefined, faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
  const repeated = root !== undefined && faults.some(({ repeats }) => repeats === true) ? repeatedKeys(root) : [];
  return onceTemplated([...faults.filter(({ repeats }) => repeats !== true), ...repeated]).slice(0, mostFaults);
}

/** A text that is written for another tool has the same fault wherever that tool is at work: said once. */
function onceTemplated(faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
  const first = faults.find(({ message }) => message.includes(templated));
  return faults.filter((fault) => fault === first || !fault.message.includes(templated));
}

const templated = "This looks like a template for another tool";

function problemOf(source: Source, { message, span, limit }: SyntaxFault): Problem {
  return { kind: limit === true ? "too-large" : "syntax", message, location: locate({ source, span }) };
}
