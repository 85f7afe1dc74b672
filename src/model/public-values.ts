import type { Scalar } from "./setting.ts";

const publicWords: readonly string[] = ["required", "optional", "enabled", "disabled", "no-preference", "v2.0", "$Latest", "$Default", "1", "2", "true", "false"];

/** The words and small numbers of the API are no secret, whoever passed them: they may be shown although they are marked as sensitive. */
export function isPublic(value: Scalar): boolean {
  if (typeof value === "number") return value >= -1 && value <= 64;
  return typeof value === "boolean" || publicWords.includes(value);
}
