import "./chunk-R7APFQ6S.js";

// src/rules/page.ts
var formatNames = {
  terraform: "Terraform",
  cloudformation: "CloudFormation",
  "launch-template-json": "Launch template JSON"
};
var languages = { terraform: "hcl", cloudformation: "yaml", "launch-template-json": "json" };
function ruleMarkdown(rule, options) {
  const head = `# ${rule.id}

${rule.title}.
`;
  return [head, ...sectionsOf(rule, options).map(markdownSection)].join("\n");
}
function ruleText(rule, options) {
  const head = `${rule.id}: ${rule.title}
`;
  return [head, ...sectionsOf(rule, options).map(textSection)].join("\n");
}
function sectionsOf(rule, options) {
  const sections = [
    { heading: "At a glance", blocks: [{ kind: "list", items: facts(rule) }] },
    { heading: "Why", blocks: [{ kind: "prose", text: unwrap(rule.why) }] },
    { heading: "How to fix it", blocks: fixes(rule).map((text) => ({ kind: "prose", text })) },
    ...options.examples ? exampleSections(rule, options) : [],
    { heading: "References", blocks: [{ kind: "list", items: rule.references }] }
  ];
  return sections.filter((section) => section.blocks.some((block) => block.kind !== "list" || block.items.length > 0));
}
function facts(rule) {
  const parameters = Object.entries(rule.parameters ?? {}).map(
    ([name, { default: value, minimum, maximum, description }]) => `parameter \`${name}\` (${minimum} to ${maximum}, default ${value}): ${description}`
  );
  const mappings = Object.entries(rule.mappings).map(([catalogue, ids]) => `${catalogue}: ${ids.join(", ")}`);
  return [`severity: ${rule.severity}`, `looks at: ${rule.kinds.join(", ")}`, ...parameters, ...mappings];
}
function fixes(rule) {
  const byFormat = formatsOf(rule.fix).map((format) => `${formatNames[format]}: ${general(rule.fix[format] ?? "", rule)}`);
  const byType = Object.entries(rule.fixByType ?? {}).map(([type, text]) => `\`${type}\`: ${general(text, rule)}`);
  return [...byFormat, ...byType];
}
function general(text, rule) {
  const parameters = Object.entries(rule.parameters ?? {});
  const filled = parameters.reduce((result, [name, parameter]) => result.replaceAll(`{param.${name}}`, String(parameter.default)), text);
  return unwrap(filled.replaceAll("{address}", "the resource").replaceAll("{type}", "TYPE"));
}
function exampleSections(rule, options) {
  return formatsOf(rule.examples).map((format) => {
    const { bad, good } = rule.examples[format] ?? { bad: [], good: [] };
    const code = (text) => ({ kind: "code", language: languages[format], text: text.trimEnd() });
    const reported = bad.flatMap((text, index) => {
      const output = options.output?.(format, index);
      return [code(text), ...output === void 0 ? [] : [{ kind: "code", language: "text", text: output.trimEnd() }]];
    });
    return { heading: `${formatNames[format]} examples`, blocks: [{ kind: "prose", text: "Reported:" }, ...reported, { kind: "prose", text: "Accepted:" }, ...good.map(code)] };
  });
}
function formatsOf(record) {
  return ["terraform", "cloudformation", "launch-template-json"].filter((format) => record[format] !== void 0);
}
function unwrap(text) {
  return text.trim().split(/\n[ \t]*\n/).map((paragraph) => /^( {4}|\t|[-*>|] |\d+\. |```)/m.test(paragraph) ? paragraph.trimEnd() : paragraph.replace(/\s+/g, " ").trim()).join("\n\n");
}
function markdownSection({ heading, blocks }) {
  return [`## ${heading}
`, ...blocks.map((block) => `${markdownBlock(block)}
`)].join("\n");
}
function markdownBlock(block) {
  switch (block.kind) {
    case "prose":
      return block.text;
    case "list":
      return block.items.map((item) => `- ${item.startsWith("https://") ? `<${item}>` : item}`).join("\n");
    case "code":
      return `\`\`\`${block.language}
${block.text}
\`\`\``;
  }
}
function textSection({ heading, blocks }) {
  return [`${heading}
`, ...blocks.map((block) => `${textBlock(block)}
`)].join("\n");
}
var textWidth = 96;
function textBlock(block) {
  switch (block.kind) {
    case "prose":
      return block.text.split("\n\n").map((paragraph) => paragraph.includes("\n") ? paragraph.replace(/^(?=.)/gm, "  ") : wrap(paragraph, "  ", "  ")).join("\n\n");
    case "list":
      return block.items.map((item) => wrap(item.replaceAll("`", ""), "  - ", "    ")).join("\n");
    case "code":
      return block.text.replace(/^(?=.)/gm, "      ");
  }
}
function wrap(text, first, rest) {
  const lines = [];
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
export {
  ruleMarkdown,
  ruleText
};
