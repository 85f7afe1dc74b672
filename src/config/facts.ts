import type { AccountDefaultFact, Facts } from "../model/effective.ts";
import type { Place, Source } from "../model/source.ts";
import type { ConfigDocument, WrittenDefaults } from "./document.ts";
import { besideConfig, refusal, type ConfigFiles } from "./files.ts";

/** Without a configuration nothing is known of the account. */
export const noFacts: Facts = { accountDefaults: {}, images: {} };

/**
 * What the configuration tells about the account and its images; what stands in the configuration itself wins over the files that
 * it names. `files` receives their texts. Throws `ConfigError` for a file that holds neither.
 */
export function factsFrom(config: ConfigDocument, path: string, access: ConfigFiles, files: Source[]): Facts {
  const accountDefaults = new Map<string, AccountDefaultFact>();
  const images = new Map<string, "v2.0" | "none">();
  for (const entry of config.content.facts ?? []) {
    const { file, region } = typeof entry === "string" ? { file: entry, region: undefined } : entry;
    const source = access.read(besideConfig(path, file));
    files.push(source);
    readPrinted(source, region ?? "*", accountDefaults, images);
  }
  for (const [region, written] of Object.entries(config.content["account-defaults"] ?? {})) {
    accountDefaults.set(region, fromConfig(written, config.at(["account-defaults", region], "key")));
  }
  for (const [id, support] of Object.entries(config.content.images ?? {})) images.set(id, support);
  return { accountDefaults: record(accountDefaults), images: record(images) };
}

/** Keys come from files: an object without prototype, so that none of them means anything else. */
function record<Value>(map: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, Object.fromEntries(map));
}

function fromConfig(written: WrittenDefaults, at: Place): AccountDefaultFact {
  return withoutGaps({
    httpTokens: written["http-tokens"],
    httpPutResponseHopLimit: written["http-put-response-hop-limit"],
    httpEndpoint: written["http-endpoint"],
    instanceMetadataTags: written["instance-metadata-tags"],
    httpTokensEnforced: written["http-tokens-enforced"],
    at,
  });
}

type Gaps<Shape> = { readonly [Key in keyof Shape]: Shape[Key] | undefined };

function withoutGaps(fact: Gaps<AccountDefaultFact> & { readonly at: Place }): AccountDefaultFact {
  return Object.fromEntries(Object.entries(fact).filter(([, value]) => value !== undefined)) as unknown as AccountDefaultFact;
}

/**
 * What the AWS command line prints.
 * https://docs.aws.amazon.com/cli/latest/reference/ec2/get-instance-metadata-defaults.html
 * https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-images.html
 */
function readPrinted(source: Source, region: string, defaults: Map<string, AccountDefaultFact>, images: Map<string, "v2.0" | "none">): void {
  const printed = parsed(source);
  const level = member(printed, "AccountLevel");
  const listed = member(printed, "Images");
  if (typeof level === "object" && level !== null) defaults.set(region, fromPrinted(level, placeOf(source, '"AccountLevel"')));
  else if (Array.isArray(listed)) listed.forEach((image) => { addImage(image, images); });
  else throw refusal(source.path, "this is neither the output of get-instance-metadata-defaults nor of describe-images");
}

function parsed(source: Source): unknown {
  try {
    return JSON.parse(source.text.replace(/^\uFEFF/, ""));
  } catch {
    throw refusal(source.path, "this is not JSON");
  }
}

function fromPrinted(level: object, at: Place): AccountDefaultFact {
  const hops = member(level, "HttpPutResponseHopLimit");
  return withoutGaps({
    httpTokens: text(member(level, "HttpTokens")),
    httpPutResponseHopLimit: typeof hops === "number" ? hops : undefined,
    httpEndpoint: text(member(level, "HttpEndpoint")),
    instanceMetadataTags: text(member(level, "InstanceMetadataTags")),
    httpTokensEnforced: text(member(level, "HttpTokensEnforced")),
    at,
  });
}

/** An image that is printed without the member is registered without IMDS support. */
function addImage(image: unknown, images: Map<string, "v2.0" | "none">): void {
  const id = text(member(image, "ImageId"));
  if (id !== undefined) images.set(id, member(image, "ImdsSupport") === "v2.0" ? "v2.0" : "none");
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function placeOf(source: Source, word: string): Place {
  const start = Math.max(0, source.text.indexOf(word));
  return { source, span: { start, end: start + word.length } };
}
