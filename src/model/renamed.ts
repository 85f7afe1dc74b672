import type { Assumption, ImageUse, Link, Scenario, Target } from "./resource.ts";

/** The name under which something of one template is known beside another one. */
export type Rename = (text: string) => string;

/** A scenario beside those of another template: its conditions, inputs and addresses are others, even where they are called the same. */
export function renamed(scenario: Scenario, name: Rename): Scenario {
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
  switch (image.state) {
    case "resource":
      return { ...image, address: name(image.address) };
    case "one-of":
      return { ...image, images: image.images.map((one) => imageOf(one, name)) };
    case "undecided":
      return { ...image, images: image.images?.map((one) => imageOf(one, name)) };
    case "named":
    case "described":
    case "unknown":
    case "absent":
      return image;
  }
}
