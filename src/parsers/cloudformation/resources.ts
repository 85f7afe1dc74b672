import type { Placement, Resource } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import { cloudFormationTypes, sdkCall } from "../../resource-types/cloudformation-types.ts";
import type { ResourceType } from "../../resource-types/resource-type.ts";
import { child } from "../../syntax/data.ts";
import type { Context } from "./context.ts";
import { explore } from "./explore.ts";
import { Images, pascal, resourceNode } from "./node.ts";
import { scenariosOf } from "./scenarios.ts";
import type { Template, TemplateResource } from "./template.ts";
import { World } from "./world.ts";
import { worldsOf, type Launching, type Worlds } from "./worlds.ts";
import { written } from "./written.ts";

/** The resources of a template that launch machines, hold launch settings or decide beside them, in document order, as far as they can exist at all. */
export function launchResources(template: Template): readonly Resource[] {
  const worlds = worldsOf(template);
  const found: Resource[] = [];
  for (const resource of template.resources.values()) {
    const type = typeOf(resource);
    if (type === undefined) continue;
    const launched = { ...launchResource({ resource, type, images: new Images() }, worlds), ...(template.borrowed?.resources.has(resource.id) === true ? { judgedElsewhere: true as const } : {}) };
    if (launched.scenarios.length > 0) found.push(launched);
  }
  return found;
}

/** A custom resource matters when it is told to modify the account defaults: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsCustomResource.html */
function typeOf({ type, properties }: TemplateResource): ResourceType | undefined {
  const known = cloudFormationTypes.get(type);
  if (known !== undefined || properties === undefined) return known;
  const isCustom = type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource";
  return isCustom && /modifyInstanceMetadataDefaults/i.test(written(properties)) ? sdkCall : undefined;
}

function launchResource(launching: Launching, worlds: Worlds): Resource {
  const { resource, type } = launching;
  const { scenarios, remarks } = scenariosOf(launching, worlds);
  return {
    kind: type.kind,
    format: "cloudformation",
    type: resource.type,
    address: resource.id,
    at: resource.at,
    placement: { provider: "cloudformation", ...regionOf(launching, worlds) },
    names: namesOf(launching, worlds),
    ...defaultVersionOf(launching, worlds),
    scenarios,
    ...(remarks.length === 0 ? {} : { remarks }),
  };
}

/** Which version of a launch template is its default one, without deciding anything: templates cannot move it. */
function defaultVersionOf({ resource, type, images }: Launching, { template, inputs, reserve }: Worlds): Pick<Resource, "defaultVersion"> {
  if (type.defaultVersion === undefined) return {};
  const context: Context = { template, world: World.closed(inputs, reserve, new Map(), ""), asked: "property" };
  return { defaultVersion: type.defaultVersion(resourceNode(resource, { context, images })) };
}

/** Every name that it has in some world. */
function namesOf({ resource, type, images }: Launching, worlds: Worlds): readonly string[] {
  const name = type.named ?? "name";
  if (child(resource.properties, pascal(name)) === undefined) return [];
  const names = answers((node) => node.setting(name), { resource, type, images }, worlds) ?? [];
  return [...new Set(names.flatMap((setting) => (setting.state === "known" ? [String(setting.value)] : [])))];
}

/** The Region that a resource names itself, where it does so. */
function regionOf({ resource, type, images }: Launching, worlds: Worlds): Pick<Placement, "region" | "regionUnknown"> {
  if (type.region === undefined) return {};
  const regions = answers(type.region, { resource, type, images }, worlds);
  if (regions === undefined) return { regionUnknown: "the call is made in one of too many Regions" };
  const [first] = regions;
  if (first === undefined || regions.every(({ state }) => state === "absent")) return {};
  if (first.state === "known" && regions.every((other) => other.state === "known" && other.value === first.value)) return { region: String(first.value) };
  return { regionUnknown: first.state === "unknown" ? first.why : "the call is made in one of several Regions" };
}

/** The answers in all worlds; undefined where these are too many. */
function answers(ask: NonNullable<ResourceType["region"]>, { resource, images }: Launching, { template, inputs, budget }: Worlds): readonly Setting[] | undefined {
  const { leaves } = explore(inputs, budget, (world) => ask(resourceNode(resource, { context: { template, world, asked: "property" }, images })));
  return leaves?.map(({ outcome }) => outcome);
}
