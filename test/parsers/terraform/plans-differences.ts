/** Root modules in which a setting hangs on what exists only after apply: there, unknown is the right answer. */
export const unknownInputs: ReadonlySet<string> = new Set(["unknown-inputs", "unknown-through-module"]);

type Differences = Readonly<Record<string, readonly string[]>>;

/** The workspace is an input that the code does not hold: the plan was made in `default`. */
const inputs: Differences = {
  workspace: [
    "aws_launch_template.web: http_tokens is planned required, ours unknown (terraform.workspace is decided when Terraform runs)",
    "aws_launch_template.web: http_endpoint is planned enabled, ours unknown (terraform.workspace is decided when Terraform runs)",
  ],
};

/** Where our settings are not those of the plan: exactly these, so that what is mended has to be taken out. */
export const knownDifferences: Differences = { ...inputs };
