import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/**
 * Asks `terraform plan` which IMDS options it plans for the root modules in fixtures/oracles/plans, and writes the answers to
 * fixtures/oracles/terraform-plans.json. With names of modules as arguments only their answers are made anew. Needs `terraform` on
 * the PATH and, in TF_PLUGIN_MIRROR, a directory with the AWS provider in the layout of `terraform providers mirror`, unpacked.
 * Nothing is applied and no connection to AWS is made: the credentials are made up, and no module reads a data source before apply.
 * The plans of the modules in `kept` are stored as they are, for the tests of the plan parser.
 */
const modules = "fixtures/oracles/plans";
const answersFile = "fixtures/oracles/terraform-plans.json";
const plansFolder = "fixtures/parsers/terraform-plan";
const kept = new Set([
  "account-defaults",
  "autoscaling-module-style",
  "batch-environments",
  "beanstalk",
  "dynamic-map-lookup",
  "fleets",
  "image-looked-up",
  "images",
  "launch-configuration",
  "managed-services",
  "mixed-instances",
  "module-for-each",
  "no-block",
  "node-groups",
  "null-options",
  "provider-modules",
  "sensitive",
  "template-by-name",
  "template-for-each",
  "template-override",
  "template-through-module",
  "unknown-inputs",
  "unknown-through-module",
]);

/** The arguments that are IMDS options, in the block `metadata_options` or on the resource itself. */
const options = ["http_endpoint", "http_tokens", "http_put_response_hop_limit", "http_protocol_ipv6", "instance_metadata_tags"];
const ownOptions: Readonly<Record<string, readonly string[]>> = { aws_ec2_instance_metadata_defaults: options, aws_ami: ["imds_support"] };
const withBlock = ["aws_instance", "aws_spot_instance_request", "aws_launch_template", "aws_launch_configuration"];

/** What is planned for one resource: `block` says whether the options block is written; `computed` is what is known after apply. */
interface Answer {
  readonly block?: boolean;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly computed: readonly string[];
}

/** The answers for one root module, by address. */
type Answers = Readonly<Record<string, Answer>>;

type Values = Readonly<Record<string, unknown>>;

interface Change {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly after: Values | null; readonly after_unknown: Values };
}

function answerOf({ type, change }: Change): Answer | undefined {
  const own = ownOptions[type];
  if (own !== undefined) return { ...read(change.after ?? {}, change.after_unknown, own) };
  if (!withBlock.includes(type)) return undefined;
  const block = firstOf(change.after?.["metadata_options"]);
  return { block: block !== undefined, ...read(block ?? {}, firstOf(change.after_unknown["metadata_options"]) ?? {}, options) };
}

function firstOf(value: unknown): Values | undefined {
  return Array.isArray(value) ? (value[0] as Values | undefined) : undefined;
}

function read(after: Values, unknown: Values, names: readonly string[]): Pick<Answer, "options" | "computed"> {
  const known = names.filter((name) => after[name] !== undefined && after[name] !== null && after[name] !== "");
  return {
    options: Object.fromEntries(known.map((name) => [name, after[name] as string | number | boolean])),
    computed: names.filter((name) => unknown[name] === true),
  };
}

async function main(names: readonly string[]): Promise<void> {
  const provider = providerFolder();
  const work = mkdtempSync(join(tmpdir(), "imdslint-plans-"));
  try {
    const config = join(work, "terraform.rc");
    writeFileSync(config, `provider_installation {\n  dev_overrides {\n    "hashicorp/aws" = ${JSON.stringify(provider.path)}\n  }\n  direct {}\n}\n`);
    const env = { ...process.env, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: "1", AWS_EC2_METADATA_DISABLED: "true", TF_IN_AUTOMATION: "1" };
    const answers = new Map<string, Answers>(names.length > 0 ? Object.entries(storedAnswers()) : []);
    const failures: string[] = [];
    const pending = names.length > 0 ? [...names] : readdirSync(modules);
    const worker = async (): Promise<void> => {
      for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
        const plan = await planOf(name, join(work, name), env).catch((error: unknown) => String(error));
        if (!plan.startsWith("{")) failures.push(plan);
        else {
          answers.set(name, answersIn(plan));
          if (kept.has(name)) writePlan(name, plan);
        }
      }
    };
    await Promise.all([worker(), worker()]);
    writeAnswers(answers, await versionOf(env), provider.version);
    if (failures.length > 0) throw new Error(failures.join("\n"));
  } finally {
    rmSync(work, { recursive: true });
  }
}

