import type { Kind } from "../../model/resource.ts";
import type { LaunchSettingName, Scalar } from "../../model/setting.ts";

/** Options by setting. */
export type Values = Readonly<Partial<Record<LaunchSettingName, Scalar>>>;

/** The module takes an object (`metadata_options = { … }`) and writes a block from it. */
export interface ObjectOptions {
  readonly form: "object";
  readonly argument: string;
  /** How the object spells the options that the module reads from it. */
  readonly keys: Readonly<Partial<Record<LaunchSettingName, string>>>;
  /** What is written without the argument; undefined when no block is. */
  readonly omitted: Values | undefined;
  /** What is written for a key that the object leaves out; without a value the option is left out too. */
  readonly missing: Values;
  /** Whether a key that is null counts as left out; otherwise it leaves the option out. */
  readonly nullIsMissing: boolean;
  /** Whether null as the whole argument counts as omitted; otherwise no block is written. */
  readonly nullIsOmitted: boolean;
  /** Whether an empty object still writes the block, with `missing`. */
  readonly emptyIsWritten: boolean;
  /** Options that the module writes beside those of the object. */
  readonly fixed?: Values;
  /** The object holds other things too, so that a key not listed here is no mistake. */
  readonly holdsMore?: true;
}

/** One argument for each option; `yes` and `no` where it is a switch. */
export interface Flag {
  readonly argument: string;
  /** Null leaves the option out. */
  readonly default: Scalar | null;
  readonly yes?: Scalar;
  readonly no?: Scalar;
}

export interface FlagOptions {
  readonly form: "flags";
  readonly flags: Readonly<Partial<Record<LaunchSettingName, Flag>>>;
  /** Options that the module writes whatever its caller says. */
  readonly fixed?: Values;
}

/** The module has no way to set the options. */
export interface NoOptions {
  readonly form: "none";
}

export type ModuleOptions = ObjectOptions | FlagOptions | NoOptions;

/** From this version on, up to the next row. */
export interface ModuleRange {
  readonly from: string;
  readonly options: ModuleOptions;
  /** Switches of which one must be true for the options to be written anywhere. */
  readonly needs?: readonly string[];
  /** The SSM parameter of the image that the module picks by default. */
  readonly image?: string;
}

/** A module that launches machines of one kind; node groups of a whole cluster are in registry-eks.ts. */
export interface KnownModule {
  /** Address in the registry; for a module outside it owner and repository. */
  readonly name: string;
  /** Former addresses. */
  readonly aliases?: readonly string[];
  /** Owner and repository on GitHub, for git sources. */
  readonly repository: string;
  /** Directory below the root of the module. */
  readonly submodule?: string;
  /** Which tags the facts were read from. */
  readonly read: string;
  readonly kind: Kind;
  /** The resource type through which the module sends its options. */
  readonly sentAs: string;
  /** Boolean arguments that send them through another type when true. */
  readonly sentOtherwise?: Readonly<Record<string, string>>;
  /** The argument that switches the whole module off when it is false. */
  readonly enabled?: string;
  readonly images: readonly string[];
  /** The argument that names the image by an SSM parameter. */
  readonly imageParameter?: string;
  /** Arguments that name a launch template of the caller's; with `unless` only when that argument is false, or the range's `needs` are not met. */
  readonly template?: { readonly arguments: readonly string[]; readonly unless?: string };
  /** An object `{ id | name, version }` that names a launch template under the module's own options. */
  readonly templateObject?: string;
  readonly ranges: readonly ModuleRange[];
}

const three = { httpEndpoint: "http_endpoint", httpTokens: "http_tokens", httpPutResponseHopLimit: "http_put_response_hop_limit" } as const;
const withTags = { ...three, instanceMetadataTags: "instance_metadata_tags" } as const;
const withIpv6 = { ...three, httpProtocolIpv6: "http_protocol_ipv6" } as const;
const five = { ...withIpv6, instanceMetadataTags: "instance_metadata_tags" } as const;

