import { spawn } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { startRecorder, type Recorded, type Recorder } from "./aws-recorder.ts";
import { accountDefaults, combinations, labelOf, updates, type Combination } from "./aws-request-cases.ts";

/**
 * Records which requests Terraform's AWS provider really sends, and writes the parameters that concern IMDS to
 * fixtures/oracles/aws-requests.json, against which test/effective/requests.test.ts holds src/effective:
 *   npx tsx tools/oracles/aws-requests.ts
 * Needs terraform (TERRAFORM, or on the PATH), the provider below (from its registry, or from the mirror that TF_CLI_CONFIG_FILE
 * names), and Python with `moto[server]` (PYTHON, or python3 on the PATH). No request leaves the machine. Takes some minutes.
 */
const providerVersion = "5.100.0";
const output = fileURLToPath(new URL("../../fixtures/oracles/aws-requests.json", import.meta.url));
const terraform = process.env["TERRAFORM"] ?? "terraform";

interface Request {
  readonly resource: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Case extends Combination {
  readonly requests: readonly Request[];
}

/** Which type an action belongs to, and the parameter by which it names one: `Tag` for the tag `case`, a record for what AWS answered earlier. */
interface Action {
  readonly type: string;
  readonly key?: string;
}

const actions: Readonly<Record<string, Action>> = {
  RunInstances: { type: "aws_instance", key: "Tag" },
  ModifyInstanceMetadataOptions: { type: "aws_instance", key: "InstanceId" },
  RequestSpotInstances: { type: "aws_spot_instance_request", key: "Tag" },
  CreateLaunchTemplate: { type: "aws_launch_template", key: "LaunchTemplateName" },
  CreateLaunchTemplateVersion: { type: "aws_launch_template", key: "LaunchTemplateId" },
  ModifyLaunchTemplate: { type: "aws_launch_template", key: "LaunchTemplateId" },
  CreateLaunchConfiguration: { type: "aws_launch_configuration", key: "LaunchConfigurationName" },
  CreateAutoScalingGroup: { type: "aws_autoscaling_group", key: "AutoScalingGroupName" },
  CreateFleet: { type: "aws_ec2_fleet", key: "Tag" },
  RequestSpotFleet: { type: "aws_spot_fleet_request", key: "Tag" },
  RegisterImage: { type: "aws_ami", key: "Name" },
  CopyImage: { type: "aws_ami_copy", key: "Name" },
  CreateImage: { type: "aws_ami_from_instance", key: "Name" },
  CreateInfrastructureConfiguration: { type: "aws_imagebuilder_infrastructure_configuration", key: "name" },
  CreateNotebookInstance: { type: "aws_sagemaker_notebook_instance", key: "NotebookInstanceName" },
  ModifyInstanceMetadataDefaults: { type: "aws_ec2_instance_metadata_defaults" },
};

const concernsImds = /MetadataOptions\b|MetadataServiceConfiguration|ImdsSupport|^(Http|InstanceMetadataTags)|LaunchTemplate(Id|Name)$|LaunchTemplate\.Version$|LaunchTemplateSpecification\.Version$|LaunchConfigurationName|SetDefaultVersion/i;

class Names {
  /** Addresses by the ids that AWS gave. */
  private readonly ids = new Map<string, string>();

  learn({ action, parameters, answer }: Recorded): void {
    const found = action === "RunInstances" ? /<instanceId>(i-\w+)</.exec(answer) : action === "CreateLaunchTemplate" ? /<launchTemplateId>(lt-\w+)</.exec(answer) : null;
    const address = this.addressOf(action, parameters);
    if (found?.[1] !== undefined && address !== undefined) this.ids.set(found[1], address);
  }

  /** The address of the resource that a request is for; undefined for requests that do not matter. */
  addressOf(action: string, parameters: ReadonlyMap<string, string>): string | undefined {
    const known = actions[action];
    if (known?.key === undefined) return undefined;
    const named = known.key === "Tag" ? tagOf(parameters) : parameters.get(known.key);
    return named === undefined ? undefined : (this.ids.get(named) ?? `${known.type}.${labelOf(named)}`);
  }

