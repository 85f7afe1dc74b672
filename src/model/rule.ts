import type { Kind } from "./resource.ts";
import type { Layer, Severity } from "./finding.ts";
import type { Format, Scalar, SettingName } from "./setting.ts";

/**
 * A condition over one scenario's effective settings, one flat object: exactly one of `all`, `any`, `not` or `setting`;
 * `setting` comes with exactly one of `is`, `above`, `set` or `layer`. Kept flat so that a typo is one schema error.
 */
export interface RuleCondition {
  readonly all?: readonly RuleCondition[];
  readonly any?: readonly RuleCondition[];
  readonly not?: RuleCondition;
  readonly setting?: SettingName;
  /** The value equals this one; letter case counts, as it does for AWS. */
  readonly is?: Scalar;
  /** The value is a number (or a numeric string) above this one; a string names a parameter of the rule. */
  readonly above?: number | string;
  /** Something that was scanned, or a fact the user supplied, sets it; AWS's own default does not count. */
  readonly set?: boolean;
  /** Who decides the value. */
  readonly layer?: Layer;
}

/** A message or fix with placeholders: `{address}`, `{type}`, `{template}` (the launch template), `{httpTokens}` (value), `{httpTokens.name}` (spelling), `{httpTokens.why}`, `{httpTokens.layer}`, `{param.max}`. */
export interface RuleMessage {
  /** Only for these kinds of the rule's kinds. */
  readonly kinds?: readonly Kind[];
  readonly when?: RuleCondition;
  readonly text: string;
}

export interface RuleParameter {
  readonly type: "integer";
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly description: string;
}

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly kinds: readonly Kind[];
  readonly parameters?: Readonly<Record<string, RuleParameter>>;
  /** Describes the violation. */
  readonly when: RuleCondition;
  /** A guard under which there is no violation. An unknown guard never switches the rule off: the finding becomes conditional on it. */
  readonly unless?: RuleCondition;
  /** The setting that the primary location shows. */
  readonly at: SettingName;
  /** The first whose `when` is true; the last has none. */
  readonly message: readonly RuleMessage[];
  readonly why: string;
  readonly fix: Readonly<Partial<Record<Format, string>>>;
  /** What to do for one resource type (`aws_launch_configuration`), where it differs from the format's text. */
  readonly fixByType?: Readonly<Record<string, string>>;
  readonly references: readonly string[];
  readonly mappings: Readonly<Record<string, readonly string[]>>;
  readonly examples: Readonly<Partial<Record<Format, { readonly bad: readonly string[]; readonly good: readonly string[] }>>>;
}
