import type { Facts } from "../model/effective.ts";
import type { ImageUse, Resource, Scenario } from "../model/resource.ts";
import type { Hop } from "../model/setting.ts";
import type { Index } from "./index-resources.ts";

/**
 * What is known of an image: `v2.0`, that it has no support, or nothing (then it counts as not enforcing). `undecided` is another matter:
 * the code may say it, but it was not worked out, so that nothing counts.
 */
export type ImageSupport =
  | { readonly support: "v2.0" | "none"; readonly trail: readonly Hop[] }
  | { readonly support: "unknown" | "undecided"; readonly why: string; readonly trail: readonly Hop[] };

interface KnownImage {
  readonly by: "ssm-parameter" | "image-name";
  readonly pattern: RegExp;
  readonly support: "v2.0" | "none";
  readonly source: string;
}

const al2023 = "https://docs.aws.amazon.com/linux/al2023/ug/imdsv2.html";
const transition = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html";

/** Public images whose `ImdsSupport` is documented. A name pattern must pin the family of Amazon's images: `al2023-*` does, `al*` does not. */
const knownImages: readonly KnownImage[] = [
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-/, support: "v2.0", source: al2023 },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2023\//, support: "v2.0", source: al2023 },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/eks\/optimized-ami\/[^/]+\/amazon-linux-2023\//, support: "v2.0", source: al2023 },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ami-amazon-linux-latest\/(amzn2-ami-|amzn-ami-)/, support: "none", source: transition },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ecs\/optimized-ami\/amazon-linux(-2)?\//, support: "none", source: transition },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/eks\/optimized-ami\/[^/]+\/amazon-linux-2(-arm64|-gpu)?\//, support: "none", source: transition },
  { by: "image-name", pattern: /^al2023-/, support: "v2.0", source: al2023 },
  { by: "image-name", pattern: /^amazon-eks-node-al2023-/, support: "v2.0", source: al2023 },
  { by: "image-name", pattern: /^amzn2?-ami-/, support: "none", source: transition },
];

/** What the image of a launch brings. `resources` is asked for images of the same scope, `facts` for literal ids. */
export function imageSupport(use: ImageUse, resources: Index, facts: Facts, seen: ReadonlySet<Resource> = new Set()): ImageSupport {
  switch (use.state) {
    case "absent":
      return { support: "unknown", why: "no image is named", trail: [] };
    case "unknown":
      return { support: "unknown", why: use.why, trail: use.trail };
    case "described":
      return describedSupport(use);
    case "one-of":
      return supportOfSeveral(use, resources, facts, seen);
    case "undecided":
      return supportOfUndecided(use, resources, facts, seen);
    case "named": {
      const fact = facts.images[use.name];
      if (fact !== undefined) return { support: fact, trail: [...use.trail, { at: use.at, note: `image ${use.name} has imds-support ${fact}, says the configuration` }] };
      const image = resources.named("image", use.name);
      if (image !== undefined) return supportOfResource(image, use.trail, resources, facts, seen);
      return { support: "unknown", why: `nothing is known of image ${use.name}`, trail: use.trail };
    }
    case "resource": {
      const image = resources.at(use.address);
      if (image?.kind === "instance") return supportOfInstance(image, use.trail, resources, facts, seen);
      if (image?.kind !== "image") return { support: "unknown", why: `${use.address} is no image that was scanned`, trail: use.trail };
      return supportOfResource(image, use.trail, resources, facts, seen);
    }
  }
}

/** What holds for each of several images holds whichever is launched. */
function supportOfSeveral({ images, why, trail }: Extract<ImageUse, { state: "one-of" }>, resources: Index, facts: Facts, seen: ReadonlySet<Resource>): ImageSupport {
  const [first, ...others] = images.map((image) => imageSupport(image, resources, facts, seen));
  if (first === undefined || first.support === "unknown" || others.some(({ support }) => support !== first.support)) return { support: "unknown", why, trail };
  return first;
}

/** Where all are alike, it makes no difference which one it is; where none of them surely requires tokens, it counts as one that does not. */
function supportOfUndecided({ images, why, trail }: Extract<ImageUse, { state: "undecided" }>, resources: Index, facts: Facts, seen: ReadonlySet<Resource>): ImageSupport {
  const found = (images ?? []).map((image) => imageSupport(image, resources, facts, seen));
  const [first, ...others] = found;
  if (first === undefined || found.some(({ support }) => support === "undecided")) return { support: "undecided", why, trail };
  if (others.every(({ support }) => support === first.support)) return first;
  return { support: found.some(({ support }) => support === "v2.0") ? "undecided" : "unknown", why, trail };
}

function describedSupport(use: Extract<ImageUse, { state: "described" }>): ImageSupport {
  const found = use.patterns.map((pattern) => knownImages.find((known) => known.by === use.by && known.pattern.test(pattern)));
  const first = found[0];
  if (first === undefined || found.some((known) => known?.support !== first.support)) {
    return { support: "unknown", why: `nothing is known of images such as ${use.patterns.join(", ")}`, trail: use.trail };
  }
  const words = first.support === "v2.0" ? "is registered with imds-support v2.0" : "has no imds-support";
  return { support: first.support, trail: [...use.trail, { at: use.at, note: `image ${use.patterns.join(", ")} ${words}` }] };
}

/** An image made from an instance inherits from the image of that instance. */
function supportOfInstance(instance: Resource, trail: readonly Hop[], resources: Index, facts: Facts, seen: ReadonlySet<Resource>): ImageSupport {
  const [scenario, ...others] = instance.scenarios;
  if (scenario === undefined || others.length > 0 || seen.has(instance)) return { support: "unknown", why: `the image of ${instance.address} is not decided`, trail };
  const source = imageSupport(scenario.image, resources, facts, new Set([...seen, instance]));
  return { ...source, trail: [...source.trail, { at: instance.at, note: `${instance.address} runs it` }, ...trail] };
}

function supportOfResource(image: Resource, trail: readonly Hop[], resources: Index, facts: Facts, seen: ReadonlySet<Resource>): ImageSupport {
  if (seen.has(image)) return { support: "unknown", why: `${image.address} is copied from itself`, trail };
  const [first, ...others] = image.scenarios.map((scenario) => supportInScenario(image, scenario, trail, resources, facts, seen));
  const isOne = first !== undefined && others.every(({ support }) => support === first.support);
  return isOne ? first : { support: "unknown", why: `${image.address} depends on conditions`, trail };
}

function supportInScenario(image: Resource, scenario: Scenario, trail: readonly Hop[], resources: Index, facts: Facts, seen: ReadonlySet<Resource>): ImageSupport {
  const { imdsSupport, imageOrigin } = scenario.settings;
  if (imageOrigin.state === "known" && imageOrigin.value === "copied") {
    const source = imageSupport(scenario.image, resources, facts, new Set([...seen, image]));
    return { ...source, trail: [...source.trail, { at: image.at, note: `${image.address} inherits from its source image` }] };
  }
  const hop = (note: string): readonly Hop[] => [{ at: imdsSupport.at, note }, ...trail];
  switch (imdsSupport.state) {
    case "known":
      return imdsSupport.value === "v2.0"
        ? { support: "v2.0", trail: hop(`${image.address} is registered with imds-support v2.0`) }
        : { support: "none", trail: hop(`${image.address} is registered with imds-support ${String(imdsSupport.value)}`) };
    case "absent":
      return { support: "none", trail: hop(`${image.address} is registered without imds-support`) };
    case "unknown":
      return { support: "unknown", why: imdsSupport.why, trail: hop(`imds-support of ${image.address} is unknown`) };
  }
}
