/** The types that random expressions have; sequences and mappings hold one of the simple ones. */
type Kind = "number" | "string" | "bool" | "numbers" | "strings" | "map" | "objects";

/** Numbers from 0 to below 1, the same for the same seed: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Well-typed expressions, the same ones for the same seed; some of them Terraform refuses all the same, for their values. */
export function randomExpressions(seed: number, count: number): readonly string[] {
  const random = generator(seed);
  const kinds: readonly Kind[] = ["number", "string", "bool", "numbers", "strings", "map", "objects"];
  return Array.from({ length: count }, () => write(choose(kinds, random), 4, [], random));
}

function choose<T>(from: readonly T[], random: () => number): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error("there is nothing to choose from");
  return chosen;
}

/** A name that is in scope, and what it holds. */
interface Bound {
  readonly name: string;
  readonly kind: Kind;
}

type Write = (kind: Kind, bound?: readonly Bound[]) => string;

function write(kind: Kind, depth: number, bound: readonly Bound[], random: () => number): string {
  const inner: Write = (wanted, more = []) => write(wanted, depth - 1, [...bound, ...more], random);
  const names = bound.filter((each) => each.kind === kind);
  if (names.length > 0 && random() < 0.4) return choose(names, random).name;
  if (depth <= 0 || random() < 0.1) return choose(leaves[kind], random);
  const one = `v${bound.length}`;
  return choose(branches[kind], random)(inner, one);
}

const leaves: Readonly<Record<Kind, readonly string[]>> = {
  number: ["0", "1", "2", "-3", "0.5", "10", "1e3", "0.1", "var.count_of", "local.ports.http", "length(local.names)", "7 / 2", "\"4\""],
  string: ["\"\"", "\"a\"", "\"b-c\"", "\"10\"", "\"é\"", "\"A b\"", "var.text", "local.names[0]", "\"x,y,z\"", "12"],
  bool: ["true", "false", "var.flag", "\"true\"", "var.nothing == null"],
  numbers: ["[]", "[1]", "[3, 1, 2]", "range(3)", "[0.5, 1, 0.5]", "values(local.ports)", "values(var.numbers_by_name)"],
  strings: ["[]", "[\"a\"]", "[\"b\", \"a\", \"b\"]", "local.names", "var.texts", "tolist([\"x\", 1])", "split(\",\", \"q,w\")", "[\"\", \"z\"]"],
  map: ["{}", "{ a = 1 }", "{ b = 2, a = 1 }", "local.ports", "var.numbers_by_name", "tomap({ x = 5 })"],
  objects: ["[{ n = 1, s = \"x\" }]", "[{ n = 2, s = \"y\" }, { n = 1, s = \"x\" }]", "[]", "tolist([{ n = 3, s = \"z\" }])"],
};

type Branch = (inner: Write, name: string) => string;

/** What works for every type. */
function common(kind: Kind): readonly Branch[] {
  return [
    (inner) => `(${inner("bool")} ? ${inner(kind)} : ${inner(kind)})`,
    (inner) => `try(${inner(kind)}, ${inner(kind)})`,
    (inner) => `{ k = ${inner(kind)} }.k`,
    (inner) => `element([${inner(kind)}, ${inner(kind)}], ${inner("number")})`,
  ];
}

