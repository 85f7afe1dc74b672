import type { Matches } from "./node.ts";

export function only(codePoint: number, fold: boolean): Matches {
  if (!fold) return (given) => given === codePoint;
  const forms = caseForms(codePoint);
  return (given) => given === codePoint || forms.has(given);
}

export function range(from: number, to: number): Matches {
  return (given) => given >= from && given <= to;
}

export function anyOf(classes: readonly Matches[]): Matches {
  return (given) => classes.some((matches) => matches(given));
}

export function not(matches: Matches): Matches {
  return (given) => !matches(given);
}

/** A class that takes the other case of its members too. */
export function folded(matches: Matches): Matches {
  return (given) => matches(given) || [...caseForms(given)].some(matches);
}

function caseForms(codePoint: number): ReadonlySet<number> {
  const text = String.fromCodePoint(codePoint);
  return new Set([text.toLowerCase(), text.toUpperCase()].flatMap((form) => (Array.from(form).length === 1 ? [form.codePointAt(0) ?? codePoint] : [])));
}

const asciiClasses: ReadonlyMap<string, RegExp> = new Map([
  ["alnum", /[0-9A-Za-z]/],
  ["alpha", /[A-Za-z]/],
  ["ascii", /[\0-\x7f]/],
  ["blank", /[\t ]/],
  ["cntrl", /(?![\x80-\x9f])\p{Cc}/u],
  ["digit", /[0-9]/],
  ["graph", /[!-~]/],
  ["lower", /[a-z]/],
  ["print", /[ -~]/],
  ["punct", /[!-/:-@[-`{-~]/],
  ["space", /[\t\n\v\f\r ]/],
  ["upper", /[A-Z]/],
  ["word", /[0-9A-Za-z_]/],
  ["xdigit", /[0-9A-Fa-f]/],
]);

/** `[:alpha:]`, or undefined when there is no class of that name. */
export function asciiClass(name: string): Matches | undefined {
  const pattern = asciiClasses.get(name);
  return pattern && testing(pattern);
}

const perlClasses: ReadonlyMap<string, RegExp> = new Map([
  ["d", /[0-9]/],
  ["s", /[\t\n\f\r ]/],
  ["w", /[0-9A-Za-z_]/],
]);

/** `\d`, `\S`, ...; undefined for every other letter. */
export function perlClass(letter: string): Matches | undefined {
  const pattern = perlClasses.get(letter.toLowerCase());
  if (pattern === undefined) return undefined;
  const matches = testing(pattern);
  return letter === letter.toLowerCase() ? matches : not(matches);
}

/** `\p{Greek}` and `\pL`: a general category or a script; undefined when there is none of that name. */
export function unicodeClass(name: string): Matches | undefined {
  if (name === "Any") return () => true;
  if (!/^[A-Za-z_]+$/.test(name)) return undefined;
  for (const property of [name, `Script=${name}`]) {
    // Whole words are properties of other kinds (`Alphabetic`), which Go does not know.
    if (property === name && !/^[A-Z][a-z]?$/.test(name)) continue;
    try {
      return testing(new RegExp(`^\\p{${property}}$`, "u"));
    } catch {
      // Not a property of this kind: the next kind may have it.
      continue;
    }
  }
  return undefined;
}

function testing(pattern: RegExp): Matches {
  return (given) => pattern.test(String.fromCodePoint(given));
}
