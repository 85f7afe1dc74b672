import type { Scalar } from "../../model/setting.ts";

/**
 * The values that a validation leaves: only some, or all but some. `exact` is false when more is refused than could be understood;
 * such a set may be narrowed further, but says nothing of its opposite.
 */
export interface Allowed {
  readonly kind: "only" | "except";
  readonly values: readonly (Scalar | null)[];
  readonly exact: boolean;
}

export function only(values: readonly (Scalar | null)[]): Allowed {
  return { kind: "only", values: [...new Set(values)], exact: true };
}

export function permits({ kind, values }: Allowed, value: Scalar | null): boolean {
  return values.includes(value) === (kind === "only");
}

/** Both must allow; what is not understood may refuse anything. */
export function both(a: Allowed | undefined, b: Allowed | undefined): Allowed | undefined {
  if (a === undefined || b === undefined) {
    const known = a ?? b;
    return known && { ...known, exact: false };
  }
  const exact = a.exact && b.exact;
  if (a.kind === "only") return { kind: "only", values: a.values.filter((value) => permits(b, value)), exact };
  if (b.kind === "only") return { kind: "only", values: b.values.filter((value) => permits(a, value)), exact };
  return { kind: "except", values: [...new Set([...a.values, ...b.values])], exact };
}

/** One of them must allow; what is not understood may allow anything. */
export function either(a: Allowed | undefined, b: Allowed | undefined): Allowed | undefined {
  if (a === undefined || b === undefined) return undefined;
  const exact = a.exact && b.exact;
  if (a.kind === "only" && b.kind === "only") return { kind: "only", values: [...new Set([...a.values, ...b.values])], exact };
  const [except, other] = a.kind === "except" ? [a, b] : [b, a];
  return { kind: "except", values: except.values.filter((value) => !permits(other, value)), exact };
}

export function opposite(allowed: Allowed | undefined): Allowed | undefined {
  if (allowed?.exact !== true) return undefined;
  return { ...allowed, kind: allowed.kind === "only" ? "except" : "only" };
}
