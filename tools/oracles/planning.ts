import { spawn } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** The arguments that are IMDS options, in the block `metadata_options` or on the resource itself. */
const options = ["http_endpoint", "http_tokens", "http_put_response_hop_limit", "http_protocol_ipv6", "instance_metadata_tags"];
const ownOptions: Readonly<Record<string, readonly string[]>> = { aws_ec2_instance_metadata_defaults: options, aws_ami: ["imds_support"] };
const withBlock = ["aws_instance", "aws_spot_instance_request", "aws_launch_template", "aws_launch_configuration"];

/** What is planned for one resource: `block` says whether the options block is written; `computed` is what is known after apply. */
export interface Answer {
  readonly block?: boolean;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly computed: readonly string[];
}

/** The answers for one root module, by address. */
export type Answers = Readonly<Record<string, Answer>>;

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

export function answersIn(plan: string): Answers {
  const changes = (JSON.parse(plan) as { readonly resource_changes?: readonly Change[] }).resource_changes ?? [];
  return Object.fromEntries(changes.filter(({ mode }) => mode === "managed").flatMap((change) => entry(change.address, answerOf(change))));
}

function entry(address: string, answer: Answer | undefined): [string, Answer][] {
  return answer === undefined ? [] : [[address, answer]];
}

/** The unpacked AWS provider of the newest version in the mirror. */
export function providerFolder(): { readonly path: string; readonly version: string } {
  const mirror = process.env["TF_PLUGIN_MIRROR"];
  if (mirror === undefined) throw new Error("TF_PLUGIN_MIRROR must name the directory of a provider mirror.");
  const folder = join(mirror, "registry.terraform.io/hashicorp/aws");
  const version = readdirSync(folder).sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
  const platform = version === undefined ? undefined : readdirSync(join(folder, version))[0];
  if (version === undefined || platform === undefined) throw new Error("The mirror holds no AWS provider.");
  return { path: join(folder, version, platform), version };
}

/** The environment in which Terraform finds the provider and nothing else of this machine; its configuration is written to `folder`. */
export function environment(folder: string, provider: string): NodeJS.ProcessEnv {
  const config = join(folder, "terraform.rc");
  writeFileSync(config, `provider_installation {\n  dev_overrides {\n    "hashicorp/aws" = ${JSON.stringify(provider)}\n  }\n  direct {}\n}\n`);
  return { ...process.env, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: "1", AWS_EC2_METADATA_DISABLED: "true", TF_IN_AUTOMATION: "1" };
}

export async function versionOf(env: NodeJS.ProcessEnv): Promise<string> {
  return (JSON.parse(await terraform(["version", "-json"], ".", env)) as { readonly terraform_version: string }).terraform_version;
}

/** The plan of a root module as JSON, made in a copy of it; `args` are further arguments of `terraform plan`. */
export async function planOf(module: string, folder: string, env: NodeJS.ProcessEnv, args: readonly string[] = []): Promise<string> {
  cpSync(module, folder, { recursive: true });
  configureProviders(folder);
  await terraform(["get", "-no-color"], folder, env);
  await terraform(["plan", "-no-color", "-input=false", "-refresh=false", "-lock=false", "-out=plan.bin", ...args], folder, env);
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
