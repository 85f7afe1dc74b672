/**
 * How the origin of every key travels through cfn-include, which knows no positions: each map has one more key, under which a map
 * with the same keys holds their numbers. cfn-include copies, renames and merges it like everything else, so that the two stay alike.
 */
export interface Hidden {
  /** The key of the map of numbers. */
  readonly key: string;
  /** Among the numbers: that of the map itself, and in the argument of an include that of the include. */
  readonly self: string;
  readonly include: string;
  /** The key that says: more may stand in this map. Its value is the number of the refusal. */
  readonly open: string;
  /** A text that holds one of these is not known; the group is the number of the refusal. */
  readonly mark: RegExp;
  readonly markOf: (refusal: number) => string;
}

/** `secret` consists of lower-case letters and digits: changes of case must not harm it. */
export function hiddenBy(secret: string): Hidden {
  const key = `\u0000${secret}`;
  return {
    key,
    self: `${key}self`,
    include: `${key}include`,
    open: `${key}open`,
    mark: new RegExp(`\u0001${secret}:(\\d+)\u0001`),
    markOf: (refusal) => `\u0001${secret}:${refusal}\u0001`,
  };
}

/** The functions of cfn-include. `Fn::Length` is also one of CloudFormation's own. https://github.com/monken/cfn-include */
export const includeFunctions: ReadonlySet<string> = new Set(
  ["Include", "Map", "Length", "Flatten", "Merge", "DeepMerge", "Stringify", "UpperCamelCase", "LowerCamelCase", "GetEnv", "Outputs", "Sequence"].map((name) => `Fn::${name}`),
);

/** The placeholders of Fn::Map: plain words, and the dollar sign of cfn-include's manual. It makes regular expressions of them as they are. */
export const placeholder = /^(?:\w{1,100}|\$)$/;

/** A list of more elements than any template has resources, mappings or rules. */
export const longestSequence = 10_000;