function storedAnswers(): Readonly<Record<string, Answers>> {
  return (JSON.parse(readFileSync(answersFile, "utf8")) as { readonly modules: Readonly<Record<string, Answers>> }).modules;
}

function answersIn(plan: string): Answers {
  const changes = (JSON.parse(plan) as { readonly resource_changes?: readonly Change[] }).resource_changes ?? [];
  return Object.fromEntries(changes.filter(({ mode }) => mode === "managed").flatMap((change) => entry(change.address, answerOf(change))));
}

function entry(address: string, answer: Answer | undefined): [string, Answer][] {
  return answer === undefined ? [] : [[address, answer]];
}

/** Without the time: two runs give the same file. */
function writePlan(name: string, plan: string): void {
  mkdirSync(plansFolder, { recursive: true });
  writeFileSync(join(plansFolder, `${name}.json`), plan.replace(/"timestamp":"[^"]*"/, '"timestamp":"2000-01-01T00:00:00Z"'));
}

/** One line per resource, so that changes can be reviewed. */
function writeAnswers(answers: ReadonlyMap<string, Answers>, terraform: string, provider: string): void {
  const head = { script: "tools/oracles/terraform-plans.ts", terraform, provider: `hashicorp/aws ${provider}`, date: new Date().toISOString().slice(0, 10) };
  const lines = [...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, resources]) => {
    const rows = Object.entries(resources).map(([address, answer]) => `   ${JSON.stringify(address)}: ${JSON.stringify(answer)}`);
    return `  ${JSON.stringify(name)}: {\n${rows.join(",\n")}\n  }`;
  });
  const fields = Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  writeFileSync(answersFile, `{\n${fields.join("")} "modules": {\n${lines.join(",\n")}\n }\n}\n`);
}

/** The unpacked AWS provider of the newest version in the mirror. */
function providerFolder(): { readonly path: string; readonly version: string } {
  const mirror = process.env["TF_PLUGIN_MIRROR"];
  if (mirror === undefined) throw new Error("TF_PLUGIN_MIRROR must name the directory of a provider mirror.");
  const folder = join(mirror, "registry.terraform.io/hashicorp/aws");
  const version = readdirSync(folder).sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
  const platform = version === undefined ? undefined : readdirSync(join(folder, version))[0];
  if (version === undefined || platform === undefined) throw new Error("The mirror holds no AWS provider.");
  return { path: join(folder, version, platform), version };
}

async function versionOf(env: NodeJS.ProcessEnv): Promise<string> {
  return (JSON.parse(await terraform(["version", "-json"], ".", env)) as { readonly terraform_version: string }).terraform_version;
}

async function planOf(name: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  cpSync(join(modules, name), folder, { recursive: true });
  configureProviders(folder);
  await terraform(["get", "-no-color"], folder, env);
  await terraform(["plan", "-no-color", "-input=false", "-refresh=false", "-lock=false", "-out=plan.bin"], folder, env);
  return await terraform(["show", "-json", "plan.bin"], folder, env);
}

const dummy = `access_key = "x"\n  secret_key = "x"\n  skip_credentials_validation = true\n  skip_requesting_account_id = true\n  skip_metadata_api_check = true\n  skip_region_validation = true`;

/** Adds made-up credentials to every provider configuration of the root module, so that the provider starts without AWS. */
function configureProviders(folder: string): void {
  const texts = readdirSync(folder).filter((file) => file.endsWith(".tf")).map((file) => readFileSync(join(folder, file), "utf8"));
  const written = [...texts.join("\n").matchAll(/^provider "aws" \{([^}]*)\}/gm)].map(([, body]) => /alias\s*=\s*("\w+")/.exec(body ?? "")?.[1]);
  const blocks = written.map((alias) => `provider "aws" {\n  ${alias === undefined ? "" : `alias = ${alias}\n  `}${dummy}\n}\n`);
  writeFileSync(join(folder, "oracle_override.tf"), blocks.join(""));
  if (!written.includes(undefined)) writeFileSync(join(folder, "oracle.tf"), `provider "aws" {\n  region = "us-east-1"\n  ${dummy}\n}\n`);
}

async function terraform(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn("terraform", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const finished = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), finished]);
  if (code !== 0) throw new Error(`terraform ${args.join(" ")} in ${cwd} failed: ${output}${complaint}`);
  return output;
}

await main(process.argv.slice(2));
