import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Resource } from "../../src/model/resource.ts";
import { cloudformation } from "../../src/parsers/cloudformation/index.ts";
import { cloudFormationTypes } from "../../src/resource-types/cloudformation-types.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { scanText } from "../support/scan-text.ts";

/** For a rule, the types of its kinds that it can say nothing of, and why. */
const impossible: readonly (readonly [rule: string, types: RegExp, why: string])[] = [
  ["dropped-options", /./, "CloudFormation sends what is written"],
  ["hop-limit", /AppStream|SageMaker|ElasticBeanstalk|EMR::Cluster|ECS/, "the service has no hop limit to choose; a cluster's is its security configuration's"],
  ["tokens-required", /ECS/, "managed instances have no choice of tokens"],
  ["invalid-value", /AutoScalingGroup|SpotFleet|Nodegroup|Batch|GameLift|PCS|EMR::Cluster/, "it has no options of its own"],
  ["metadata-tags-key", /Fleet|Nodegroup|Batch|GameLift|PCS|WorkspacesInstances/, "tags of its machines are not read there"],
  ["stale-template-version", /WorkspacesInstances/, "it has no launch template"],
  ["weakened-override", /SpotFleet|Nodegroup|GameLift|PCS/, "it has no options, and no second template, to weaken the first one with"],
  ["weakened-override", /Batch/, "which instance types a second template is for is not compared"],
];

const folder = join(import.meta.dirname, "../../fixtures/rules");

interface Seen {
  readonly reported: ReadonlySet<string>;
  readonly silent: ReadonlySet<string>;
}

/** The pairs of rule and type of which the fixtures have a resource with a finding, and one without. */
async function seen(): Promise<Seen> {
  const reported = new Set<string>();
  const silent = new Set<string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"))) {
    const text = readFileSync(join(folder, path), "utf8");
    const { resources } = await cloudformation.parse({ dir: ".", sources: [{ path, text }], called: false });
    const { findings } = await scanText(path, text);
    const found = new Set(findings.map(({ rule, resource }) => `${rule} ${resource.address}`));
    for (const { kind, type, address } of resources) for (const id of rulesFor(kind)) (found.has(`${id} ${address}`) ? reported : silent).add(`${id} ${type}`);
  }
  return { reported, silent };
}

function rulesFor(kind: Resource["kind"]): readonly string[] {
  return builtinRules.filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id);
}

it("every rule has a bad and a good resource of every type that it can speak of", async () => {
  const { reported, silent } = await seen();
  const pairs = [...cloudFormationTypes].flatMap(([type, { kind }]) => rulesFor(kind).map((id) => ({ id, type, pair: `${id} ${type}` })));
  const possible = pairs.filter(({ id, type }) => !impossible.some(([rule, types]) => rule === id && types.test(type)));
  expect(possible.filter(({ pair }) => !reported.has(pair)).map(({ pair }) => pair), "no bad one").toEqual([]);
  expect(possible.filter(({ pair }) => !silent.has(pair)).map(({ pair }) => pair), "no good one").toEqual([]);
  expect(pairs.filter((one) => !possible.includes(one) && reported.has(one.pair)).map(({ pair }) => pair), "possible after all").toEqual([]);
});
