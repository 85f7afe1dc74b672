import type { DataDocument, DataMap } from "../../syntax/data.ts";
import { parsePlain, readJson } from "../../syntax/json/read.ts";
import { readYaml } from "../../syntax/yaml/read.ts";
import type { Problem } from "../../model/problem.ts";
import type { Resource } from "../../model/resource.ts";
import { locate, type Source } from "../../model/source.ts";
import type { ParseResult, Parser, Unit } from "../parser.ts";
import { modifiedDefaults, printedDefaults } from "./account.ts";
import { createdFleet, spotFleet, spotInstances } from "./fleets.ts";
import { scalingGroup } from "./groups.ts";
import { describedImages, imageAttribute, registeredImage } from "./images.ts";
import { createdConfiguration, describedConfigurations, describedInstances, modifiedOptions, runInstances } from "./launches.ts";
import type { Reading } from "./resource.ts";
import { candidates, inputCandidates, recognise, recogniseInput, type DocumentType } from "./shapes.ts";
import { isSkeleton } from "./skeleton.ts";
import { bareTemplate, namedTemplate, templateVersions } from "./templates.ts";

const readers: Readonly<Record<DocumentType, (reading: Reading) => readonly Resource[]>> = {
  "describe-launch-template-versions": templateVersions,
  "describe-instances": describedInstances,
  "describe-images": describedImages,
  "describe-launch-configurations": describedConfigurations,
  "get-instance-metadata-defaults": printedDefaults,
  "get-launch-template-data": namedTemplate,
  "create-launch-template-version": namedTemplate,
  "create-launch-template": namedTemplate,
  "create-fleet": createdFleet,
  "request-spot-fleet": spotFleet,
  "request-spot-instances": spotInstances,
  "run-instances": runInstances,
  "create-launch-configuration": createdConfiguration,
  "create-auto-scaling-group": scalingGroup,
  "update-auto-scaling-group": scalingGroup,
  "modify-instance-metadata-options": modifiedOptions,
  "modify-instance-metadata-defaults": modifiedDefaults,
  "modify-image-attribute": imageAttribute,
  "describe-image-attribute": imageAttribute,
  "register-image": registeredImage,
  "launch-template-data": bareTemplate,
};

/**
 * Documents of the AWS APIs that are kept in repositories: inputs of the AWS CLI in JSON (`--cli-input-json`,
 * `--launch-template-data file://…`) and YAML (`--cli-input-yaml`), and its printed answers in JSON. They are told by their content; what is none of them is not recognised,
 * and neither is what `--generate-cli-skeleton` prints. Text that is not JSON is a problem only when it is clearly such a document.
 */
export const launchTemplateJson: Parser = { parse };

const nothing: ParseResult = { recognised: false, resources: [], problems: [] };

async function parse(unit: Unit): Promise<ParseResult> {
  const results = await Promise.all(unit.sources.map(parseSource));
  return {
    recognised: results.some((result) => result.recognised),
    resources: results.flatMap((result) => result.resources),
    problems: results.flatMap((result) => result.problems),
  };
}

async function parseSource(source: Source): Promise<ParseResult> {
  return /\.ya?ml$/i.test(source.path) ? parseYaml(source) : parseJson(source);
}

async function parseJson(source: Source): Promise<ParseResult> {
  if (!(await mayBeOurs(source))) return nothing;
  const document = await readJson(source);
  if (document.root === undefined) {
    return isClearlyOurs(source.text) ? { recognised: true, resources: [], problems: problems(source, document) } : nothing;
  }
  if (document.root.kind !== "map") return nothing;
  return readAs(recognise(document.root), document.root, source, document);
}

function readAs(type: DocumentType | undefined, root: DataMap, source: Source, document: DataDocument): ParseResult {
  if (type === undefined || isSkeleton(root)) return nothing;
  const reading: Reading = { source, type, root };
  return { recognised: true, resources: readers[type](reading), problems: problems(source, document) };
}

/**
 * Nearly all YAML is of other tools: an input of the AWS CLI is one document whose keys are all members of one call, and it holds no tags.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html
 */
async function parseYaml(source: Source): Promise<ParseResult> {
  if (!mayBeInput(source.text)) return nothing;
  const [document, ...others] = await readYaml(source);
  if (document === undefined || others.length > 0) return nothing;
  if (document.root === undefined) return { recognised: true, resources: [], problems: problems(source, document) };
  if (document.root.kind !== "map") return nothing;
  return readAs(recogniseInput(document.root), document.root, source, document);
}

/** Told by the lines that begin with a key, without reading the text. */
function mayBeInput(text: string): boolean {
  if (/(?:^|[\s:[,-])!\w|Fn::/.test(text)) return false;
  const keys = Array.from(text.matchAll(/^(?:\ufeff)?["']?([\w.$/-]+)["']?[ \t]*:/gm), ([, key = ""]) => key);
  return keys.length > 0 && inputCandidates(new Set(keys)).length > 0;
}

/** The native parser is several times as fast as the one with positions; broken text is left to that one. */
async function mayBeOurs(source: Source): Promise<boolean> {
  const plain = await parsePlain(source);
  if ("fault" in plain) return true;
  const { value } = plain;
  return typeof value === "object" && value !== null && !Array.isArray(value) && candidates(new Set(Object.keys(value))).length > 0;
}

/** Keys that only the EC2 API spells like this, in a text that is not a CloudFormation template (which may hold them too). */
function isClearlyOurs(text: string): boolean {
  if (!/^\uFEFF?\s*\{/.test(text) || /"AWS::|"AWSTemplateFormatVersion"/.test(text)) return false;
  if (/"AutoScalingGroupName"\s*:/.test(text)) return /"(?:MixedInstancesPolicy|LaunchTemplate|LaunchConfigurationName)"\s*:/.test(text);
  return /"(?:MetadataOptions|LaunchTemplateData|LaunchTemplateVersions|LaunchTemplateConfigs|LaunchSpecifications|SpotFleetRequestConfig|IamFleetRole|HttpTokens|HttpPutResponseHopLimit|ImdsSupport)"\s*:/.test(text);
}

function problems(source: Source, document: DataDocument): readonly Problem[] {
  return document.faults.map(({ message, span }): Problem => ({ kind: "syntax", message, location: locate({ source, span }) }));
}
