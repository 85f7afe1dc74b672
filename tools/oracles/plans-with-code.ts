import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/**
 * Makes plan.json anew in every folder of fixtures/plans, or in those that the arguments name, from the code beside it and its inputs.tfvars. Needs `terraform` on the PATH
 * and, in TF_PLUGIN_MIRROR, a directory with the AWS provider in the layout of `terraform providers mirror`, unpacked. Nothing is
 * applied, and no connection to AWS is made: the credentials are made up. What is null, empty or not read is left out of the plans.
 */
const folder = "fixtures/plans";

const provider = `provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
`;

type Values = Readonly<Record<string, unknown>>;

interface Plan extends Values {
  readonly resource_changes: readonly (Values & { readonly change: Values })[];
  readonly configuration: Values & { readonly provider_config: Values };
}

async function main(names: readonly string[]): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "imdslint-plans-"));
  try {
    const config = join(work, "terraform.rc");
    writeFileSync(config, `provider_installation {\n  dev_overrides {\n    "hashicorp/aws" = ${JSON.stringify(unpackedProvider())}\n  }\n  direct {}\n}\n`);
    const env = { ...process.env, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: "1", AWS_EC2_METADATA_DISABLED: "true", TF_IN_AUTOMATION: "1" };
    for (const name of names.length > 0 ? names : readdirSync(folder)) {
      const plan = JSON.parse(await planOf(name, join(work, name), env)) as Plan;
      writeFileSync(join(folder, name, "plan.json"), `${JSON.stringify(trimmed(plan), undefined, 1)}\n`);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function planOf(name: string, place: string, env: NodeJS.ProcessEnv): Promise<string> {
  cpSync(join(folder, name), place, { recursive: true });
  writeFileSync(join(place, "oracle.tf"), provider);
  // A backend would want to be initialised, which asks for the provider's registry.
  for (const file of readdirSync(place).filter((one) => one.endsWith(".tf"))) writeFileSync(join(place, file), readFileSync(join(place, file), "utf8").replace(/^ {2}backend .*\n/m, ""));
  await terraform(["get", "-no-color"], place, env);
  await terraform(["plan", "-no-color", "-input=false", "-refresh=false", "-lock=false", "-var-file=inputs.tfvars", "-out=plan.bin"], place, env);
  return await terraform(["show", "-json", "plan.bin"], place, env);
}

/** The parts of a plan that are read, without the provider that this script adds and without the time. */
function trimmed({ format_version, terraform_version, variables, resource_changes, configuration, relevant_attributes }: Plan): Values {
  const changes = resource_changes.map(({ change, ...resource }) => ({ ...resource, change: Object.fromEntries(Object.entries(change).map(([key, value]) => [key, withoutEmpty(value)])) }));
  return { format_version, terraform_version, variables, planned_values: {}, resource_changes: changes, configuration: { ...configuration, provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } } } }, relevant_attributes };
}

/** Arguments that are null, empty or false: nobody looks at them. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null && !(Array.isArray(inner) && inner.length === 0)).map(([key, inner]) => [key, withoutEmpty(inner)]));
}

/** The folder of the newest AWS provider in the mirror. */
function unpackedProvider(): string {
  const mirror = process.env["TF_PLUGIN_MIRROR"];
  if (mirror === undefined) throw new Error("TF_PLUGIN_MIRROR must name the directory of a provider mirror.");
  const versions = join(mirror, "registry.terraform.io/hashicorp/aws");
  const newest = readdirSync(versions).sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1) ?? "";
  return join(versions, newest, readdirSync(join(versions, newest))[0] ?? "");
}

async function terraform(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn("terraform", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const finished = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), finished]);
  if (code !== 0) throw new Error(`terraform ${args.join(" ")} in ${cwd} failed: ${output}${complaint}`);
  return output;
}

await main(process.argv.slice(2));
