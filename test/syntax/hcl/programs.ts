import fc from "fast-check";

/**
 * HCL programs as text. Most are valid; where a rule spans parts (no name twice, no line break outside of brackets)
 * the parts are put together carelessly, for the parsers have to agree on what is wrong, too.
 */
const names = fc.constantFrom("a", "b1", "c_d", "with-dash", "_", "été", "名前", "for", "in", "if", "else", "true", "false", "null", "each", "endif");
const gaps = fc.oneof({ weight: 8, arbitrary: fc.constantFrom("", " ") }, { weight: 1, arbitrary: fc.constantFrom("  ", "\t", " /* c */ ", "/* \n */") });
const breaks = fc.oneof({ weight: 6, arbitrary: gaps }, { weight: 1, arbitrary: fc.constantFrom("\n", "\r\n", " # c\n", "\n\n  ", " // \"\n") });
const numbers = fc.constantFrom("0", "1", "42", "007", "1.5", "1.50", "0.001", "1e3", "2.5E-2", "1e+2", "1.e1", "123456789012345678901");
const letters = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "bc", " ", "  ", "d e", "é", "😀", "#", "//", "/*", "'", "-", "{", "}", "0", "~", "EOT", "e\u0301") },
  { weight: 2, arbitrary: fc.constantFrom("$", "%", "$$", "%%", "$${", "%%{", "$$${", "$%", "%$${") },
);
const escapes = fc.constantFrom("\\n", "\\t", '\\"', "\\\\", "\\r", "\\u00e9", "\\U0001F600");

function joined(...parts: readonly (fc.Arbitrary<string> | string)[]): fc.Arbitrary<string> {
  return fc.tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part))).map((texts) => texts.join(""));
}

