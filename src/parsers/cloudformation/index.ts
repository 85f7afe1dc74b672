import type { Problem } from "../../model/problem.ts";
import type { Resource } from "../../model/resource.ts";
import { locate, type Source } from "../../model/source.ts";
import type { SyntaxFault } from "../../syntax/data.ts";
import type { Parser, ParseResult, Unit } from "../parser.ts";
import { findTemplates } from "./recognise.ts";
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
  let recognised = false;
  for (const source of unit.sources) {
    for (const { root, faults } of await findTemplates(source)) {
      recognised = true;
      problems.push(...faults.map((fault) => problemOf(source, fault)));
      if (root === undefined) continue;
      const template = readTemplate(source, root);
      problems.push(...template.problems);
      resources.push(...launchResources(template));
    }
  }
  const [first] = resources;
  return { recognised, resources, problems, ...(first === undefined ? {} : { root: { evidence: first.at } }) };
}

function problemOf(source: Source, { message, span, limit }: SyntaxFault): Problem {
  return { kind: limit === true ? "too-large" : "syntax", message, location: locate({ source, span }) };
}
