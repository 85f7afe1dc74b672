import type { DataDocument } from "../../syntax/data.ts";
import { parsePlain, readJson } from "../../syntax/json/read.ts";
import type { Problem } from "../../model/problem.ts";
import type { Resource } from "../../model/resource.ts";
import { locate, type Source } from "../../model/source.ts";
import type { ParseResult, Parser, Unit } from "../parser.ts";
import { modifiedDefaults, printedDefaults } from "./account.ts";
import { createdFleet, spotFleet, spotInstances } from "./fleets.ts";
import { describedImages, imageAttribute, registeredImage } from "./images.ts";
import { createdConfiguration, describedConfigurations, describedInstances, modifiedOptions, runInstances } from "./launches.ts";
import type { Reading } from "./resource.ts";
import { candidates, recognise, type DocumentType } from "./shapes.ts";
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
  "modify-instance-metadata-options": modifiedOptions,
  "modify-instance-metadata-defaults": modifiedDefaults,
  "modify-image-attribute": imageAttribute,
  "describe-image-attribute": imageAttribute,
  "register-image": registeredImage,
  "launch-template-data": bareTemplate,
};

/**
 * JSON documents of the AWS APIs that are kept in repositories: inputs of the AWS CLI (`--cli-input-json`,
 * `--launch-template-data file://…`) and its printed answers. They are told by their content; what is none of them is not recognised,
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
  if (!(await mayBeOurs(source))) return nothing;
  const document = await readJson(source);
  if (document.root === undefined) {
    return isClearlyOurs(source.text) ? { recognised: true, resources: [], problems: problems(source, document) } : nothing;
  }
  if (document.root.kind !== "map") return nothing;
  const type = recognise(document.root);
  if (type === undefined || isSkeleton(document.root)) return nothing;
  const reading: Reading = { source, type, root: document.root };
  return { recognised: true, resources: readers[type](reading), problems: problems(source, document) };
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
  return /"(?:MetadataOptions|LaunchTemplateData|LaunchTemplateVersions|LaunchTemplateConfigs|HttpTokens|HttpPutResponseHopLimit|ImdsSupport)"\s*:/.test(text);
}

function problems(source: Source, document: DataDocument): readonly Problem[] {
  return document.faults.map(({ message, span }): Problem => ({ kind: "syntax", message, location: locate({ source, span }) }));
}
