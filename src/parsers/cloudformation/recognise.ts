import { child, stringOf, type DataDocument, type DataMap, type DataNode, type LostPart, type Shape, type SyntaxFault } from "../../syntax/data.ts";
import { parsePlain, readJson } from "../../syntax/json/read.ts";
import { readYaml } from "../../syntax/yaml/read.ts";
import type { Source } from "../../model/source.ts";
import { isCall } from "./include/functions.ts";

/** A document that is a template, with what is wrong in its syntax; without root it only claims to be one. */
export interface Candidate {
  readonly root: DataMap | undefined;
  readonly faults: readonly SyntaxFault[];
  /** What faults cost. */
  readonly lost: readonly LostPart[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html, and what SAM, Rain and `aws cloudformation package` add */
const shape: Shape = {
  sections: new Set(["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Transform", "Globals", "Hooks", "Resources", "Outputs", "Modules", "Rain"]),
  sure: new Map([["Resources", "Type"]]),
};

/** The templates in a text, by their content; none when it is something else, whatever else may be wrong with it. */
export async function findTemplates(source: Source): Promise<readonly Candidate[]> {
  const documents = await readDocuments(source, hasResources, shape);
  return documents.flatMap(({ root, faults, lost = [], span }): readonly Candidate[] => {
    const isWhole = lost.length === 0;
    if (root?.kind === "map" && (isTemplate(root) || (isWhole && mayBecomeTemplate(root)))) return [decisive(source, { root, faults, lost })];
    return (root === undefined || !isWhole) && claimsToBeTemplate(source.text.slice(span?.start, span?.end)) ? [{ root: undefined, faults, lost }] : [];
  });
}

const decidesAboutAll = /(?:^|[{,])[ \t]*["']?Rules["']?[ \t]*:|modifyInstanceMetadataDefaults/im;

/** Assertions about parameters, and what changes the account, count for every resource: without them none can be judged. */
function decisive(source: Source, { root, faults, lost }: Candidate): Candidate {
  const isLost = lost.some(({ span, section }) => section === "Rules" || decidesAboutAll.test(source.text.slice(span.start, span.end)));
  if (!isLost) return { root, faults, lost };
  const [first, ...others] = faults;
  return { root: undefined, faults: first === undefined ? [] : [{ ...first, message: `${first.message} Something there may decide about every resource, so that none is judged.` }, ...others], lost };
}

/** Whether a map holds what another file brings. */
function isOpen(map: DataMap): boolean {
  return isCall(map) || [child(map, "Fn::Transform"), child(map, "Transform")].some((transform) => stringOf(child(transform, "Name")) === "AWS::Include");
}

/** Whether a map turns out to be a template, or not, only when what it includes is there. */
function mayBecomeTemplate(root: DataMap): boolean {
  const section = child(root, "Resources");
  if (section?.kind !== "map") return isOpen(root);
  return [root, section, ...Array.from(section.entries.values(), ({ value }) => value)].some((part) => part.kind === "map" && isOpen(part));
}

/** The documents of a text. JSON is judged by the native parser first: the positioned tree costs several times as much, and most JSON is not `wanted`. */
export async function readDocuments(source: Source, wanted: (plain: unknown) => boolean, shapeOf?: Shape): Promise<readonly DataDocument[]> {
  const named = /\.json$/i.test(source.path);
  if (!named && !/^\ufeff?\s*\{/.test(source.text)) return readYaml(source, shapeOf);
  const plain = await parsePlain(source);
  if ("value" in plain) return wanted(plain.value) ? [await readJson(source)] : [];
  // A template that begins with a brace may still be YAML; when it is neither, a quoted key says that JSON was meant.
  const meant = named || /^\ufeff?\s*\{\s*["}]/.test(source.text);
  const asYaml = named ? [] : await readYaml(source);
  if (asYaml.some((document) => document.root !== undefined) || !meant) return asYaml;
  return [await readJson(source, shapeOf)];
}

function hasResources(value: unknown): boolean {
  return typeof value === "object" && value !== null && (Object.hasOwn(value, "Resources") || Object.keys(value).some((key) => key.startsWith("Fn::")));
}

const typeName = /^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+/;

/** There are `Resources`, and the document names its format version, or something in the map has a `Type` such as `AWS::EC2::Instance`. */
export function isTemplate(root: DataMap): boolean {
  const section = child(root, "Resources");
  return section !== undefined && (root.entries.has("AWSTemplateFormatVersion") || holdsResource(section));
}

function holdsResource(section: DataNode | undefined): boolean {
  if (section?.kind !== "map") return false;
  for (const { key, value } of section.entries.values()) {
    if (typeName.test(stringOf(child(value, "Type")) ?? "")) return true;
    if (key.startsWith("Fn::ForEach::") && value.kind === "list" && holdsResource(value.items[2])) return true;
  }
  return false;
}

/** Whether a text that cannot be read says of itself that it is a template, at the beginning of a line or object. */
function claimsToBeTemplate(text: string): boolean {
  return formatVersion.test(text) || (awsType.test(text) && resourcesKey.test(text));
}

const formatVersion = /^\ufeff?["']?AWSTemplateFormatVersion["']?[ \t]*:|(?:^[ \t]*|[{,]\s*)"AWSTemplateFormatVersion"\s*:/m;
const awsType = /^[ \t]*["']?Type["']?[ \t]*:[ \t]*["']?AWS::\w+::\w+|"Type"\s*:\s*"AWS::\w+::\w+/m;
const resourcesKey = /^\ufeff?["']?Resources["']?[ \t]*:|(?:^[ \t]*|[{,]\s*)"Resources"\s*:/m;
