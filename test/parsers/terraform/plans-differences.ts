/** Root modules in which a setting hangs on what exists only after apply: there, unknown is the right answer. */
export const unknownInputs: ReadonlySet<string> = new Set(["unknown-inputs", "unknown-through-module"]);

type Differences = Readonly<Record<string, readonly string[]>>;

/** Functions that are not evaluated. */
const functions: Differences = {
  "cloudposse-style": [
    "aws_instance.default[0]: http_put_response_hop_limit is planned 1, ours unknown (index() is not evaluated)",
    "aws_instance.default[1]: http_put_response_hop_limit is planned 2, ours unknown (index() is not evaluated)",
  ],
  "functions-coalesce": [
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (coalescelist() is not evaluated)",
  ],
  "functions-json": [
    "aws_launch_template.web: http_tokens is planned required, ours unknown (jsondecode() is not evaluated)",
    "aws_launch_template.web: http_put_response_hop_limit is planned 2, ours unknown (jsondecode() is not evaluated)",
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (yamldecode() is not evaluated)",
    "aws_launch_template.web: http_protocol_ipv6 is planned disabled, ours unknown (yamldecode() is not evaluated)",
    "aws_launch_template.web: instance_metadata_tags is planned not set, ours unknown (jsondecode() is not evaluated)",
  ],
  "functions-numbers": [
    "aws_launch_template.b: http_put_response_hop_limit is planned 4, ours unknown (floor() is not evaluated)",
    "aws_launch_template.c: http_put_response_hop_limit is planned 2, ours unknown (abs() is not evaluated)",
  ],
  "functions-range": [
    "aws_instance.this: not planned",
    'aws_instance.this["node-0"]: found 0 times',
    'aws_instance.this["node-1"]: found 0 times',
    'aws_instance.this["node-2"]: found 0 times',
  ],
  "functions-regex": [
    "aws_launch_template.web: http_tokens is planned required, ours unknown (regexall() is not evaluated)",
    "aws_launch_template.web: http_put_response_hop_limit is planned 2, ours unknown (regex() is not evaluated)",
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (regex() is not evaluated)",
    "aws_launch_template.web: instance_metadata_tags is planned enabled, ours unknown (startswith() is not evaluated)",
  ],
  "functions-sets": [
    "aws_launch_template.union: not planned",
    "aws_launch_template.difference: not planned",
    'aws_launch_template.difference["x"]: found 0 times',
    'aws_launch_template.union["x"]: found 0 times',
    'aws_launch_template.union["y"]: found 0 times',
    'aws_launch_template.union["z"]: found 0 times',
  ],
  "functions-strings": [
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (format() is not evaluated)",
    "aws_launch_template.web: http_protocol_ipv6 is planned disabled, ours unknown (substr() is not evaluated)",
    "aws_launch_template.web: instance_metadata_tags is planned enabled, ours unknown (replace() is not evaluated)",
  ],
  "functions-zipmap": [
    "aws_launch_template.web: not planned",
    'aws_launch_template.web["x"]: found 0 times',
    'aws_launch_template.web["y"]: found 0 times',
  ],
  "path-names": [
    "aws_launch_template.web: http_tokens is planned required, ours unknown (basename() is not evaluated)",
  ],
  "sorted-for": [
    "aws_launch_template.web: not planned",
    'aws_launch_template.web["a"]: found 0 times',
    'aws_launch_template.web["b"]: found 0 times',
    'aws_launch_template.web["c"]: found 0 times',
  ],
  splats: [
    "aws_launch_template.web: http_put_response_hop_limit is planned 2, ours unknown (reverse() is not evaluated)",
  ],
};

/** Sets are kept as lists: in a `dynamic` block over a set the iterator's key is the element, not its position. */
const sets: Differences = {
  "dynamic-set": [
    "aws_launch_template.web: http_endpoint is planned enabled, ours disabled",
  ],
};

/** Files beside the code are not read while it is evaluated. */
const files: Differences = {
  files: [
    "aws_launch_template.web: http_tokens is planned required, ours unknown (jsondecode() is not evaluated)",
    "aws_launch_template.web: http_put_response_hop_limit is planned 2, ours unknown (jsondecode() is not evaluated)",
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (fileexists() is not evaluated)",
    "aws_launch_template.web: instance_metadata_tags is planned enabled, ours unknown (templatefile() is not evaluated)",
  ],
};

/** The workspace is an input that the code does not hold: the plan was made in `default`. */
const inputs: Differences = {
  workspace: [
    "aws_launch_template.web: http_tokens is planned required, ours unknown (terraform.workspace is decided when Terraform runs)",
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (terraform.workspace is decided when Terraform runs)",
  ],
};

/** What another resource's nested block or name says is not followed: a reference to it stays a reference, because links need it. */
const elsewhere: Differences = {
  "resource-argument": [
    "aws_launch_template.derived: http_tokens is planned required, ours unknown (aws_launch_template.base.metadata_options.0.http_tokens is known only after apply)",
    "aws_launch_template.derived: http_put_response_hop_limit is planned 2, ours unknown (aws_launch_template.base.metadata_options is known only after apply)",
    "aws_launch_template.derived: instance_metadata_tags is planned enabled, ours unknown (aws_launch_template.base.name is known only after apply)",
  ],
};

/** Where our settings are not those of the plan: exactly these, so that what is mended has to be taken out. */
export const knownDifferences: Differences = { ...functions, ...sets, ...files, ...inputs, ...elsewhere };
