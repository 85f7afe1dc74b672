import { child, type DataMap } from "../../syntax/data.ts";
import type { Link, Resource } from "../../model/resource.ts";
import { noOptions } from "./options.ts";
import { imageUse, namedLink, regionOfZones, templateLink } from "./references.ts";
import { resource, type Reading } from "./resource.ts";
import { header, labelled, literal, mapsOf, written } from "./values.ts";

/**
 * An auto scaling group launches through a template, a configuration, an instance, or the template and overrides of a mixed instances
 * policy. An override with an image of its own is a launcher of its own, because the image may decide. An update that speaks of none of
 * these changes nothing of what is launched.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html
 */
export function scalingGroup(reading: Reading): readonly Resource[] {
  const { source, root, type } = reading;
  const plain = [templateLink(source, root, "LaunchTemplate"), namedLink(source, root, "launch-configuration", "LaunchConfigurationName"), namedLink(source, root, "instance", "InstanceId")];
  const mixed = mixedLinks(reading);
  const links = [...plain.filter((link) => link !== undefined), ...mixed.links];
  const at = header(source, root, ["AutoScalingGroupName"]);
  const region = regionOfZones(zonesOf(root));
  const address = labelled(type, literal(root, "AutoScalingGroupName"), "(");
  const group = { kind: "launcher", address, at, region, names: [], options: noOptions(at), links, image: { state: "absent" } } as const;
  const special = mixed.special.map(({ path, map, link }) => {
    const place = header(source, map, ["ImageId"]);
    return resource(reading, { kind: "launcher", address: `${type}.${path}`, at: place, region, names: [], options: noOptions(place), links: [link], image: imageUse(source, map) });
  });
  return [...(links.length === 0 ? [] : [resource(reading, group)]), ...special];
}

interface Mixed {
  readonly links: readonly Link[];
  /** The overrides with images. */
  readonly special: readonly { readonly path: string; readonly map: DataMap; readonly link: Link }[];
}

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateOverrides.html */
function mixedLinks({ source, root }: Reading): Mixed {
  const template = child(child(root, "MixedInstancesPolicy"), "LaunchTemplate");
  if (template?.kind !== "map") return { links: [], special: [] };
  const common = templateLink(source, template, "LaunchTemplateSpecification");
  const overrides = mapsOf(template, "Overrides").map(({ index, map }) => ({
    path: `MixedInstancesPolicy.LaunchTemplate.Overrides[${index}]`,
    map,
    own: templateLink(source, map, "LaunchTemplateSpecification"),
    hasImage: written(map, "ImageId") !== undefined,
  }));
  const ordinary = overrides.filter(({ hasImage }) => !hasImage);
  const isUsed = common !== undefined && (overrides.length === 0 || ordinary.some(({ own }) => own === undefined));
  const own = ordinary.flatMap((override) => (override.own === undefined ? [] : [{ ...override.own, ...(common === undefined ? {} : { instead: common.target }) }]));
  const special = overrides.filter(({ hasImage }) => hasImage).flatMap(({ path, map, own: other }) => {
    const link = other ?? common;
    return link === undefined ? [] : [{ path, map, link }];
  });
  return { links: [...(isUsed ? [common] : []), ...own], special };
}

function zonesOf(root: DataMap) {
  const zones = child(root, "AvailabilityZones");
  return zones?.kind === "list" ? zones.items : [];
}