const optional1: Values = { httpEndpoint: "enabled", httpTokens: "optional", httpPutResponseHopLimit: 1 };
const required1: Values = { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 };
const required2: Values = { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 };

const none: NoOptions = { form: "none" };

/** An object whose type fills in the defaults of its attributes. */
function typedObject(argument: string, nullIsOmitted: boolean): ObjectOptions {
  return { form: "object", argument, keys: five, omitted: required1, missing: required1, nullIsMissing: true, nullIsOmitted, emptyIsWritten: true };
}

/** A map whose missing keys leave their options out. */
function looseMap(argument: string, keys: ObjectOptions["keys"], omitted: Values | undefined): ObjectOptions {
  return { form: "object", argument, keys, omitted, missing: {}, nullIsMissing: false, nullIsOmitted: false, emptyIsWritten: false };
}

/** A map whose missing keys are filled in by the module. */
function filledMap(keys: ObjectOptions["keys"], missing: Values, omitted: Values | undefined, emptyIsWritten: boolean): ObjectOptions {
  return { form: "object", argument: "metadata_options", keys, omitted, missing, nullIsMissing: false, nullIsOmitted: false, emptyIsWritten };
}

const al2 = "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2";
const al2023 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

/** The options of an EKS node group by version, for the cluster module's maps of groups and for the group modules by themselves. */
export const nodeGroupRanges: readonly ModuleRange[] = [
  { from: "18.0.0", options: looseMap("metadata_options", withIpv6, required2) },
  { from: "18.2.0", options: looseMap("metadata_options", five, required2) },
  { from: "21.0.0", options: typedObject("metadata_options", true) },
];

export const eksRead = "v13.0.0 to v21.19.0: node_groups.tf, workers.tf, workers_launch_template.tf, locals, main.tf and variables.tf of modules/*-node-group";

function nodeGroupModule(submodule: string): KnownModule {
  return {
    name: "terraform-aws-modules/eks/aws",
    repository: "terraform-aws-modules/terraform-aws-eks",
    submodule,
    read: eksRead,
    kind: "launcher",
    sentAs: "aws_launch_template",
    enabled: "create",
    images: ["ami_id"],
    template: { arguments: ["launch_template_id", "launch_template_name"], unless: "create_launch_template" },
    ranges: nodeGroupRanges,
  };
}

function flag(argument: string, standard: boolean, yes: string, no: string): Flag {
  return { argument, default: standard, yes, no };
}

/** The arguments that Cloud Posse's modules share. */
function cloudPosse(tokensRequired: boolean, hopLimit: number): FlagOptions["flags"] {
  return {
    httpEndpoint: flag("metadata_http_endpoint_enabled", true, "enabled", "disabled"),
    httpTokens: flag("metadata_http_tokens_required", tokensRequired, "required", "optional"),
    httpPutResponseHopLimit: { argument: "metadata_http_put_response_hop_limit", default: hopLimit },
  };
}

const cloudPosseTexts: FlagOptions["flags"] = {
  httpEndpoint: { argument: "metadata_http_endpoint", default: "enabled" },
  httpTokens: { argument: "metadata_http_tokens", default: "optional" },
  httpPutResponseHopLimit: { argument: "metadata_http_put_response_hop_limit", default: 2 },
};

/** Version 4 of the autoscaling module makes neither by itself. */
const eitherTemplate = ["create_lt", "create_lc"];

/**
 * How well-known modules set the options, by version. Every row was read from the module's tagged source (main.tf and
 * variables.tf) at both of its borders; `read` names the tags.
 */
