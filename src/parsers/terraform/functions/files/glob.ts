import { isRefused, refuse, type Refused } from "../refusal.ts";

/** Steps that the matching of names may still take; shared by a whole unit, because patterns are hostile. */
export interface Work {
  left: number;
}

export const tooMuchWork = "the pattern takes too long";

/** Patterns longer than this are refused work: matching recurses by their length. */
export const longestPattern = 1_000;

/**
 * Whether one component of a path pattern matches a name, as the library that Terraform's `fileset` uses decides it:
 * https://pkg.go.dev/github.com/bmatcuk/doublestar@v1.1.5#Match. Hidden names are names like all others.
 */
export function matchComponent(pattern: string, name: string, work: Work): boolean | Refused {
  return match(Array.from(pattern), 0, Array.from(name), 0, work);
}

function match(pattern: readonly string[], patternStart: number, name: readonly string[], nameStart: number, work: Work): boolean | Refused {
  let at = patternStart;
  let here = nameStart;
  if (at >= pattern.length || here >= name.length) return (at >= pattern.length && here >= name.length) || isStar(pattern, at);
  while (at < pattern.length && here < name.length) {
    if (work.left-- <= 0) return refuse(tooMuchWork);
    switch (pattern[at]) {
      case "*":
        return at + 1 >= pattern.length || matchRest(pattern, at + 1, name, here, work);
      case "{":
        return matchChoice(pattern, at + 1, name, here, work);
      case "[": {
        const end = indexOf(pattern, "]", at + 1);
        if (end < 0) return refuse("the pattern has a [ without ]");
        const inClass = matchClass(pattern.slice(at + 1, end), name[here] ?? "");
        if (inClass !== true) return inClass;
        at = end;
        break;
      }
      case "\\":
        at++;
        if (at >= pattern.length) return refuse("the pattern ends in a backslash");
        if (pattern[at] !== name[here]) return false;
        break;
      case "?":
        break;
      default:
        if (pattern[at] !== name[here]) return false;
    }
    at++;
    here++;
  }
  return here >= name.length && (at >= pattern.length || isStar(pattern, at) || (pattern.length === at + 2 && pattern[at] === "*" && pattern[at + 1] === "*"));
}

function isStar(pattern: readonly string[], at: number): boolean {
  return pattern.length === at + 1 && pattern[at] === "*";
}

/** What follows a star, at every place of the name; a faulty rest only fails to match here. */
function matchRest(pattern: readonly string[], at: number, name: readonly string[], from: number, work: Work): boolean | Refused {
  for (let here = from; here < name.length; here++) {
    if (match(pattern, at, name, here, work) === true) return true;
    if (work.left <= 0) return refuse(tooMuchWork);
  }
  return false;
}

/** `{a,b}`: they are not nested. */
function matchChoice(pattern: readonly string[], from: number, name: readonly string[], here: number, work: Work): boolean | Refused {
  const end = indexOf(pattern, "}", from);
  if (end < 0) return refuse("the pattern has a { without }");
  const rest = pattern.slice(end + 1);
  for (let start = from; start <= end; ) {
    const comma = indexOf(pattern.slice(0, end), ",", start);
    const stop = comma < 0 ? end : comma;
    const outcome = match([...pattern.slice(start, stop), ...rest], 0, name, here, work);
    if (outcome !== false) return outcome;
    start = stop + 1;
  }
  return false;
}

function matchClass(members: readonly string[], character: string): boolean | Refused {
  const negated = members[0] === "^";
  let at = negated ? 1 : 0;
  let found = false;
  if (members.length === 0) return refuse("the pattern has an empty class");
  while (at < members.length) {
    const low = readMember(members, at);
    if (isRefused(low)) return low;
    at = low.next;
    let high = low;
    if (members[at] === "-") {
      const second = readMember(members, at + 1);
      if (isRefused(second)) return second;
      high = second;
      at = second.next;
    }
    if (codeOf(low.character) <= codeOf(character) && codeOf(character) <= codeOf(high.character)) found = true;
  }
  return found !== negated;
}

function readMember(members: readonly string[], at: number): { readonly character: string; readonly next: number } | Refused {
  const escaped = members[at] === "\\";
  const character = members[escaped ? at + 1 : at];
  if (character === undefined || (character === "-" && !escaped)) return refuse("the pattern has a class that is wrong");
  return { character, next: escaped ? at + 2 : at + 1 };
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** The first place from which on a character stands without a backslash in front of it. */
function indexOf(pattern: readonly string[], character: string, from: number): number {
  for (let at = from; at < pattern.length; at++) {
    if (pattern[at] === character && (at === from || pattern[at - 1] !== "\\")) return at;
  }
  return -1;
}
