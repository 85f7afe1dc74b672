import type { Finding } from "../../../src/model/finding.ts";
import { findTemplates } from "../../../src/parsers/cloudformation/recognise.ts";
import { launchThrough, propertiesOf, secureCluster } from "./launch.ts";
import { at, isMap, mapAt, pathAt, plain, type Path, type Plain, type PlainMap } from "./plain.ts";
import { pairsIn, writeUnder, type Pair } from "./write.ts";

/** What a sentence is applied to. */
interface Case {
  readonly root: PlainMap;
  readonly resources: PlainMap;
  readonly resource: PlainMap;
  /** Where the finding points, and the resource in which that is. */
  readonly path: Path;
  readonly resourcePath: Path;
  readonly fix: string;
}

/** A sentence, known by how it begins, and what somebody does who reads it. */
type Way = readonly [sentence: RegExp, apply: (one: Case, match: RegExpExecArray) => void];

/**
 * The template as JSON after what the fix of a finding says has been done where the finding points. Only the words of the fix decide what is done;
 * fails for a sentence that nobody here understands, and where the finding is in no resource.
 */
export async function applyFix(path: string, text: string, finding: Finding): Promise<string> {
  const [template] = await findTemplates({ path, text });
  if (template?.root === undefined) throw new Error(`${path} is no template`);
  const root = plain(template.root);
  if (!isMap(root)) throw new Error(`${path} is no map`);
  const found = pathAt({ path, text }, template.root, finding.location);
  const resourcePath = resourceIn(root, found);
  const one: Case = { root, resources: mapAt(root, ["Resources"]), resource: mapAt(root, resourcePath), path: found, resourcePath, fix: finding.fix };
  for (const [sentence, apply] of ways) {
    const match = sentence.exec(finding.fix);
    if (match === null) continue;
    apply(one, match);
    return `${JSON.stringify(root, undefined, 1)}\n`;
  }
  throw new Error(`nobody understands: ${finding.fix}`);
}

/** Resources may stand in loops. */
function resourceIn(root: PlainMap, path: Path): Path {
  const ends = path.map((_, index) => path.slice(0, index + 1)).reverse();
  const found = ends.find((each) => {
    const type = at(root, [...each, "Type"]);
    return typeof type === "string" && /^(?:AWS|Custom)::/.test(type);
  });
  if (found === undefined) throw new Error(`no resource at ${path.join(".")}`);
  return found;
}

const ways: readonly Way[] = [
  [/^(?:If the machines need their metadata, )?(?:[Ll]aunch|[Gg]ive) .*? (?:through )?an? `(?:AWS::EC2::LaunchTemplate|LaunchTemplate|CustomLaunchTemplate)` with (.*?) under `LaunchTemplateData\.MetadataOptions`/, (one, [, pairs = ""]) => {
    launchThrough(one.resources, one.resource, pairsIn(pairs));
  }],
  [/^Give .*? a `SecurityConfiguration` with (.*?) under /, (one, [, pairs = ""]) => {
    secureCluster(one.resources, one.resource, pairsIn(pairs));
  }],
  [/^Write the property under `([\w.]+)` of (?:the override of )?.*?knows: (.*?)\./, (one, [, path = "", pairs = ""]) => {
    correct(one, path.split("."), pairsIn(pairs));
  }],
  [/^(?:If the machines? needs? (?:its|their) metadata, )?[Ww]rite (.*?) under `([\w.]+)` of .*?(: it has no other options)?\./, (one, [, pairs = "", path = "", only]) => {
    if (only !== undefined) removeUnknown(one, pairsIn(pairs));
    if (only === undefined && writeInLoop(one, pairsIn(pairs))) return;
    writeUnder(propertiesOf(one.resource), path.split("."), only === undefined ? pairsIn(pairs) : missing(one, path, pairsIn(pairs)));
  }],
  [/^Write (`DisableIMDSV1: true`) in /, (one, [, pair = ""]) => {
    writeUnder(propertiesOf(one.resource), [], pairsIn(pair));
  }],
  [/^In the `OptionSettings` of .*?, give the option "(\w+)" of the namespace "([\w:]+)" the value "(\w+)"; add it where it is missing/, (one, [, name = "", namespace = "", value = ""]) => {
    const properties = propertiesOf(one.resource);
    const others = listIn(properties["OptionSettings"]).filter((item) => !JSON.stringify(item).includes(`"${name}"`));
    properties["OptionSettings"] = [...others, { Namespace: namespace, OptionName: name, Value: value }];
  }],
  [/\(`(PropagateAtLaunch): false`\)/, (one, [, key = ""]) => {
    const end = one.path.findLastIndex((step) => typeof step === "number");
    mapAt(one.root, one.path.slice(0, end + 1))[key] = false;
  }],
  [/^Rename the tag key .*?, or write (.*?) under its `([\w.]+)`/, (one, [, pairs = "", path = ""]) => {
    writeUnder(propertiesOf(one.resource), path.split("."), pairsIn(pairs));
  }],
  [/^Let .*? launch `Version: !GetAtt \w+\.LatestVersionNumber`/, (one) => {
    launchLatest(one);
  }],
  [/^Remove `(LaunchTemplateSpecification)` from the override of /, (one, [, key = ""]) => {
    Reflect.deleteProperty(mapAt(one.root, one.path.slice(0, one.path.lastIndexOf(key))), key);
  }],
  [/^Remove the property from /, (one) => {
    const end = one.path.indexOf("MetadataOptions") + 1;
    Reflect.deleteProperty(mapAt(one.root, one.path.slice(0, end)), String(one.path[end]));
  }],
  [/^Give the call of `(\w+)` the parameter `(\w+)` with the value `(\w+)`/, (one, [, action = "", key = "", value = ""]) => {
    const properties = propertiesOf(one.resource);
    const name = properties["Create"] === undefined ? "Update" : "Create";
    properties[name] = withParameter(properties[name], action, key, value);
  }],
  [/^Keep one call of /, (one) => {
    Reflect.deleteProperty(mapAt(one.root, one.resourcePath.slice(0, -1)), String(one.resourcePath.at(-1)));
  }],
];

