import type { Place, Source } from "../model/source.ts";
import type { Problem, ProblemKind } from "../model/problem.ts";
import type { Resource } from "../model/resource.ts";
import type { SettingName } from "../model/setting.ts";

/** What a parser gets: one file, or all files of its kind in one directory, sorted by path. */
export interface Unit {
  /** The unit's directory relative to the scan root, "." for the root itself. */
  readonly dir: string;
  readonly sources: readonly Source[];
  /** Whether the directory is judged as a module of another unit (directory units only). */
  readonly called: boolean;
  /** The files of the directories in the scan that this one calls as modules, directly or through others, by directory. */
  readonly modules?: ReadonlyMap<string, readonly Source[]>;
  /** Of those directories, the ones that Terraform installed, by the names of the calls that lead to them from here: `vpc`, `app.vpc`. */
  readonly installed?: ReadonlyMap<string, string>;
  /** Values for variables that were given with the command, the later one winning. */
  readonly variables?: readonly GivenVariables[];
  /**
   * Set when the unit is asked about a plan that may have been made of it (directory units only): it is then a root module with these
   * inputs and no others, every declaration has one instance at least, and the result says what is declared.
   */
  readonly planned?: readonly PlannedVariable[];
  /** The other files below the scan root, for texts that name them. Without it whatever they name is unknown. */
  readonly files?: Files;
  /** The rest of the scan, for what a text needs of files that it does not name. Without it that is unknown. */
  readonly neighbours?: Neighbours;
  /** The judge for syntax errors (DESIGN section 4), loaded only when it is asked; injected, because parsers load no wasm. */
  readonly judge?: SyntaxJudge;
}

/**
 * What stands below the scan root, for parsers whose texts name other files (`file()`, `Fn::Include`, `TemplateURL`). Paths are
 * relative to the root, with forward slashes; `..` may lead up, but never out. Links are followed as long as they stay inside.
 * Nothing throws, and nothing outside the root is ever opened.
 */
export interface Files {
  readonly read: (path: string) => Promise<FileRead>;
  /** The names in a directory, sorted; undefined when it is none, or lies outside. */
  readonly list: (dir: string) => Promise<readonly FileEntry[] | undefined>;
  /** The paths of all files that a scan of the root looks at, sorted. They are looked for when they are asked for. */
  readonly paths?: () => Promise<readonly string[]>;
}

/**
 * The files of the scan; where a part of a project is scanned, also the others below its root that no ignore rule excludes. Nothing is looked
 * at before somebody asks, and every file once for all who ask.
 */
export interface Neighbours {
  /** Paths of the files, sorted, in which one of the texts that parsers share occurs; `complete` is false when there is too much to look through. */
  readonly containing: (shared: string) => Promise<{ readonly paths: readonly string[]; readonly complete: boolean }>;
}

/** `missing`: nothing stands there. `refused`: something does, or would, but it is not read; why is a plain sentence about the file. */
export type FileRead =
  | { readonly state: "text"; readonly source: Source }
  | { readonly state: "missing" }
  | { readonly state: "refused"; readonly kind: ProblemKind; readonly why: string };

/** `elsewhere`: a link that leads out of the root, in a circle or nowhere, or nothing regular; it is never opened. */
export interface FileEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "elsewhere";
}

/** One `--var` or `--var-file`. */
export type GivenVariables = { readonly kind: "value"; readonly name: string; readonly text: string } | { readonly kind: "file"; readonly source: Source };

/** What a plan holds for a variable of its root module: JSON in the plan's text; undefined where it is for nobody's eyes. */
export interface PlannedVariable {
  readonly name: string;
  readonly value: Place | undefined;
}

/** What a plan says of the code that it was made of, so that this can be found among the sources. */
export interface PlanOutline {
  readonly shape: "plan" | "state";
  /** Resources and module calls by their addresses without instance keys (`module.a.aws_instance.web`, `module.a`): those of the code, of a state those that exist. */
  readonly declared: ReadonlySet<string>;
  readonly variables: readonly PlannedVariable[];
  /** False when everything in the plan is known before apply. */
  readonly mayHoldUnknowns: boolean;
  /** By the address of each resource of the result, for each of its scenarios. */
  readonly code: ReadonlyMap<string, readonly PlannedCode[]>;
}

/** What of a planned scenario its settings alone do not tell. */
export interface PlannedCode {
  /** The settings that are written where the plan shows it; blocks made by `dynamic` are not shown. */
  readonly written: ReadonlySet<SettingName>;
  /** The settings that are marked as sensitive. */
  readonly secret: ReadonlySet<SettingName>;
}

/** Where something is declared; what an installed module declares stands at the user's call. */
export interface Declaration {
  readonly at: Place;
  /** A module call behind which nobody could look. */
  readonly isHidden: boolean;
}

/** HashiCorp's own parser's word on a file that ours found faulty: undefined when it accepts the text, else its diagnostics. */
export type SyntaxJudge = (source: Source) => Promise<readonly { readonly message: string; readonly line: number; readonly column: number }[] | undefined>;

/** What a module declares about the account it launches into; `src/effective` derives `account` resources from it. */
export interface RootModule {
  /** The evidence: a backend, a configured provider, a lock file, tfvars. */
  readonly evidence: Place;
}

export interface ParseResult {
  /** Whether any source was of this parser's format: a YAML file that is no template is not, and counts as skipped. */
  readonly recognised: boolean;
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  /** Set when the unit is a root module: account defaults are then expected in it. */
  readonly root?: RootModule;
  /** Other files of the scan root that were judged as parts of this unit, with what it gives them: they are not judged again by themselves. */
  readonly through?: readonly string[];
  /** Other files of the scan root that were judged as parts of this unit because its addresses end like their paths: they may be launched by themselves, too. */
  readonly taken?: readonly string[];
  /** Other files of the scan root of which something was brought into this unit, but perhaps not all: what was, is not judged again by itself. */
  readonly included?: readonly string[];
  /** What this unit launches machines with and nobody could look into: templates behind addresses. */
  readonly unfollowed?: readonly string[];
  /** What the unit declares, when it was asked about a plan: resources and module calls by their addresses without instance keys. */
  readonly declared?: ReadonlyMap<string, Declaration>;
  /** Set for a plan or state. */
  readonly outline?: PlanOutline;
}

/** A parser is pure: it reads no files, never throws on bad input, and says `absent` instead of inventing defaults. */
export interface Parser {
  readonly parse: (unit: Unit) => ParseResult | Promise<ParseResult>;
}

/** One row of the registry. A unit in whose sources none of the hints occurs is never parsed. */
export interface ParserEntry {
  readonly id: string;
  readonly unit: "file" | "directory";
  /** Whether the file, by its name alone, may belong to this format. */
  readonly files: (path: string) => boolean;
  readonly hints: readonly string[];
  /** Texts in files of this format by which units elsewhere find what they need: `Unit.neighbours` knows no others. */
  readonly shares?: readonly string[];
  /** Set for a format whose files bring in others of the same format: hints of those that do. */
  readonly callers?: readonly string[];
  /** The file of the same directory that is not read when this one is there; undefined when there is none such. */
  readonly hides?: (path: string) => string | undefined;
  /** Set for a parser that makes no tree of the text, and so can be given texts of hundreds of megabytes. */
  readonly inPlace?: true;
  readonly load: () => Promise<Parser>;
}
