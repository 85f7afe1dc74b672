/** A condition with its truth, as a clause: names get a truth, whole expressions are clauses already. */
export function conditionClause(condition: string, holds: boolean): string {
  if (!/\s/.test(condition) || ofOtherTemplate.test(condition)) return `${named(condition)} is ${holds}`;
  if (holds) return condition;
  const [, left, right] = /^(\S+) == ("[^"]*"|[\w.-]+)$/.exec(condition) ?? [];
  if (left !== undefined && right !== undefined) return `${left} != ${right}`;
  const [, subject, value] = /^([^"]+) is ("[^"]*")$/.exec(condition) ?? [];
  return subject === undefined || value === undefined ? `not (${condition})` : `${subject} is not ${value}`;
}

/** The conditions of CloudFormation have names; those of Terraform are paths. */
function named(condition: string): string {
  return /^\w+$/.test(condition) || ofOtherTemplate.test(condition) ? `condition ${condition}` : condition;
}

/** A condition of a template from which another one imports: `IsProd of network.yaml`. */
const ofOtherTemplate = /^[\w/]+ of [^"]+$/;
