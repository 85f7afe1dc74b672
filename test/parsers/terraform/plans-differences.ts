/** Root modules in which a setting hangs on what exists only after apply: there, unknown is the right answer. */
export const unknownInputs: ReadonlySet<string> = new Set(["unknown-inputs", "unknown-through-module"]);

type Differences = Readonly<Record<string, readonly string[]>>;

/** Files beside the code are not read while it is evaluated. */
const files: Differences = {
  files: [
    "aws_launch_template.web: http_tokens is planned required, ours unknown (file() is not evaluated)",
    "aws_launch_template.web: http_put_response_hop_limit is planned 2, ours unknown (file() is not evaluated)",
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (fileexists() is not evaluated)",
    "aws_launch_template.web: instance_metadata_tags is planned enabled, ours unknown (templatefile() is not evaluated)",
  ],
};

/** What another resource's nested block or name says is not followed: a reference to it stays a reference, because links need it. */
const elsewhere: Differences = {
  "resource-argument": [
    "aws_launch_template.derived: http_tokens is planned required, ours unknown (aws_launch_template.base.metadata_options.0.http_tokens is known only after apply)",
    "aws_launch_template.derived: http_put_response_hop_limit is planned 2, ours unknown (aws_launch_template.base.metadata_options is known only after apply)",
    "aws_launch_template.derived: instance_metadata_tags is planned enabled, ours unknown (aws_launch_template.base.name == \"base\")",
  ],
};

/** Where our settings are not those of the plan: exactly these, so that what is mended has to be taken out. */
export const knownDifferences: Differences = { ...files, ...elsewhere };
