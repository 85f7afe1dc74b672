/**
 * The architecture as forbidden imports; docs/architecture.md draws it. `npm run check` enforces it.
 * @type {import("dependency-cruiser").IConfiguration}
 */
function layer(name, allowed) {
  return {
    name: `${name}-imports`,
    severity: "error",
    from: { path: `^src/${name}/` },
    to: { path: "^src/", pathNot: [name, ...allowed].map((folder) => `^src/${folder}/`) },
  };
}

export default {
  forbidden: [
    { ...layer("model", []), comment: "The model is what everybody speaks; it knows nobody." },
    { ...layer("syntax", ["model"]), comment: "Syntax readers know text and spans, no formats." },
    { ...layer("resource-types", ["model"]), comment: "What the resource types of Terraform's AWS providers and of CloudFormation mean, for every parser that meets them; they know no syntax." },
    { ...layer("parsers", ["resource-types", "syntax", "model"]), comment: "A parser turns trees into resources and knows neither files nor rules." },
    { ...layer("effective", ["model"]), comment: "Precedence is about resources, whatever format they came from." },
    { ...layer("rules", ["model"]), comment: "Rules see effective settings only." },
    { ...layer("config", ["model", "rules"]), comment: "The configuration file names rules, Regions and paths." },
    { ...layer("scan", ["parsers", "syntax", "effective", "rules", "model", "config"]), comment: "The pipeline; the only place where the stages meet." },
    { ...layer("report", ["model"]), comment: "Reporters are pure over plain data." },
    { ...layer("action", ["cli", "report", "model"]), comment: "The GitHub Action is a caller of the command line." },
    {
      name: "parsers-stand-alone",
      severity: "error",
      comment: "One parser never imports another: formats meet in the model.",
      from: { path: "^src/parsers/([^/]+)/" },
      to: { path: "^src/parsers/[^/]+/", pathNot: "^src/parsers/$1/" },
    },
    {
      name: "fs-in-few-places",
      severity: "error",
      comment: "Scanned input decides what is parsed, never what is read: only these modules open files.",
      from: { path: "^src/", pathNot: "^src/(scan/files|config/|rules/load|cli/|action/|audit/|syntax/hcl/judge)" },
      to: { path: "^(node:)?fs(/promises)?$" },
    },
    {
      name: "no-network-no-processes",
      severity: "error",
      comment: "imdslint opens no connection and starts no program.",
      from: { path: "^src/" },
      to: { path: "^(node:)?(http|https|http2|net|tls|dgram|dns|child_process|cluster|vm|inspector)$" },
    },
    {
      name: "cfn-include-in-its-box",
      severity: "error",
      comment: "cfn-include opens files and connections where it can: only the worker's own bundle, which replaces those modules, holds it.",
      from: { path: "^src/", pathNot: "^src/parsers/cloudformation/include/box/" },
      to: { path: "(node_modules/(cfn-include|lodash|jmespath)/|^src/parsers/cloudformation/include/box/(worker|outside|bounds))" },
    },
    { name: "no-cycles", severity: "error", comment: "Cycles hide the layers.", from: { path: "^src/" }, to: { circular: true } },
    { name: "no-tests-in-src", severity: "error", comment: "The product does not know its tests.", from: { path: "^src/" }, to: { path: "^(test|bench|tools|fixtures)/" } },
    {
      name: "lazy-heavy-packages",
      severity: "error",
      comment: "These cost start-up time (docs/performance.md): only behind import().",
      from: { path: "^src/" },
      to: { path: "node_modules/(yaml|ajv|ajv-formats|chalk|ignore|@cdktf|@cdktn|jsonc-parser|re2js|@microsoft/sarif)/", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
