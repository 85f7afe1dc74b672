/** A combination whose requests are recorded. With `before` that text is applied first, and only what applying `terraform` then sends counts. */
export interface Combination {
  readonly id: string;
  readonly terraform: string;
  readonly before?: string;
  /** The resource that the combination is about; beside it there may be templates that it launches through. */
  readonly address: string;
}

type Lines = readonly string[];

function indent(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

function block(header: string, lines: Lines): Lines {
  return lines.length === 0 ? [`${header} {}`] : [`${header} {`, ...indent(lines), "}"];
}

/** The name of a resource in Terraform, from the name by which its requests are recognised. */
export function labelOf(key: string): string {
  return key.replaceAll("-", "_");
}

function options(...lines: string[]): Lines {
  return block("metadata_options", lines);
}

function dynamic(forEach: string, ...lines: string[]): Lines {
  return block('dynamic "metadata_options"', [`for_each = ${forEach}`, ...block("content", lines)]);
}

const endpointEnabled = 'http_endpoint = "enabled"';
const endpointDisabled = 'http_endpoint = "disabled"';
const required = 'http_tokens = "required"';
const optional = 'http_tokens = "optional"';

/** Blocks with the options that all types have. */
const commonBlocks: Readonly<Record<string, Lines>> = {
  none: [],
  empty: options(),
  "tokens-required": options(required),
  "tokens-optional": options(optional),
  "tokens-null": options("http_tokens = null"),
  "hop-1": options("http_put_response_hop_limit = 1"),
  "hop-64": options("http_put_response_hop_limit = 64"),
  "hop-string": options('http_put_response_hop_limit = "2"'),
  "hop-null": options("http_put_response_hop_limit = null"),
  "tokens-hop": options(required, "http_put_response_hop_limit = 2"),
  "endpoint-enabled": options(endpointEnabled),
  "endpoint-disabled": options(endpointDisabled),
  "endpoint-null": options("http_endpoint = null"),
  "endpoint-null-tokens": options("http_endpoint = null", required),
  "endpoint-enabled-tokens": options(endpointEnabled, required),
  "endpoint-enabled-hop": options(endpointEnabled, "http_put_response_hop_limit = 3"),
  "endpoint-enabled-hop-string": options(endpointEnabled, 'http_put_response_hop_limit = "3"'),
  "endpoint-enabled-tokens-null": options(endpointEnabled, "http_tokens = null"),
  "endpoint-enabled-tokens-hop": options(endpointEnabled, optional, "http_put_response_hop_limit = 1"),
  "endpoint-disabled-tokens-hop": options(endpointDisabled, required, "http_put_response_hop_limit = 1"),
  "dynamic-zero": dynamic("[]", endpointEnabled, required),
  "dynamic-one": dynamic("[1]", endpointEnabled, required),
  "dynamic-empty": dynamic("[1]"),
  "dynamic-tokens": dynamic("[1]", required),
  "dynamic-values": dynamic('[{ tokens = "required", hops = 1 }]', "http_tokens = metadata_options.value.tokens", "http_put_response_hop_limit = metadata_options.value.hops", 'http_endpoint = try(metadata_options.value.endpoint, "enabled")'),
};

/** Blocks with the options that launch configurations lack. */
const furtherBlocks: Readonly<Record<string, Lines>> = {
  "ipv6-enabled": options('http_protocol_ipv6 = "enabled"'),
  "ipv6-disabled": options('http_protocol_ipv6 = "disabled"'),
  "ipv6-null": options("http_protocol_ipv6 = null"),
  "tags-enabled": options('instance_metadata_tags = "enabled"'),
  "tags-disabled": options('instance_metadata_tags = "disabled"'),
  "tags-null": options("instance_metadata_tags = null"),
  all: options(endpointEnabled, required, "http_put_response_hop_limit = 2", 'http_protocol_ipv6 = "enabled"', 'instance_metadata_tags = "enabled"'),
  "all-endpoint-disabled": options(endpointDisabled, required, "http_put_response_hop_limit = 2", 'http_protocol_ipv6 = "enabled"', 'instance_metadata_tags = "enabled"'),
};

const allBlocks = { ...commonBlocks, ...furtherBlocks };

/** One of moto's images: the provider looks up the root device of a launch configuration's image before it sends anything. */
const image = "ami-760aaa0f";

/** How a type names itself, so that its requests can be told apart, and what else it cannot do without. */
const bodies: Readonly<Record<string, (key: string) => Lines>> = {
  aws_instance: (key) => [`ami = "${image}"`, 'instance_type = "t3.micro"', `tags = { case = "${key}" }`],
  aws_spot_instance_request: (key) => [`ami = "${image}"`, 'instance_type = "t3.micro"', 'spot_price = "0.03"', `tags = { case = "${key}" }`],
  aws_launch_template: (key) => [`name = "${key}"`, `image_id = "${image}"`, 'instance_type = "t3.micro"'],
  aws_launch_configuration: (key) => [`name = "${key}"`, `image_id = "${image}"`, 'instance_type = "t3.micro"'],
  aws_autoscaling_group: (key) => [`name = "${key}"`, "min_size = 0", "max_size = 0", 'availability_zones = ["eu-west-1a"]'],
  aws_ec2_fleet: (key) => ['type = "maintain"', `tags = { case = "${key}" }`, ...block("target_capacity_specification", ['default_target_capacity_type = "on-demand"', "total_target_capacity = 0"])],
  aws_spot_fleet_request: (key) => ['iam_fleet_role = "arn:aws:iam::123456789012:role/fleet"', "target_capacity = 1", `tags = { case = "${key}" }`],
  aws_ami: (key) => [`name = "${key}"`, 'virtualization_type = "hvm"', 'root_device_name = "/dev/xvda"', ...block("ebs_block_device", ['device_name = "/dev/xvda"', 'snapshot_id = "snap-0123456789abcdef0"', "volume_size = 8"])],
  aws_ami_copy: (key) => [`name = "${key}"`, 'source_ami_region = "eu-west-1"'],
  aws_ami_from_instance: (key) => [`name = "${key}"`],
  aws_imagebuilder_infrastructure_configuration: (key) => [`name = "${key}"`, 'instance_profile_name = "builder"'],
  aws_sagemaker_notebook_instance: (key) => [`name = "${key}"`, 'role_arn = "arn:aws:iam::123456789012:role/notebook"', 'instance_type = "ml.t3.medium"'],
  aws_ec2_instance_metadata_defaults: () => [],
};

function resource(type: string, key: string, ...lines: string[]): string {
  const body = [...(bodies[type]?.(key) ?? []), ...lines];
  return `${block(`resource "${type}" "${labelOf(key)}"`, body).join("\n")}\n`;
}

function addressOf(type: string, key: string): string {
  return `${type}.${labelOf(key)}`;
}

/** One combination per block of a type. */
function each(type: string, prefix: string, blocks: Readonly<Record<string, Lines>>): readonly Combination[] {
  return Object.entries(blocks).map(([name, lines]) => one(type, `${prefix}-${name}`, lines));
}

function one(type: string, id: string, lines: Lines): Combination {
  return { id, terraform: resource(type, id, ...lines), address: addressOf(type, id) };
}

/** A resource beside the launch template (or configuration) of the same key, which it names. */
function through(type: string, id: string, lines: Lines, outer: Lines = options(required), outerType = "aws_launch_template"): Combination {
  return { id, terraform: `${resource(outerType, id, ...outer)}\n${resource(type, id, ...lines)}`, address: addressOf(type, id) };
}

const versions: Readonly<Record<string, (template: string) => Lines>> = {
  omitted: () => [],
  null: () => ["version = null"],
  latest: () => ['version = "$Latest"'],
  default: () => ['version = "$Default"'],
  number: () => ["version = 1"],
  "number-string": () => ['version = "1"'],
  "latest-attribute": (template) => [`version = ${template}.latest_version`],
  "default-attribute": (template) => [`version = ${template}.default_version`],
};

const ownBlocks: Readonly<Record<string, Lines>> = {
  empty: options(),
  optional: options(optional),
  hop: options("http_put_response_hop_limit = 3"),
  disabled: options(endpointDisabled),
};

function references(): readonly Combination[] {
  const combinations: Combination[] = [];
  for (const [version, text] of Object.entries(versions)) {
    for (const by of ["id", "name"]) {
      const launch = (type: string, key: string): Lines => block("launch_template", [`${by} = ${addressOf("aws_launch_template", key)}.${by}`, ...text(addressOf("aws_launch_template", key))]);
      const instance = `instance-by-${by}-${version}`;
      combinations.push(through("aws_instance", instance, launch("aws_instance", instance)));
      const group = `group-by-${by}-${version}`;
      combinations.push(through("aws_autoscaling_group", group, launch("aws_autoscaling_group", group)));
    }
  }
  for (const [name, own] of Object.entries(ownBlocks)) {
    for (const [templateName, template] of Object.entries({ required: options(required), off: options(endpointDisabled, required), none: [] })) {
      const id = `instance-own-${name}-over-${templateName}`;
      combinations.push(through("aws_instance", id, [...block("launch_template", [`id = ${addressOf("aws_launch_template", id)}.id`]), ...own], template));
    }
    const id = `spot-own-${name}`;
    combinations.push(through("aws_spot_instance_request", id, [...block("launch_template", [`name = ${addressOf("aws_launch_template", id)}.name`]), ...own]));
  }
  return combinations;
}

function specification(template: string, by: "id" | "name", ...version: string[]): Lines {
  return block("launch_template_specification", [`launch_template_${by} = ${template}.${by}`, ...version]);
}

function launchers(): readonly Combination[] {
  const template = (key: string): string => addressOf("aws_launch_template", key);
  const mixed = (id: string, inner: Lines): Combination => through("aws_autoscaling_group", id, block("mixed_instances_policy", block("launch_template", inner)));
  const other = (key: string): string => resource("aws_launch_template", `${key}--other`, ...options(optional));
  const overridden = "group-mixed-override";
  const fleet = (id: string, inner: Lines): Combination => through("aws_ec2_fleet", id, block("launch_template_config", inner));
  return [
    through("aws_autoscaling_group", "group-configuration", ["launch_configuration = aws_launch_configuration.group_configuration.name"], options(endpointEnabled, required), "aws_launch_configuration"),
    mixed("group-mixed", specification(template("group-mixed"), "id")),
    mixed("group-mixed-name-latest", specification(template("group-mixed-name-latest"), "name", 'version = "$Latest"')),
    {
      ...mixed(overridden, [...specification(template(overridden), "id"), ...block("override", ['instance_type = "m5.large"', ...specification(template(`${overridden}--other`), "id", 'version = "$Latest"')])]),
      terraform: `${other(overridden)}\n${mixed(overridden, [...specification(template(overridden), "id"), ...block("override", ['instance_type = "m5.large"', ...specification(template(`${overridden}--other`), "id", 'version = "$Latest"')])]).terraform}`,
    },
    fleet("fleet-id-latest", specification(template("fleet-id-latest"), "id", 'version = "$Latest"')),
    fleet("fleet-name-default", specification(template("fleet-name-default"), "name", 'version = "$Default"')),
    fleet("fleet-number", specification(template("fleet-number"), "id", "version = 1")),
    fleet("fleet-override", [...specification(template("fleet-override"), "id", 'version = "$Latest"'), ...block("override", ['instance_type = "m5.large"'])]),
    through("aws_spot_fleet_request", "spot-fleet-id", block("launch_template_config", block("launch_template_specification", [`id = ${template("spot-fleet-id")}.id`, `version = ${template("spot-fleet-id")}.latest_version`]))),
    through("aws_spot_fleet_request", "spot-fleet-name", block("launch_template_config", block("launch_template_specification", [`name = ${template("spot-fleet-name")}.name`, 'version = "$Latest"']))),
    one("aws_spot_fleet_request", "spot-fleet-specification", block("launch_specification", [`ami = "${image}"`, 'instance_type = "m5.large"'])),
  ];
}

function others(): readonly Combination[] {
  const builder = (...lines: string[]): Lines => block("instance_metadata_options", lines);
  const notebook = (...lines: string[]): Lines => block("instance_metadata_service_configuration", lines);
  const fromInstance = "image-from-instance";
  return [
    one("aws_ami", "image-none", []),
    one("aws_ami", "image-v2", ['imds_support = "v2.0"']),
    one("aws_ami", "image-null", ["imds_support = null"]),
    { id: "image-copy", terraform: `${resource("aws_ami", "image-copy--source", 'imds_support = "v2.0"')}\n${resource("aws_ami_copy", "image-copy", "source_ami_id = aws_ami.image_copy__source.id")}`, address: "aws_ami_copy.image_copy" },
    { id: fromInstance, terraform: `${resource("aws_instance", `${fromInstance}--source`)}\n${resource("aws_ami_from_instance", fromInstance, "source_instance_id = aws_instance.image_from_instance__source.id")}`, address: "aws_ami_from_instance.image_from_instance" },
    ...each("aws_imagebuilder_infrastructure_configuration", "builder", {
      none: [],
      empty: builder(),
      tokens: builder(required),
      hop: builder("http_put_response_hop_limit = 2"),
      "hop-string": builder('http_put_response_hop_limit = "2"'),
      both: builder(optional, "http_put_response_hop_limit = 1"),
      "tokens-null": builder("http_tokens = null", "http_put_response_hop_limit = 3"),
    }),
    ...each("aws_sagemaker_notebook_instance", "notebook", {
      none: [],
      empty: notebook(),
      one: notebook('minimum_instance_metadata_service_version = "1"'),
      two: notebook('minimum_instance_metadata_service_version = "2"'),
      number: notebook("minimum_instance_metadata_service_version = 2"),
      null: notebook("minimum_instance_metadata_service_version = null"),
    }),
  ];
}

/** Combinations that are applied once, all together. */
export const combinations: readonly Combination[] = [
  ...each("aws_instance", "instance", allBlocks),
  ...each("aws_spot_instance_request", "spot", allBlocks),
  ...each("aws_launch_template", "template", allBlocks),
  ...each("aws_launch_configuration", "configuration", commonBlocks),
  ...references(),
  ...launchers(),
  ...others(),
];

type Change = readonly [name: string, before: Lines, after: Lines];

const changes: readonly Change[] = [
  ["tokens-tightened", options(optional), options(required)],
  ["tokens-loosened", options(required), options(optional)],
  ["block-added", [], options(required)],
  ["block-removed", options(required, "http_put_response_hop_limit = 2"), []],
  ["block-emptied", options(required, "http_put_response_hop_limit = 2"), options()],
  ["tokens-removed", options(required, "http_put_response_hop_limit = 2"), options("http_put_response_hop_limit = 2")],
  ["tokens-nulled", options(required, "http_put_response_hop_limit = 2"), options("http_tokens = null", "http_put_response_hop_limit = 2")],
  ["hop-removed", options(required, "http_put_response_hop_limit = 2"), options(required)],
  ["hop-changed", options(required, "http_put_response_hop_limit = 2"), options(required, "http_put_response_hop_limit = 1")],
  ["hop-changed-tokens-removed", options(required, "http_put_response_hop_limit = 2"), options("http_put_response_hop_limit = 1")],
  ["disabled", options(endpointEnabled, required), options(endpointDisabled, required)],
  ["disabled-alone", options(endpointEnabled, required), options(endpointDisabled)],
  ["enabled-again", options(endpointDisabled), options(endpointEnabled, required)],
  ["endpoint-removed", options(endpointDisabled, required), options(required)],
  ["dynamic-emptied", dynamic("[1]", required), dynamic("[]", required)],
  ["unchanged", options(required), options(required)],
];

const furtherChanges: readonly Change[] = [
  ["ipv6-removed", options(required, 'http_protocol_ipv6 = "enabled"'), options(required)],
  ["tags-removed", options(required, 'instance_metadata_tags = "enabled"'), options(required)],
  ["tags-changed", options('instance_metadata_tags = "enabled"'), options('instance_metadata_tags = "disabled"')],
];

function changed(type: string, prefix: string, list: readonly Change[], further: Lines = []): readonly Combination[] {
  return list.map(([name, before, after]) => {
    const id = `${prefix}-${name}`;
    return { id, before: resource(type, id, ...further, ...before), terraform: resource(type, id, ...further, ...after), address: addressOf(type, id) };
  });
}

/** Combinations that are applied twice: first as they were before. */
export const updates: readonly Combination[] = [
  ...changed("aws_instance", "instance-update", [...changes, ...furtherChanges]),
  ...changed("aws_launch_template", "template-update", [...changes, ...furtherChanges]),
  ...changed("aws_launch_template", "template-default-update", changes.slice(0, 4), ["update_default_version = true"]),
  ...changed("aws_launch_configuration", "configuration-update", changes),
  ...changed("aws_spot_instance_request", "spot-update", changes.slice(0, 4)),
];

function defaultsOf(id: string, lines: Lines, before?: Lines): Combination {
  const type = "aws_ec2_instance_metadata_defaults";
  const text = resource(type, id, ...lines);
  return { id, terraform: text, ...(before === undefined ? {} : { before: resource(type, id, ...before) }), address: addressOf(type, id) };
}

/** Account defaults have no name: a request belongs to the combination that has its place in the order. All with `before` change something. */
export const accountDefaults: readonly Combination[] = [
  defaultsOf("defaults-tokens-required", [required]),
  defaultsOf("defaults-tokens-optional", [optional]),
  defaultsOf("defaults-tokens-no-preference", ['http_tokens = "no-preference"']),
  defaultsOf("defaults-hop", ["http_put_response_hop_limit = 1"]),
  defaultsOf("defaults-hop-string", ['http_put_response_hop_limit = "2"']),
  defaultsOf("defaults-hop-none", ["http_put_response_hop_limit = -1", required]),
  defaultsOf("defaults-endpoint-enabled", [endpointEnabled]),
  defaultsOf("defaults-endpoint-disabled", [endpointDisabled, required]),
  defaultsOf("defaults-tags", ['instance_metadata_tags = "enabled"']),
  defaultsOf("defaults-tokens-null", ["http_tokens = null", "http_put_response_hop_limit = 1"]),
  defaultsOf("defaults-hop-null", [required, "http_put_response_hop_limit = null"]),
  defaultsOf("defaults-tokens-hop", [required, "http_put_response_hop_limit = 2"]),
  defaultsOf("defaults-all", [endpointEnabled, required, "http_put_response_hop_limit = 1", 'instance_metadata_tags = "disabled"']),
  defaultsOf("defaults-update-tokens", [required], [optional]),
  defaultsOf("defaults-update-tokens-removed", ["http_put_response_hop_limit = 2"], [required, "http_put_response_hop_limit = 2"]),
  defaultsOf("defaults-update-hop-removed", [required], [required, "http_put_response_hop_limit = 2"]),
  defaultsOf("defaults-update-hop-added", [required, "http_put_response_hop_limit = 2"], [required]),
  defaultsOf("defaults-update-endpoint-removed", [required], [required, endpointDisabled]),
];
