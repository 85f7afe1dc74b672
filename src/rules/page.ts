import type { Rule } from "../model/rule.ts";
import type { Format } from "../model/setting.ts";

export interface PageOptions {
  /** Whether the examples are shown. */
  readonly examples: boolean;
  /** What the tool prints for a bad example, when it was run. */
  readonly output?: (format: Format, example: number) => string | undefined;
}

type Block =
  | { readonly kind: "prose"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

const formatNames: Readonly<Record<Format, string>> = {
  terraform: "Terraform",
  cloudformation: "CloudFormation",
  "launch-template-json": "Launch template JSON",
};

const languages: Readonly<Record<Format, string>> = { terraform: "hcl", cloudformation: "yaml", "launch-template-json": "json" };

/** A rule's page in Markdown: docs/rules, and the help of SARIF rules. */
export function ruleMarkdown(rule: Rule, options: PageOptions): string {
  const head = `# ${rule.id}\n\n${rule.title}.\n`;
  return [head, ...sectionsOf(rule, options).map(markdownSection)].join("\n");
}

/** A rule's page for a terminal: `imdslint explain RULE`. */
export function ruleText(rule: Rule, options: PageOptions): string {
  const head = `${rule.id}: ${rule.title}\n`;
  return [head, ...sectionsOf(rule, options).map(textSection)].join("\n");
}

function sectionsOf(rule: Rule, options: PageOptions): readonly Section[] {
  const sections: readonly Section[] = [
    { heading: "At a glance", blocks: [{ kind: "list", items: facts(rule) }] },
    { heading: "Why", blocks: [{ kind: "prose", text: unwrap(rule.why) }] },
    { heading: "How to fix it", blocks: fixes(rule).map((text) => ({ kind: "prose", text })) },
    ...(options.examples ? exampleSections(rule, options) : []),
    { heading: "References", blocks: [{ kind: "list", items: rule.references }] },
  ];
  return sections.filter((section) => section.blocks.some((block) => block.kind !== "list" || block.items.length > 0));
}

function facts(rule: Rule): readonly string[] {
  const parameters = Object.entries(rule.parameters ?? {}).map(
    ([name, { default: value, minimum, maximum, description }]) => `parameter \`${name}\` (${minimum} to ${maximum}, default ${value}): ${description}`,
  );
  const mappings = Object.entries(rule.mappings).map(([catalogue, ids]) => `${catalogue}: ${ids.join(", ")}`);
  return [`severity: ${rule.severity}`, `looks at: ${rule.kinds.join(", ")}`, ...parameters, ...mappings];
}

/** The fixes of a rule speak of "the resource" where a report names one. */
function fixes(rule: Rule): readonly string[] {
  const byFormat = formatsOf(rule.fix).map((format) => `${formatNames[format]}: ${general(rule.fix[format] ?? "", rule)}`);
  const byType = Object.entries(rule.fixByType ?? {}).map(([type, text]) => `\`${type}\`: ${general(text, rule)}`);
  return [...byFormat, ...byType];
}

function general(text: string, rule: Rule): string {
  const parameters = Object.entries(rule.parameters ?? {});
  const filled = parameters.reduce((result, [name, parameter]) => result.replaceAll(`{param.${name}}`, String(parameter.default)), text);
  return unwrap(filled.replaceAll("{address}", "the resource").replaceAll("{type}", "TYPE"));
}

function exampleSections(rule: Rule, options: PageOptions): readonly Section[] {
  return formatsOf(rule.examples).map((format) => {
    const { bad, good } = rule.examples[format] ?? { bad: [], good: [] };
    const code = (text: string): Block => ({ kind: "code", language: languages[format], text: text.trimEnd() });
    const reported = bad.flatMap((text, index): readonly Block[] => {
      const output = options.output?.(format, index);
      return [code(text), ...(output === undefined ? [] : [{ kind: "code", language: "text", text: output.trimEnd() } as const])];
    });
    return { heading: `${formatNames[format]} examples`, blocks: [{ kind: "prose", text: "Reported:" }, ...reported, { kind: "prose", text: "Accepted:" }, ...good.map(code)] };
  });
}

function formatsOf(record: Readonly<Partial<Record<Format, unknown>>>): readonly Format[] {
  return (["terraform", "cloudformation", "launch-template-json"] as const).filter((format) => record[format] !== undefined);
}

/** Paragraphs on one line each: where lines break is the reader's matter. Lists, quotes and code keep theirs. */
function unwrap(text: string): string {
  return text
    .trim()
    .split(/\n[ \t]*\n/)
    .map((paragraph) => (/^( {4}|\t|[-*>|] |\d+\. |```)/m.test(paragraph) ? paragraph.trimEnd() : paragraph.replace(/\s+/g, " ").trim()))
    .join("\n\n");
}

function markdownSection({ heading, blocks }: Section): string {
  return [`## ${heading}\n`, ...blocks.map((block) => `${markdownBlock(block)}\n`)].join("\n");
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case "prose":
      return block.text;
    case "list":
      return block.items.map((item) => `- ${item.startsWith("https://") ? `<${item}>` : item}`).join("\n");
    case "code":
      return `\`\`\`${block.language}\n${block.text}\n\`\`\``;
  }
}

function textSection({ heading, blocks }: Section): string {
  return [`${heading}\n`, ...blocks.map((block) => `${textBlock(block)}\n`)].join("\n");
}

const textWidth = 96;

function textBlock(block: Block): string {
  switch (block.kind) {
    case "prose":
      return block.text
        .split("\n\n")
        .map((paragraph) => (paragraph.includes("\n") ? paragraph.replace(/^(?=.)/gm, "  ") : wrap(paragraph, "  ", "  ")))
        .join("\n\n");
    case "list":
      return block.items.map((item) => wrap(item.replaceAll("`", ""), "  - ", "    ")).join("\n");
    case "code":
      return block.text.replace(/^(?=.)/gm, "      ");
  }
}

/** Breaks at spaces; a longer word stays whole on its own line. */
function wrap(text: string, first: string, rest: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const indent = lines.length === 0 ? first : rest;
    if (line !== "" && indent.length + line.length + 1 + word.length > textWidth) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push((lines.length === 0 ? first : rest) + line);
  return lines.join("\n");
}