/** A property that is known gets the value of the sentence; a key that is not known goes, and what it held is written where it belongs. */
function correct(one: Case, under: readonly string[], pairs: readonly Pair[]): void {
  const path = withoutFunctions(one.path);
  const key = String(path.at(-1));
  const owner = mapAt(one.root, path.slice(0, -1));
  const known = pairs.find((pair) => pair.key === key);
  if (known !== undefined) {
    owner[key] = known.value;
    return;
  }
  const held = owner[key];
  const names = (isMap(held) ? Object.keys(held) : [key]).map((name) => name.toLowerCase());
  Reflect.deleteProperty(owner, key);
  const meant = pairs.filter((pair) => names.includes(pair.key.toLowerCase()));
  if (meant.length > 0) writeUnder(propertiesOf(one.resource), under, meant);
}

/** A value that is a function begins where the function and its first argument begin. */
function withoutFunctions(path: Path): Path {
  const end = path.findLastIndex((step) => typeof step === "string" && step !== "Ref" && !step.startsWith("Fn::"));
  return path.slice(0, end + 1);
}

/** Where a loop makes the key of the option, a second one beside the loop would be the same key twice. */
function writeInLoop({ root, path, resourcePath }: Case, [pair]: readonly Pair[]): boolean {
  const own = withoutFunctions(path);
  const loop = path.findIndex((step, index) => index >= resourcePath.length && String(step).startsWith("Fn::ForEach::"));
  if (loop === -1 || pair === undefined || own.length !== loop + 3) return false;
  mapAt(root, own.slice(0, -1))[String(own.at(-1))] = pair.value;
  return true;
}

function removeUnknown({ root, path }: Case, pairs: readonly Pair[]): void {
  const key = String(path.at(-1));
  const owner = mapAt(root, path.slice(0, -1));
  if (isMap(owner[key]) || pairs.some((pair) => pair.key === key)) return;
  Reflect.deleteProperty(owner, key);
}

/** The pairs whose key is the one pointed at, or that are not written yet. */
function missing({ root, path, resource }: Case, under: string, pairs: readonly Pair[]): readonly Pair[] {
  const written = at(propertiesOf(resource), under.split("."));
  const key = at(root, path) === undefined ? undefined : path.at(-1);
  return pairs.filter((pair) => pair.key === key || at(written, [pair.key]) === undefined);
}

/** Beside the version that the finding points at stands which template it is of. */
function launchLatest({ root, resources, path }: Case): void {
  const end = path.findLastIndex((step) => step === "Version" || step === "LaunchTemplate" || step === "LaunchTemplateSpecification" || step === "CustomLaunchTemplate");
  const specification = mapAt(root, path[end] === "Version" ? path.slice(0, end) : path.slice(0, end + 1));
  specification["Version"] = { "Fn::GetAtt": [templateOf(specification, resources), "LatestVersionNumber"] };
}

function templateOf(specification: PlainMap, resources: PlainMap): string {
  const name = specification["LaunchTemplateName"];
  const named = Object.entries(resources).find(([, resource]) => name !== undefined && at(resource, ["Properties", "LaunchTemplateName"]) === name);
  if (named !== undefined) return named[0];
  const id = specification["LaunchTemplateId"] ?? specification["TemplateId"] ?? specification["Id"] ?? name;
  const referred = at(id, ["Ref"]) ?? at(id, ["Fn::GetAtt", 0]);
  if (typeof referred !== "string") throw new Error(`nobody knows the template ${JSON.stringify(id)}`);
  return referred;
}

function listIn(value: Plain | undefined): readonly Plain[] {
  return Array.isArray(value) ? value : [];
}

/** A call that is put together from pieces is written out anew. */
function withParameter(call: Plain | undefined, action: string, key: string, value: string): Plain {
  if (typeof call !== "string") return JSON.stringify({ service: "EC2", action, parameters: { [key]: value }, physicalResourceId: { id: "imds" } });
  const written = JSON.parse(call) as PlainMap;
  writeUnder(written, ["parameters"], [{ key, value }]);
  return JSON.stringify(written);
}
