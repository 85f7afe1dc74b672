import type { Problem } from "../../model/problem.ts";
import type { Resource } from "../../model/resource.ts";
import { locate, type Source } from "../../model/source.ts";
import type { DataMap, SyntaxFault } from "../../syntax/data.ts";
import type { Parser, ParseResult, Unit } from "../parser.ts";
import { withConstructs } from "./cdk.ts";
import { withIncludes } from "./include/calls.ts";
import { complete, mayInclude } from "./include/complete.ts";
import { launchesIn } from "./imports/launches.ts";
import { inlineStacks, mayNest } from "./nested/stacks.ts";
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
  const through: string[] = [];
  const unfollowed: string[] = [];
  let recognised = false;
  for (const source of unit.sources) {
    const including = mayInclude(source.text);
    const nesting = mayNest(source.text);
    let count = 0;
    for (const { root, faults, lost } of await findTemplates(source)) {
      if (count === mostTemplates) {
        const message = `The file holds more than ${mostTemplates} templates; those after this place are not judged.`;
        problems.push(problemOf(source, { message, span: root?.span ?? { start: 0, end: 0 }, limit: true }));
        break;
      }
      const whole = root === undefined || !including ? { root, problems: [] } : await complete(source, root, unit.files);
      // What is neither a template nor has anything wrong with it is a part of one.
      if (whole.root !== undefined && !isTemplate(whole.root) && whole.problems.length === 0) continue;
      recognised = true;
      problems.push(...told(root, faults).map((fault) => problemOf(source, fault)), ...whole.problems);
      if (whole.root === undefined) continue;
      const index = count++;
      const nested = nesting ? await inlineStacks(source, whole.root, unit.files) : { root: whole.root, problems: [], through: [], unfollowed: [] };
      through.push(...nested.through);
      unfollowed.push(...nested.unfollowed);
      const launches = await launchesIn(source, nested.root, unit, lost.length > 0);
      unfollowed.push(...launches.modules);
      problems.push(...nested.problems, ...launches.problems);
      const launching = await withConstructs(nested.root, launches.resources, unit.files);
      const called = including || nesting ? launching.map(withIncludes) : launching;
      resources.push(...called.map((resource) => ofTemplate(resource, index)));
    }
  }
  const first = resources.find(({ judgedElsewhere }) => judgedElsewhere !== true);
  return { recognised, resources, problems, ...(first === undefined ? {} : { root: { evidence: first.at } }), ...(through.length > 0 ? { through } : {}), ...(unfollowed.length > 0 ? { unfollowed } : {}) };
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