export const knownModules: readonly KnownModule[] = [
  {
    name: "terraform-aws-modules/ec2-instance/aws",
    repository: "terraform-aws-modules/terraform-aws-ec2-instance",
    read: "v1.0.0 to v6.4.0, all 98 tags",
    kind: "instance",
    sentAs: "aws_instance",
    sentOtherwise: { create_spot_instance: "aws_spot_instance_request" },
    enabled: "create",
    images: ["ami"],
    imageParameter: "ami_ssm_parameter",
    templateObject: "launch_template",
    ranges: [
      { from: "0.0.0", options: none },
      { from: "2.16.0", options: filledMap(three, optional1, undefined, false) },
      // From here on the block is written unless the map is null, and the default is an empty map: explicitly optional.
      { from: "3.0.0", options: filledMap(three, optional1, optional1, true) },
      { from: "3.4.0", options: filledMap(withTags, optional1, optional1, true) },
      { from: "4.2.0", options: filledMap(withTags, optional1, optional1, true), image: al2 },
      { from: "5.0.0", options: filledMap(withTags, optional1, optional1, false), image: al2 },
      { from: "5.8.0", options: filledMap(withTags, required1, required1, false), image: al2 },
      { from: "6.0.0", options: typedObject("metadata_options", false), image: al2023 },
    ],
  },
  {
    name: "terraform-aws-modules/autoscaling/aws",
    repository: "terraform-aws-modules/terraform-aws-autoscaling",
    read: "v1.0.0 to v9.2.1, all 89 tags",
    kind: "launcher",
    sentAs: "aws_launch_template",
    sentOtherwise: { use_lc: "aws_launch_configuration" },
    enabled: "create",
    images: ["image_id"],
    template: { arguments: ["launch_template_id", "launch_template"], unless: "create_launch_template" },
    ranges: [
      { from: "0.0.0", options: none },
      { from: "4.0.0", options: looseMap("metadata_options", three, undefined), needs: eitherTemplate },
      { from: "4.9.0", options: looseMap("metadata_options", withIpv6, undefined), needs: eitherTemplate },
      { from: "4.10.0", options: looseMap("metadata_options", five, undefined), needs: eitherTemplate },
      { from: "5.1.0", options: looseMap("metadata_options", five, undefined) },
      { from: "9.0.0", options: typedObject("metadata_options", false) },
    ],
  },
  nodeGroupModule("modules/eks-managed-node-group"),
  nodeGroupModule("modules/self-managed-node-group"),
  {
    name: "cloudposse/ec2-instance/aws",
    repository: "cloudposse/terraform-aws-ec2-instance",
    read: "0.1.0 to v2.0.0, all 102 tags",
    kind: "instance",
    sentAs: "aws_instance",
    enabled: "enabled",
    images: ["ami"],
    ranges: [
      { from: "0.0.0", options: none },
      { from: "0.28.0", options: { form: "flags", flags: { httpEndpoint: flag("metadata_http_endpoint_enabled", true, "enabled", "disabled"), httpTokens: flag("metadata_http_tokens_required", true, "required", "optional") } } },
      { from: "0.30.4", options: { form: "flags", flags: cloudPosse(true, 2) } },
      { from: "0.42.0", options: { form: "flags", flags: { ...cloudPosse(true, 2), instanceMetadataTags: flag("metadata_tags_enabled", false, "enabled", "disabled") } } },
    ],
  },
  {
    name: "cloudposse/ec2-autoscale-group/aws",
    repository: "cloudposse/terraform-aws-ec2-autoscale-group",
    read: "0.1.0 to v0.43.1, all 69 tags",
    kind: "launcher",
    sentAs: "aws_launch_template",
    enabled: "enabled",
    images: ["image_id"],
    ranges: [
      { from: "0.0.0", options: none },
      { from: "0.21.0", options: { form: "flags", flags: { httpTokens: { argument: "metadata_http_tokens", default: "optional" } }, fixed: { httpEndpoint: "enabled", httpPutResponseHopLimit: 1 } } },
      { from: "0.23.0", options: { form: "flags", flags: cloudPosse(true, 2) } },
      { from: "0.30.0", options: { form: "flags", flags: { ...cloudPosse(true, 2), httpProtocolIpv6: flag("metadata_http_protocol_ipv6_enabled", false, "enabled", "disabled") } } },
      {
        from: "0.31.0",
        options: {
          form: "flags",
          flags: {
            ...cloudPosse(true, 2),
            httpProtocolIpv6: flag("metadata_http_protocol_ipv6_enabled", false, "enabled", "disabled"),
            instanceMetadataTags: flag("metadata_instance_metadata_tags_enabled", false, "enabled", "disabled"),
          },
        },
      },
    ],
  },
  {
    name: "cloudposse/eks-node-group/aws",
    repository: "cloudposse/terraform-aws-eks-node-group",
    read: "0.1.0 to v3.4.0, all 86 tags",
    kind: "launcher",
    sentAs: "aws_launch_template",
    enabled: "enabled",
    images: ["ami_image_id"],
    template: { arguments: ["launch_template_id", "launch_template_name"] },
    ranges: [
      { from: "0.0.0", options: none },
      { from: "0.11.3", options: { form: "flags", flags: {}, fixed: { httpEndpoint: "enabled", httpPutResponseHopLimit: 2 } } },
      { from: "0.20.0", options: { form: "flags", flags: cloudPosseTexts } },
      { from: "0.25.0", options: { form: "flags", flags: cloudPosse(true, 2) } },
      // 1.0.0 went back to the variables of 0.24, and with them to "optional".
      { from: "1.0.0", options: { form: "flags", flags: cloudPosseTexts } },
      { from: "2.0.0", options: { form: "flags", flags: cloudPosse(true, 2) } },
    ],
  },
  {
    name: "cloudposse/ec2-bastion-server/aws",
    repository: "cloudposse/terraform-aws-ec2-bastion-server",
    read: "0.1.0 to v0.31.1, all 55 tags",
    kind: "instance",
    sentAs: "aws_instance",
    enabled: "enabled",
    images: ["ami"],
    ranges: [
      { from: "0.0.0", options: none },
      { from: "0.6.0", options: { form: "flags", flags: cloudPosse(false, 1) } },
      { from: "0.20.0", options: { form: "flags", flags: cloudPosse(true, 1) } },
    ],
  },
  {
    name: "github-aws-runners/github-runner/aws",
    aliases: ["philips-labs/github-runner/aws"],
    repository: "github-aws-runners/terraform-aws-github-runner",
    read: "v0.0.1 to v7.11.0, root module and modules/runners",
    kind: "launcher",
    sentAs: "aws_launch_template",
    images: [],
    ranges: [
      { from: "0.0.0", options: none },
      { from: "0.21.1", options: { form: "flags", flags: {}, fixed: required1 } },
      { from: "0.23.1", options: looseMap("runner_metadata_options", three, optional1) },
      { from: "1.9.0", options: { ...looseMap("runner_metadata_options", three, optional1), fixed: { instanceMetadataTags: "enabled" } } },
      { from: "1.15.0", options: looseMap("runner_metadata_options", withTags, { ...optional1, instanceMetadataTags: "enabled" }) },
      { from: "4.6.0", options: looseMap("runner_metadata_options", withTags, { ...required1, instanceMetadataTags: "enabled" }) },
    ],
  },
  {
    name: "ministryofjustice/modernisation-platform-terraform-ec2-instance",
    repository: "ministryofjustice/modernisation-platform-terraform-ec2-instance",
    read: "v1.0.0 to v4.2.2",
    kind: "instance",
    sentAs: "aws_instance",
    images: [],
    ranges: [
      {
        from: "0.0.0",
        options: {
          form: "object",
          argument: "instance",
          keys: { httpEndpoint: "metadata_endpoint_enabled", httpTokens: "metadata_options_http_tokens" },
          omitted: { httpEndpoint: "enabled", httpTokens: "required" },
          missing: { httpEndpoint: "enabled", httpTokens: "required" },
          nullIsMissing: true,
          nullIsOmitted: true,
          emptyIsWritten: true,
          holdsMore: true,
        },
      },
    ],
  },
];