function many(item: fc.Arbitrary<string>, separator: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> {
  return fc.array(fc.tuple(item, separator), { maxLength: most }).map((pairs) => pairs.map(([text, after], index) => (index === pairs.length - 1 ? text : text + after)).join(""));
}

type Grammar = Record<"expression" | "term" | "template" | "heredoc" | "part" | "line" | "step" | "entry" | "item" | "body", string>;

const { expression, body } = fc.letrec<Grammar>((tie) => {
  const inner = tie("expression");
  const open = fc.constantFrom("${", "${", "${~", "${ ");
  const shut = fc.constantFrom("}", "}", "~}", " }");
  const directive = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => joined(fc.constantFrom("%{", "%{~", "%{ "), text, shut);
  const forNames = fc.oneof(names, joined(names, gaps, ",", gaps, names));
  const sequence = (content: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 4, arbitrary: joined(open, inner, shut) },
      { weight: 1, arbitrary: joined(directive(joined("if ", inner)), content, directive(fc.constant("endif"))) },
      { weight: 1, arbitrary: joined(directive(joined("if ", inner)), content, directive(fc.constant("else")), content, directive(fc.constant("endif"))) },
      { weight: 1, arbitrary: joined(directive(joined("for ", forNames, " in ", inner)), content, directive(fc.constant("endfor"))) },
    );
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 6, arbitrary: tie("term") },
      { weight: 2, arbitrary: joined(tie("term"), tie("step"), fc.oneof(fc.constant(""), tie("step"))) },
      { weight: 2, arbitrary: joined(inner, gaps, fc.constantFrom("+", "-", "*", "/", "%", "&&", "||", "==", "!=", "<", "<=", ">", ">="), fc.constantFrom(" ", " ", ""), inner) },
      { weight: 1, arbitrary: joined(fc.constantFrom("-", "!", "- "), inner) },
      { weight: 1, arbitrary: joined(inner, gaps, "?", gaps, inner, gaps, " : ", gaps, inner) },
    ),
    term: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 5, arbitrary: names },
      { weight: 3, arbitrary: numbers },
      { weight: 4, arbitrary: tie("template") },
      { weight: 1, arbitrary: tie("heredoc") },
      { weight: 1, arbitrary: joined("(", breaks, inner, breaks, ")") },
      { weight: 1, arbitrary: joined("[", breaks, many(joined(inner, breaks), joined(",", breaks), 3), fc.constantFrom("", ","), breaks, "]") },
      { weight: 2, arbitrary: joined("{", breaks, many(tie("entry"), joined(fc.constantFrom(",", "\n", ",\n", " # c\n"), breaks), 3), fc.constantFrom("", ",", "\n"), "}") },
      { weight: 1, arbitrary: joined(fc.constantFrom("f", "g-h", "a::b", "true", "x :: y"), fc.constantFrom("(", " ("), breaks, many(joined(inner, breaks), joined(",", breaks), 3), fc.constantFrom("", ",", "..."), breaks, ")") },
      { weight: 1, arbitrary: joined("[", breaks, "for ", forNames, " in ", inner, breaks, ":", breaks, inner, breaks, fc.oneof(fc.constant(""), joined(" if ", inner)), "]") },
      { weight: 1, arbitrary: joined("{", breaks, "for ", forNames, " in ", inner, breaks, ":", breaks, inner, breaks, "=>", inner, fc.constantFrom("", "...", " ... "), fc.oneof(fc.constant(""), joined(" if ", inner)), "}") },
    ),
    step: fc.oneof(
      { depthSize: "small" },
      { weight: 4, arbitrary: joined(fc.constantFrom(".", " . "), names) },
      { weight: 1, arbitrary: joined(".", numbers) },
      { weight: 1, arbitrary: fc.constantFrom(".*", "[*]", "[*].a", ".*.a.0", "[ * ]") },
      { weight: 2, arbitrary: joined("[", breaks, inner, breaks, "]") },
    ),
    entry: joined(fc.oneof({ weight: 4, arbitrary: names }, { weight: 1, arbitrary: inner }), gaps, fc.constantFrom("=", ":", " = "), gaps, inner),
    template: joined('"', fc.array(fc.oneof({ depthSize: "small" }, { weight: 4, arbitrary: fc.oneof(letters, escapes) }, { weight: 1, arbitrary: tie("part") }), { maxLength: 5 }).map((parts) => parts.join("")), '"'),
    part: sequence(fc.oneof({ depthSize: "small" }, letters, escapes, tie("part"))),
    line: joined(fc.constantFrom("", "", "  ", "    ", "\t"), fc.array(fc.oneof({ depthSize: "small" }, { weight: 3, arbitrary: letters }, { weight: 1, arbitrary: sequence(fc.oneof(letters, fc.constant("\n"), tie("line"))) }), { maxLength: 3 }).map((parts) => parts.join("")), fc.constantFrom("\n", "\n", "\n", "\r\n", "  \n")),
    heredoc: fc
      .tuple(fc.constantFrom("<<", "<<-"), fc.constantFrom("EOT", "E-1", "été"), fc.array(tie("line"), { maxLength: 5 }), fc.constantFrom("", "", "  ", "\t"), fc.constantFrom("", "", " "))
      .map(([opener, marker, lines, before, after]) => `${opener}${marker}\n${lines.join("")}${before}${marker}${after}\n`),
    item: fc.oneof(
      { depthSize: "small" },
      { weight: 4, arbitrary: joined(names, fc.integer({ min: 0, max: 99 }).map(String), gaps, "=", gaps, inner, gaps) },
      { weight: 1, arbitrary: joined(names, gaps, "=", gaps, inner) },
      { weight: 2, arbitrary: joined(names, " ", fc.array(fc.oneof(names, joined('"', letters, '"')), { maxLength: 2 }).map((labels) => labels.join(" ")), " {\n", tie("body"), "}") },
      { weight: 1, arbitrary: joined(names, " {", gaps, fc.oneof(fc.constant(""), joined(names, "=", inner)), gaps, "}") },
      { weight: 1, arbitrary: fc.constantFrom("# comment ${", "// comment \"", "/* comment */", "") },
    ),
    body: fc.array(joined(fc.constantFrom("", "  ", "\t"), tie("item"), fc.constantFrom("\n", "\n", "\r\n", " # c\n", "\n\n")), { maxLength: 5 }).map((items) => items.join("")),
  };
});

/** Programs that are valid more often than not. */
export const programs: fc.Arbitrary<string> = fc.oneof({ weight: 4, arbitrary: joined(fc.constantFrom("", "", "", "\uFEFF"), body) }, { weight: 1, arbitrary: expression.map((text) => `x = ${text}\n`) });

const debris = fc.constantFrom('"', "${", "%{", "}", "{", "[", "]", "(", ")", "\n", "\r", "<<E\n", "E\n", "/*", "*/", "#", ",", ".", "...", "=", "=>", "::", ":", "?", "~}", "\\", "'", ";", "&", "\u2028", "0", ".0", "*", "for ", " if ", "a", " ", "\u0000", "<<-E\n", "%{ endif }", "a = 1\n", "a {\n");

type Edit = readonly [at: number, removed: number, inserted: string];

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(fc.tuple(fc.nat(10_000), fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 })), fc.oneof(fc.constant(""), debris)), { minLength: 1, maxLength: 3 });

/** Whole characters are edited, so that no half of a pair is left. */
function edited(text: string, all: readonly Edit[]): string {
  const characters = Array.from(text);
  for (const [at, removed, inserted] of all) characters.splice(at % (characters.length + 1), removed, ...Array.from(inserted));
  return characters.join("");
}

/** Programs with something removed or put in: mostly broken. */
export const brokenPrograms: fc.Arbitrary<string> = fc.tuple(programs, edits).map(([text, all]) => edited(text, all));
