import type { Assumption, ImageUse, Link, Resource, Scenario, Target } from "../../model/resource.ts";

/**
 * The resources of one of several templates in one file. They are stacks of their own, with parameters and logical ids of their own: from the
 * second on, names say which template they belong to, so that nothing of one is taken for something of another.
 */
export function ofTemplate(resource: Resource, index: number): Resource {
  if (index === 0) return resource;
  const name = (text: string): string => `${text} (template ${index + 1})`;
  const { address, placement, scenarios } = resource;
  return { ...resource, address: name(address), placement: { ...placement, account: name(placement.account ?? "") }, scenarios: scenarios.map((scenario) => renamed(scenario, name)) };
}

type Rename = (text: string) => string;

function renamed(scenario: Scenario, name: Rename): Scenario {
  const { when, inputs, links, image } = scenario;
  return {
    ...scenario,
    when: when.map((one) => assumed(one, name)),
    ...(inputs === undefined ? {} : { inputs: new Map(Array.from(inputs, ([subject, values]) => [name(subject), values])) }),
    links: links.map((link) => linked(link, name)),
    image: imageOf(image, name),
  };
}

function assumed({ condition, subject, ...rest }: Assumption, name: Rename): Assumption {
  return { ...rest, condition: name(condition), ...(subject === undefined ? {} : { subject: name(subject) }) };
}

function linked(link: Link, name: Rename): Link {
  return { ...link, target: targetOf(link.target, name), ...(link.instead === undefined ? {} : { instead: targetOf(link.instead, name) }) };
}

function targetOf(target: Target, name: Rename): Target {
  return target.state === "resource" ? { ...target, address: name(target.address) } : target;
}

function imageOf(image: ImageUse, name: Rename): ImageUse {
  if (image.state === "resource") return { ...image, address: name(image.address) };
  return image.state === "one-of" ? { ...image, images: image.images.map((one) => imageOf(one, name)) } : image;
}
