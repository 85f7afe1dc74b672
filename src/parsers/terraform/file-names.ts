/**
 * Which files of a directory are what, by their names alone: Terraform's own (https://developer.hashicorp.com/terraform/language/files)
 * and OpenTofu's (https://opentofu.org/docs/language/files/).
 */
const configuration = /\.(?:tf|tofu)(?:\.json)?$/;

/** Whether the file declares something: `x.tf`, `x.tf.json`, `x.tofu`, `x.tofu.json`. */
export function isConfiguration(path: string): boolean {
  return configuration.test(path);
}

/** Whether the file is merged into the others instead of adding to them: `override.tf`, `x_override.tf`, and so on. */
export function isOverride(path: string): boolean {
  return isConfiguration(path) && /(?:^|_)override$/.test(baseName(path).replace(configuration, ""));
}

/** Whether the file is in Terraform's JSON syntax. */
export function isJson(path: string): boolean {
  return path.endsWith(".json");
}

/** Whether Terraform reads this tfvars file without being told: https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files */
export function isLoadedTfvars(path: string): boolean {
  return /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(baseName(path));
}

/** Terraform's load order of tfvars files, the later one winning: `terraform.tfvars`, `terraform.tfvars.json`, then the `auto` ones by name. */
export function byLoadOrder(a: string, b: string): number {
  const one = rank(baseName(a));
  const other = rank(baseName(b));
  return one < other ? -1 : one > other ? 1 : 0;
}

function rank(name: string): string {
  if (name === "terraform.tfvars") return "0";
  return name === "terraform.tfvars.json" ? "1" : `2${name}`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