  /** The parameters that concern IMDS, ids replaced by what they stand for, without those that name the resource itself. */
  parametersOf(action: string, parameters: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
    const kept = [...parameters].filter(([name]) => concernsImds.test(name) && name !== actions[action]?.key && name !== "Version");
    return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, this.ids.has(value) ? `${this.ids.get(value) ?? ""}.id` : value]));
  }
}

function tagOf(parameters: ReadonlyMap<string, string>): string | undefined {
  for (const [name, value] of parameters) {
    if (/Tag\.\d+\.Key$/.test(name) && value === "case") return parameters.get(name.replace(/Key$/, "Value"));
  }
  return undefined;
}

/** One root module: its resources are created in one apply, side by side. */
class Root {
  private readonly dir: string;
  private readonly recorder: Recorder;

  private constructor(dir: string, recorder: Recorder) {
    this.dir = dir;
    this.recorder = recorder;
  }

  static async make(place: string, name: string, recorder: Recorder): Promise<Root> {
    const dir = join(place, name);
    await mkdir(dir);
    const services = ["autoscaling", "ec2", "iam", "imagebuilder", "sagemaker", "ssm", "sts"];
    const lines = [
      "terraform {",
      "  required_providers {",
      `    aws = { source = "hashicorp/aws", version = "${providerVersion}" }`,
      "  }",
      "}",
      'provider "aws" {',
      '  region     = "eu-west-1"',
      '  access_key = "none"',
      '  secret_key = "none"',
      ...["skip_credentials_validation", "skip_requesting_account_id", "skip_metadata_api_check", "skip_region_validation"].map((name) => `  ${name} = true`),
      "  max_retries = 1",
      "  endpoints {",
      ...services.map((service) => `    ${service} = "${recorder.url}"`),
      "  }",
      "}",
      "",
    ];
    await writeFile(join(dir, "provider.tf"), lines.join("\n"));
    await run(dir, ["init", "-input=false", "-no-color"]);
    return new Root(dir, recorder);
  }

  /** Applies texts; what was asked of AWS meanwhile. Resources may fail (some services are refused): a missing request is found later. */
  async apply(texts: readonly string[], ...flags: string[]): Promise<readonly Recorded[]> {
    await writeFile(join(this.dir, "main.tf"), texts.join("\n"));
    return this.recording(["apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=48", ...flags]);
  }

  async destroy(): Promise<readonly Recorded[]> {
    return this.recording(["destroy", "-auto-approve", "-input=false", "-no-color", "-refresh=false"]);
  }

  private async recording(argv: readonly string[]): Promise<readonly Recorded[]> {
    this.recorder.take();
    const { errors } = await run(this.dir, argv, true);
    for (const line of errors.split("\n").filter((one) => /^\S*\s*Error:/.test(one) && !/written down|AccessDenied|UnauthorizedOperation/.test(one))) console.error(line);
    return this.recorder.take();
  }
}

async function run(cwd: string, argv: readonly string[], mayFail = false): Promise<{ readonly said: string; readonly errors: string }> {
  const child = spawn(terraform, argv, { cwd, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" } });
  const finished = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const [said, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), finished]);
  if (code !== 0 && !mayFail) throw new Error(`terraform ${argv.join(" ")}: ${errors}`);
  return { said, errors };
}

/** Sorts requests to the combinations whose resources they are for. `counted` are those that a combination shows. */
function sortedOut(list: readonly Combination[], counted: readonly Recorded[], names: Names): readonly Case[] {
  const requests = counted.flatMap(({ action, parameters }): readonly Request[] => {
    const resource = names.addressOf(action, parameters);
    return resource === undefined ? [] : [{ resource, action, parameters: names.parametersOf(action, parameters) }];
  });
  return list.map((combination) => {
    const own = new Set([...combination.terraform.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type = "", label = ""]) => `${type}.${label}`));
    return { ...combination, requests: requests.filter(({ resource }) => own.has(resource)).sort((a, b) => (a.resource < b.resource ? -1 : 1)) };
  });
}

