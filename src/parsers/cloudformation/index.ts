import type { Problem } from "../../model/problem.ts";
import type { Resource } from "../../model/resource.ts";
import { locate, type Source } from "../../model/source.ts";
import type { SyntaxFault } from "../../syntax/data.ts";
import type { Parser, ParseResult, Unit } from "../parser.ts";
import { withConstructs } from "./cdk.ts";
import { withIncludes } from "./include/calls.ts";
import { complete, mayInclude } from "./include/complete.ts";
import { NamedFiles } from "./include/named.ts";
import { inlineStacks, mayNest } from "./nested/stacks.ts";
import { findTemplates, isTemplate } from "./recognise.ts";
import { launchResources } from "./resources.ts";
import { readTemplate } from "./template.ts";

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
    for (const { root, faults } of await findTemplates(source)) {
      const named = new NamedFiles(unit.files);
      const including = mayInclude(source.text);
      const whole = root === undefined || !including ? { root, problems: [] } : await complete(source, root, named);
      // What is neither a template nor has anything wrong with it is a part of one.
      if (whole.root !== undefined && !isTemplate(whole.root) && whole.problems.length === 0) continue;
      recognised = true;
      problems.push(...onceTemplated(faults).map((fault) => problemOf(source, fault)), ...whole.problems);
      if (whole.root === undefined) continue;
      const nested = including || mayNest(source.text) ? await inlineStacks({ source, root: whole.root, including }, named, unit.files) : undefined;
      const template = readTemplate(source, nested?.root ?? whole.root, nested);
      problems.push(...(nested?.problems ?? []), ...template.problems);
      const launching = await withConstructs(nested?.root ?? whole.root, launchResources(template), unit.files);
      resources.push(...(nested === undefined ? launching : launching.map(withIncludes)));
      nested?.through.forEach((path) => through.add(path));
      nested?.taken.forEach((path) => taken.add(path));
      unfollowed.push(...(nested?.unfollowed ?? []));
      if (nested !== undefined) for (const path of named.used) if (path !== source.path && !through.has(path) && !taken.has(path)) included.add(path);
    }
  }
  const [first] = resources;
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

/** A text that is written for another tool has the same fault wherever that tool is at work: said once. */
function onceTemplated(faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
  const first = faults.find(({ message }) => message.includes(templated));
  return faults.filter((fault) => fault === first || !fault.message.includes(templated));
}

const templated = "This looks like a template for another tool";

function problemOf(source: Source, { message, span, limit }: SyntaxFault): Problem {
  return { kind: limit === true ? "too-large" : "syntax", message, location: locate({ source, span }) };
}
