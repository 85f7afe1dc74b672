/** What Terraform refuses, in its own shape so that it cannot be taken for a text. */
export interface Refused {
  readonly refused: string;
}

export function refuse(why: string): Refused {
  return { refused: why };
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "refused" in value;
}