async function created(place: string, recorder: Recorder): Promise<readonly Case[]> {
  const root = await Root.make(place, "created", recorder);
  const names = new Names();
  const recorded = await root.apply(combinations.map(({ terraform: code }) => code));
  for (const one of recorded) names.learn(one);
  const cases = sortedOut(combinations, recorded, names);
  const silent = cases.filter(({ requests, address }) => !requests.some(({ resource }) => resource === address));
  if (silent.length > 0) throw new Error(`nothing was recorded for ${silent.map(({ id }) => id).join(", ")}`);
  return cases;
}

/** The requests of the first apply are kept, too: an update says only what changes. */
async function updated(place: string, recorder: Recorder): Promise<readonly (Case & { readonly created: readonly Request[] })[]> {
  const root = await Root.make(place, "updated", recorder);
  const names = new Names();
  const first = await root.apply(updates.map(({ before }) => before ?? ""));
  for (const one of first) names.learn(one);
  const second = await root.apply(updates.map(({ terraform: code }) => code));
  const before = sortedOut(updates, first, names);
  const silent = before.filter(({ requests }) => requests.length === 0);
  if (silent.length > 0) throw new Error(`nothing was recorded for ${silent.map(({ id }) => id).join(", ")}`);
  return sortedOut(updates, second, names).map((one, index) => ({ ...one, created: before[index]?.requests ?? [] }));
}

/** In a chain, so that the order of the requests says whose they are. */
async function ofAccounts(place: string, recorder: Recorder): Promise<readonly Case[]> {
  const root = await Root.make(place, "account", recorder);
  const chained = (code: string, index: number): string => {
    const previous = accountDefaults[index - 1];
    return previous === undefined ? code : code.replace(/}\n$/, `  depends_on = [${previous.address}]\n}\n`);
  };
  const asked = (recorded: readonly Recorded[]): readonly Readonly<Record<string, string>>[] =>
    recorded.filter(({ action }) => action === "ModifyInstanceMetadataDefaults").map(({ action, parameters }) => new Names().parametersOf(action, parameters));
  const first = asked(await root.apply(accountDefaults.map(({ terraform: code, before }, index) => chained(before ?? code, index)), "-refresh=false"));
  const changing = accountDefaults.filter(({ before }) => before !== undefined);
  const second = asked(await root.apply(accountDefaults.map(({ terraform: code }, index) => chained(code, index)), "-refresh=false"));
  const last = asked(await root.destroy());
  if (first.length !== accountDefaults.length || second.length !== changing.length || last.length !== accountDefaults.length) {
    throw new Error(`account defaults: ${first.length} created, ${second.length} updated, ${last.length} destroyed`);
  }
  const request = ({ address }: Combination, parameters: Readonly<Record<string, string>> | undefined): readonly Request[] => [{ resource: address, action: "ModifyInstanceMetadataDefaults", parameters: parameters ?? {} }];
  const cases = accountDefaults.map((one, index): Case => ({ ...one, requests: request(one, one.before === undefined ? first[index] : second[changing.indexOf(one)]) }));
  const [destroyed] = accountDefaults.slice(-1);
  if (destroyed === undefined) return cases;
  return [...cases, { id: "defaults-destroyed", before: destroyed.terraform, terraform: "", address: destroyed.address, requests: request(destroyed, last[0]) }];
}

async function versionsOf(recorder: Recorder): Promise<Readonly<Record<string, string>>> {
  const { said } = await run(tmpdir(), ["version", "-json"]);
  const { terraform_version: version } = JSON.parse(said) as { readonly terraform_version: string };
  return { terraform: version, "terraform-provider-aws": providerVersion, moto: recorder.version };
}

async function main(): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), "aws-requests-"));
  const recorder = await startRecorder(process.env["PYTHON"] ?? "python3");
  try {
    const cases = [...(await created(place, recorder)), ...(await updated(place, recorder)), ...(await ofAccounts(place, recorder))];
    const data = { script: "tools/oracles/aws-requests.ts", date: new Date().toISOString().slice(0, 10), versions: await versionsOf(recorder), cases };
    await writeFile(output, `${JSON.stringify(data, undefined, 1)}\n`);
    console.log(`${cases.length} combinations`);
  } finally {
    recorder.stop();
    await rm(place, { recursive: true, force: true });
  }
}

await main();
