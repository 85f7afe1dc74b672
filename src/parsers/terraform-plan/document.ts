import { items, kindAt, members, memberOf, membersOf, rootOf, SkimFault, textAt } from "../../syntax/json/skim.ts";
import type { Place, Source } from "../../model/source.ts";

/** The parts of what `terraform show -json` prints that are ever looked at. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanDocument {
  readonly shape: "plan" | "state";
  readonly version: { readonly text: string; readonly at: Place };
  /** `resource_changes`: what will be, with what is known only after apply. */
  readonly changes: Place | undefined;
  /** `planned_values` of a plan, `values` of a state. */
  readonly values: Place | undefined;
  /** The state before the plan: what data sources returned. */
  readonly before: Place | undefined;
  readonly configuration: Place | undefined;
  /** Values of the root module's variables, defaults included. */
  readonly variables: ReadonlyMap<string, Place>;
  /** Whether some resource's attributes flow into others, so that values may be known only after apply. */
  readonly mayHoldUnknowns: boolean;
  /** Set when Terraform says that it failed while planning: the plan is not all. */
  readonly errored: Place | undefined;
  /** Where the text stops being JSON. */
  readonly fault: SkimFault | undefined;
}

/**
 * Recognises the document by the keys of its root: `format_version` with the keys of a plan or of a state. A state file itself
 * (`terraform.tfstate`), other output with a `format_version`, and everything else is undefined. Never throws.
 */
export function readDocument(source: Source): PlanDocument | undefined {
  if (!source.text.includes('"format_version"')) return undefined;
  const root = rootOf(source);
  if (kindAt(root) !== "map") return undefined;
  const { found, fault } = topLevel(root);
  const format = found.get("format_version");
  const version = format === undefined ? undefined : quiet(() => textAt(format));
  if (format === undefined || version === undefined) return undefined;
  const changes = ofKind("list", found.get("resource_changes"));
  const planned = ofKind("map", found.get("planned_values"));
  const values = ofKind("map", found.get("values"));
  if (changes === undefined && planned === undefined && (values === undefined || found.has("provider_schemas"))) return undefined;
  const shape = changes === undefined && planned === undefined ? "state" : "plan";
  const relevant = found.get("relevant_attributes");
  const errored = found.get("errored");
  return {
    shape,
    version: { text: version, at: format },
    changes,
    values: shape === "plan" ? planned : values,
    before: shape === "plan" ? quiet(() => memberOf(found.get("prior_state"), "values")) : undefined,
    configuration: found.get("configuration"),
    variables: quiet(() => membersOf(found.get("variables"))) ?? new Map<string, Place>(),
    mayHoldUnknowns: relevant === undefined || quiet(() => items(relevant).next().done) !== true,
    errored: errored !== undefined && source.text.startsWith("true", errored.span.start) ? errored : undefined,
    fault,
  };
}

/** The root's members as far as the text is JSON: a plan that was cut off is still a plan. */
function topLevel(root: Place): { readonly found: ReadonlyMap<string, Place>; readonly fault: SkimFault | undefined } {
  const found = new Map<string, Place>();
  try {
    for (const [key, value] of members(root)) found.set(key, value);
  } catch (error) {
    if (!(error instanceof SkimFault)) throw error;
    return { found, fault: error };
  }
  return { found, fault: undefined };
}

function ofKind(kind: "map" | "list", place: Place | undefined): Place | undefined {
  return place !== undefined && kindAt(place) === kind ? place : undefined;
}

/** The answer, or undefined where the text is no JSON: a broken side issue must not hide the resources. */
function quiet<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SkimFault) return undefined;
    throw error;
  }
}
