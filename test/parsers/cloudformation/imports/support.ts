import { cloudformation } from "../../../../src/parsers/cloudformation/index.ts";
import type { ParseResult } from "../../../../src/parsers/parser.ts";
import { filesOf } from "../../../support/files-in-memory.ts";
import { neighboursIn } from "../../../support/neighbours.ts";
import { inWords, whenInWords } from "../support.ts";

export type Texts = Readonly<Record<string, string>>;

/** A template among the files of its scan. */
export async function among(path: string, texts: Texts, complete = true): Promise<ParseResult> {
  return cloudformation.parse({ dir: ".", sources: [{ path, text: texts[path] ?? "" }], called: false, files: filesOf(texts), neighbours: neighboursIn(texts, complete) });
}

/** The tokens of an instance in every scenario, without their trails. */
export function tokensOf({ resources }: ParseResult, address = "Web"): readonly string[] {
  const found = resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return found.scenarios.map((scenario) => `${whenInWords(scenario) === "" ? "" : `[${whenInWords(scenario)}] `}${inWords(scenario.settings.httpTokens).replace(/ <- .*/s, "")}`);
}

/** One instance whose tokens are imported. */
export function importing(name: string, sections = ""): string {
  return `${sections}\nResources:\n  Web: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: { 'Fn::ImportValue': ${name} } } } }\n`;
}

/** A template with one export. */
export function exporting(name: string, value = "required", sections = "", more = ""): string {
  return `${sections}\nResources:\n  Topic: { Type: AWS::SNS::Topic }\nOutputs:\n  Out: { Value: ${value}, ${more} Export: { Name: ${name} } }\n`;
}
