/**
 * Functions whose result is a text that is not known before Terraform runs, or not here: the clock, chance, secrets, the file system,
 * and `base64gzip`, whose bytes are those of Go's compressor. https://developer.hashicorp.com/terraform/language/functions
 */
export const textsNotEvaluated: ReadonlySet<string> = new Set([
  "abspath",
  "base64gzip",
  "bcrypt",
  "file",
  "filebase64",
  "filebase64sha256",
  "filebase64sha512",
  "filemd5",
  "filesha1",
  "filesha256",
  "filesha512",
  "pathexpand",
  "plantimestamp",
  "rsadecrypt",
  "templatestring",
  "timestamp",
  "uuid",
]);
