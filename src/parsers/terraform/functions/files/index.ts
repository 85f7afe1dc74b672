import { posix } from "node:path";
import type { Source } from "../../../../model/source.ts";
import type { Call } from "../../../../syntax/hcl/ast.ts";
import { anything, text, textOfArgument, textResult, type Builtin } from "../builtin.ts";
import { crypto } from "../hash.ts";
import { isRefused } from "../refusal.ts";
import { makeSet } from "../../sets.ts";
import { boolType, stringType, type Type } from "../../type.ts";
import { unknownOf } from "../../typing.ts";
import type { FilePlace } from "../../unit-functions.ts";
import { failure, passed, scalar, unknown, type Evaluate, type Origin, type Scope, type Value } from "../../value.ts";
import type { FileCall } from "./call.ts";
import { mayBeMadeLater, wayOf } from "./paths.ts";
import { createStore, type FileStore } from "./store.ts";
import { createTemplates, type Templates } from "./template.ts";

/** The functions of one unit that look at files. */
export interface FileFunctions {
  /** The function of that name, for a call in a scope; undefined for every other function. */
  readonly find: (name: string, scope: Scope, evaluate: Evaluate) => Builtin | undefined;
  /** Reads what was asked for; false when there is nothing new. */
  readonly settle: () => Promise<boolean>;
  /** The calls in templates that were read since the last time. */
  readonly newCalls: () => readonly Call[];
}

/** Where the file functions of a unit look. */
interface Place {
  readonly store: FileStore;
  /** The directory that Terraform runs in. */
  readonly root: string;
  /** A module that nobody calls: a path may be relative to whoever will. */
  readonly isLibrary: boolean;
  readonly templates: Templates;
}

interface FileFunction extends Omit<Builtin, "run"> {
  readonly run: (args: readonly Value[], call: FileCall, place: Place) => Value;
}

/**
 * The functions that look at files, for a unit whose root module stands in `root`. They see what lies below the scan root; everything else
 * is unknown, and so is what could not be read, by its path. https://developer.hashicorp.com/terraform/language/functions/file
 */
export function createFileFunctions({ files, root, isLibrary }: FilePlace): FileFunctions {
  const store = createStore(files);
  const templates = createTemplates();
  const place: Place = { store, root, isLibrary, templates };
  return {
    find: (name, scope, evaluate) => {
      const found = functions.get(name);
      return found && { ...found, run: (args, origin, { spend }) => found.run(args, { scope, evaluate, origin, spend }, place) };
    },
    settle: store.settle,
    newCalls: templates.newCalls,
  };
}

/** The text of a file, or the value that stands for what cannot be read. */
function read(argument: Value | undefined, result: Type, { origin }: FileCall, { store, root, isLibrary }: Place): Source | Value {
  const written = textOfArgument(argument);
  const way = wayOf(root, written);
  const later = (why: string): Value => unknownOf(result, unknown(why, origin), origin);
  if ("outside" in way) return later(`${written} lies outside the scan root`);
  const { path } = way;
  const found = store.read(path);
  switch (found.state) {
    case "text":
      return found.source;
    case "missing":
      return isLibrary || mayBeMadeLater(path) ? later(`the file ${path} does not exist here`) : failure(`the file ${path} does not exist`, origin);
    case "directory":
      return failure(`${path} is a directory`, origin);
    case "pending":
      return later(`the file ${path} has not been read`);
    case "refused":
      return later(`the file ${path} is not read: ${sentence(found.why)}`);
  }
}

/** What refuses a file speaks of "This file", which is named already. */
function sentence(why: string): string {
  return why.replace(/^This file/, "it").replace(/\.$/, "");
}

/** Where a value was read stands in its trail, at the argument that names the file. */
function readFrom(value: Value, { path }: Source, { origin }: FileCall): Value {
  return passed(value, origin.at, `read from ${path}`);
}

