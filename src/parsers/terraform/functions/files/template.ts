import type { Source } from "../../../../model/source.ts";
import { locate } from "../../../../model/source.ts";
import type { Call } from "../../../../syntax/hcl/ast.ts";
import { parseTemplate, type Fragment } from "../../../../syntax/hcl/fragment.ts";
import { callsWithin } from "../../calls.ts";
import { isNull } from "../../typing.ts";
import { failure, unknown, type Value } from "../../value.ts";
import type { FileCall } from "./call.ts";
import { firstFreeName } from "./names.ts";

/** The templates of one unit, each read once however often it is rendered. */
export interface Templates {
  readonly render: (source: Source, variables: Value, call: FileCall) => Value;
  /** The calls in the templates that were read since the last time. */
  readonly newCalls: () => readonly Call[];
}

/** https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers, as far as it matters for names of variables */
const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** https://developer.hashicorp.com/terraform/language/functions/templatefile */
export function createTemplates(): Templates {
  const parsed = new Map<Source, Fragment>();
  let calls: readonly Call[] = [];

  function fragmentOf(source: Source): Fragment {
    const before = parsed.get(source);
    if (before !== undefined) return before;
    const fragment = parseTemplate(source.text, source.text.charCodeAt(0) === 0xfeff ? 1 : 0, { start: 0, end: source.text.length });
    parsed.set(source, fragment);
    if (fragment.expression !== undefined) calls = [...calls, ...callsWithin(fragment.expression)];
    return fragment;
  }

  function render(source: Source, variables: Value, { scope, evaluate, origin, spend }: FileCall): Value {
    if (parsed.has(scope.source)) return failure("a template cannot call templatefile()", origin);
    if (variables.kind === "reference") return unknown(`the variables of ${source.path} are known only after apply`, origin);
    if (variables.kind !== "map") return failure("the variables of a template are a map", origin);
    const wrong = [...variables.entries.keys()].find((name) => !identifier.test(name));
    if (wrong !== undefined) return failure("a variable of the template has a name that is no identifier", origin);
    if (!spend(source.text.length / 100)) return unknown("the module takes too long to evaluate", origin);
    const { expression, faults } = fragmentOf(source);
    if (expression === undefined) {
      const [fault] = faults;
      const line = fault === undefined ? 1 : locate({ source, span: fault.span }).start.line;
      return failure(`the template ${source.path} is wrong in line ${line}`, origin);
    }
    const free = firstFreeName(expression, new Set(variables.entries.keys()));
    if (free !== undefined) return failure(`the template ${source.path} needs a variable ${free}`, origin);
    const value = evaluate(expression, { source, bindings: variables.entries });
    return isNull(value) ? failure(`the template ${source.path} comes to null`, origin) : value;
  }

  function newCalls(): readonly Call[] {
    const found = calls;
    calls = [];
    return found;
  }

  return { render, newCalls };
}