const branches: Readonly<Record<Kind, readonly Branch[]>> = {
  number: [
    ...common("number"),
    (inner) => `(${inner("number")} + ${inner("number")})`,
    (inner) => `(${inner("number")} - ${inner("number")})`,
    (inner) => `(${inner("number")} * ${inner("number")})`,
    (inner) => `(${inner("number")} / 4)`,
    (inner) => `(${inner("number")} % 3)`,
    (inner) => `-${inner("number").replace(/^-/, "")}`,
    (inner) => `length(${inner("strings")})`,
    (inner) => `length(${inner("string")})`,
    (inner) => `max(${inner("number")}, ${inner("number")})`,
    (inner) => `sum(concat(${inner("numbers")}, [${inner("number")}]))`,
    (inner) => `floor(${inner("number")})`,
    (inner) => `lookup(${inner("map")}, "a", ${inner("number")})`,
    (inner) => `try(tonumber(${inner("string")}), ${inner("number")})`,
    (inner) => `try(index(${inner("strings")}, ${inner("string")}), -1)`,
  ],
  string: [
    ...common("string"),
    (inner) => `"<\${${inner("string")}}-\${${inner("number")}}>"`,
    (inner) => `"%{ if ${inner("bool")} }\${${inner("string")}}%{ else }no%{ endif }"`,
    (inner, name) => `"%{ for ${name} in ${inner("strings")} }\${${inner("string", [{ name, kind: "string" }])}};%{ endfor }"`,
    (inner) => `upper(${inner("string")})`,
    (inner) => `join("+", ${inner("strings")})`,
    (inner) => `replace(${inner("string")}, "a", ${inner("string")})`,
    (inner) => `replace(${inner("string")}, "/[a-c]+/", "<$0>")`,
    (inner) => `substr(${inner("string")}, 0, 2)`,
    (inner) => `format("%s/%s/%v", ${inner("string")}, ${inner("number")}, ${inner("numbers")})`,
    (inner) => `jsonencode(${inner("map")})`,
    (inner) => `jsonencode({ l = ${inner("strings")}, n = ${inner("number")}, b = ${inner("bool")} })`,
    (inner) => `coalesce(${inner("string")}, "none")`,
    (inner) => `tostring(${inner("number")})`,
    (inner) => `trimprefix(${inner("string")}, "a")`,
  ],
  bool: [
    ...common("bool"),
    (inner) => `(${inner("bool")} && ${inner("bool")})`,
    (inner) => `(${inner("bool")} || ${inner("bool")})`,
    (inner) => `!${inner("bool")}`,
    (inner) => `(${inner("number")} < ${inner("number")})`,
    (inner) => `(${inner("string")} == ${inner("string")})`,
    (inner) => `(${inner("strings")} == ${inner("strings")})`,
    (inner) => `(${inner("map")} != ${inner("map")})`,
    (inner) => `contains(${inner("strings")}, ${inner("string")})`,
    (inner) => `can(tonumber(${inner("string")}))`,
    (inner) => `startswith(${inner("string")}, "a")`,
    (inner) => `anytrue([for v in ${inner("numbers")} : v > 1])`,
  ],
  numbers: [
    ...common("numbers"),
    (inner, name) => `[for ${name} in ${inner("numbers")} : ${inner("number", [{ name, kind: "number" }])}]`,
    (inner, name) => `[for ${name} in ${inner("numbers")} : ${name} if ${inner("bool", [{ name, kind: "number" }])}]`,
    (inner) => `[${inner("number")}, ${inner("number")}]`,
    (inner) => `concat(${inner("numbers")}, ${inner("numbers")})`,
    (inner) => `reverse(${inner("numbers")})`,
    (inner) => `tolist(toset(${inner("numbers")}))`,
    (inner) => `${inner("objects")}[*].n`,
    (inner) => `values(${inner("map")})`,
    (inner) => `slice(concat(${inner("numbers")}, [1, 2]), 0, 2)`,
  ],
  strings: [
    ...common("strings"),
    (inner, name) => `[for ${name} in ${inner("strings")} : ${inner("string", [{ name, kind: "string" }])}]`,
    (inner, name) => `[for i, ${name} in ${inner("strings")} : "\${i}\${${name}}"]`,
    (inner, name) => `[for ${name}, v in ${inner("map")} : ${inner("string", [{ name, kind: "string" }])}]`,
    (inner) => `[${inner("string")}, ${inner("string")}]`,
    (inner) => `distinct(${inner("strings")})`,
    (inner) => `sort(${inner("strings")})`,
    (inner) => `tolist(setunion(${inner("strings")}, ${inner("strings")}))`,
    (inner) => `compact(${inner("strings")})`,
    (inner) => `keys(${inner("map")})`,
    (inner) => `split("a", ${inner("string")})`,
    (inner) => `flatten([${inner("strings")}, [${inner("string")}]])`,
    (inner) => `${inner("objects")}[*].s`,
    (inner) => `regexall("[a-z]", ${inner("string")})`,
  ],
  map: [
    ...common("map"),
    (inner) => `merge(${inner("map")}, ${inner("map")})`,
    (inner) => `merge(${inner("map")}, { (${inner("string")}) = ${inner("number")} })`,
    (inner, name) => `{ for k, ${name} in ${inner("map")} : "\${k}x" => ${inner("number", [{ name, kind: "number" }])} }`,
    (inner, name) => `{ for ${name} in toset(${inner("strings")}) : ${name} => length(${name}) }`,
    (inner) => `zipmap(["p", "q"], [${inner("number")}, ${inner("number")}])`,
    (inner) => `tomap({ m = ${inner("number")} })`,
    (inner) => `jsondecode(jsonencode(${inner("map")}))`,
    (inner) => `{ for o in ${inner("objects")} : o.s => o.n... }`,
  ],
  objects: [
    ...common("objects"),
    (inner, name) => `[for ${name} in ${inner("numbers")} : { n = ${name}, s = ${inner("string")} }]`,
    (inner) => `concat(${inner("objects")}, [{ n = ${inner("number")}, s = ${inner("string")} }])`,
    (inner) => `[for o in ${inner("objects")} : merge(o, { n = ${inner("number")} })]`,
    (inner) => `tolist(toset([{ n = ${inner("number")}, s = ${inner("string")} }]))`,
  ],
};