/** A function of the text of one file. */
function ofText(result: Type, compute: (content: string, origin: Origin) => Value): FileFunction {
  return {
    parameters: [text],
    result,
    run: ([argument], call, place) => {
      const source = read(argument, result, call, place);
      if ("kind" in source) return source;
      if (!call.spend(source.text.length / 100)) return unknownOf(result, unknown("the module takes too long to evaluate", call.origin), call.origin);
      return readFrom(compute(source.text, call.origin), source, call);
    },
  };
}

function digest(algorithm: string, encoding: "hex" | "base64"): FileFunction {
  return ofText(stringType, (content, origin) => scalar(crypto().createHash(algorithm).update(content, "utf8").digest(encoding), origin));
}

/** What is there but cannot be read exists all the same. */
function exists([argument]: readonly Value[], call: FileCall, { store, root, isLibrary }: Place): Value {
  const { origin } = call;
  const written = textOfArgument(argument);
  const way = wayOf(root, written);
  const later = (why: string): Value => ({ ...unknown(why, origin, [true, false]), type: boolType, notNull: true });
  if ("outside" in way) return later(`${written} lies outside the scan root`);
  const { path } = way;
  const found = store.read(path);
  const told = (value: boolean): Value => passed(scalar(value, origin), origin.at, value ? `${path} exists` : `${path} does not exist`);
  switch (found.state) {
    case "text":
      return told(true);
    case "missing":
      return isLibrary || mayBeMadeLater(path) ? later(`the file ${path} does not exist here`) : told(false);
    case "directory":
      return failure(`${path} is a directory`, origin);
    case "pending":
      return later(`the file ${path} has not been looked for`);
    case "refused":
      return found.kind === "outside" ? later(`${path} lies outside the scan root`) : told(true);
  }
}

const names: Type = { kind: "set", element: stringType };

function fileSet([directory, pattern]: readonly Value[], { origin }: FileCall, { store, root }: Place): Value {
  const written = textOfArgument(directory);
  const way = wayOf(root, written);
  const inside = wayOf(root, posix.join(written, textOfArgument(pattern)));
  const later = (why: string): Value => unknownOf(names, unknown(why, origin), origin);
  if ("outside" in way || "outside" in inside) return later(`${written} or its pattern leads out of the scan root`);
  // The pattern is one with the directory for Terraform, but the directory that it runs in is not.
  const found = store.find(root, posix.relative(`/${root}`, `/${inside.path}`));
  if (found === undefined) return later(`the files in ${way.path} have not been listed`);
  if (isRefused(found)) return failure(`fileset(): ${found.refused}`, origin);
  if ("why" in found) return later(`the files in ${way.path} are not listed: ${found.why}`);
  const paths = found.paths.map((path) => scalar(posix.relative(`/${way.path}`, `/${path}`).normalize("NFC"), origin));
  return passed(makeSet(paths, stringType, origin), origin.at, `${paths.length} ${paths.length === 1 ? "file" : "files"} found in ${way.path}`);
}

function templateFile([argument, variables]: readonly Value[], call: FileCall, place: Place): Value {
  const source = read(argument, { kind: "any" }, call, place);
  if ("kind" in source || variables === undefined) return source as Value;
  return readFrom(place.templates.render(source, variables, call), source, call);
}

const functions: ReadonlyMap<string, FileFunction> = new Map<string, FileFunction>([
  ["file", ofText(stringType, textResult)],
  ["filebase64", ofText(stringType, (content, origin) => textResult(Buffer.from(content, "utf8").toString("base64"), origin))],
  ["filebase64sha256", digest("sha256", "base64")],
  ["filebase64sha512", digest("sha512", "base64")],
  ["fileexists", { parameters: [text], result: boolType, run: exists }],
  ["filemd5", digest("md5", "hex")],
  ["fileset", { parameters: [text, text], result: names, run: fileSet }],
  ["filesha1", digest("sha1", "hex")],
  ["filesha256", digest("sha256", "hex")],
  ["filesha512", digest("sha512", "hex")],
  ["templatefile", { parameters: [text, anything], run: templateFile }],
]);
