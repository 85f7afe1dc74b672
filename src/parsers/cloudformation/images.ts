import type { ImageUse } from "../../model/resource.ts";
import { whyUnknown, type Value } from "./value.ts";

/**
 * The image that an ImageId names: a literal id, or a public parameter of the parameter store, by a parameter of type
 * `AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>`, a dynamic reference, or `resolve:ssm:` in a launch template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
 */
export function imageUse(value: Value): ImageUse {
  switch (value.kind) {
    case "absent":
      return { state: "absent" };
    case "stored":
      return { state: "described", by: "ssm-parameter", patterns: [value.path], at: value.at, trail: value.trail };
    case "scalar": {
      const { at, trail } = value;
      const text = String(value.value);
      if (text.startsWith("resolve:ssm:")) return { state: "described", by: "ssm-parameter", patterns: [text.slice("resolve:ssm:".length).replace(/:[^:]*$/, "")], at, trail };
      return text.startsWith("ami-") ? { state: "named", name: text, at, trail } : { state: "unknown", why: `${JSON.stringify(text.slice(0, 60))} is no image id`, at, trail };
    }
    case "unknown": {
      const { why, at, trail, oneOf = [] } = value;
      const images = oneOf.map((one) => imageUse({ kind: "scalar", value: one, at, trail }));
      return images.length > 0 && new Set(images.map(imageClass)).size === 1 ? mergedImage(images, why) : { state: "unknown", why, at, trail };
    }
    case "resource":
      return { state: "unknown", why: whyUnknown(value), at: value.at, trail: value.trail };
    case "map":
    case "list":
      return { state: "unknown", why: `ImageId is a ${value.kind}, not an id`, at: value.at, trail: [] };
  }
}

/**
 * What tells images apart as far as the code goes: builds of one image for several processors are alike, and so are ids, of which
 * nobody can see what they stand for.
 */
export function imageClass(image: ImageUse): string {
  switch (image.state) {
    case "absent":
      return "absent";
    case "described":
      return `${image.by} ${image.patterns.map((pattern) => pattern.replace(/[-_/](?:x86_64|arm64|aarch64|amd64)(?![A-Za-z0-9])/g, "")).join(" ")}`;
    case "named":
    case "resource":
    case "unknown":
    case "one-of":
      return "some image";
    case "undecided":
      return image.images === undefined ? "undecided" : `one of ${[...new Set(image.images.map(imageClass))].sort().join(", ")}`;
  }
}

/** Several images as one. Of one class, what holds for all of them holds for it; else it is undecided which of them it is. */
export function mergedImage(images: readonly ImageUse[], why: string): ImageUse {
  const distinct = [...new Map(images.map((image) => [imageKey(image), image])).values()];
  const [first, ...others] = distinct;
  if (first === undefined) return { state: "absent" };
  if (others.length === 0) return first;
  if (new Set(distinct.map(imageClass)).size > 1 || first.state === "absent") return undecidedImage(distinct, why);
  const trail = distinct.slice(0, mostTrails).flatMap((image) => (image.state === "absent" ? [] : image.trail));
  if (first.state === "described") return { ...first, patterns: [...new Set(distinct.flatMap((image) => (image.state === "described" ? image.patterns : [])))], trail };
  return { state: "one-of", images: distinct, why, at: first.at, trail: [] };
}

/** One of several images that differ, with the reason why it is not known which one. */
function undecidedImage(images: readonly ImageUse[], why: string): ImageUse {
  const open = images.find((image) => image.state === "undecided");
  const all = images.flatMap((image) => (image.state === "undecided" ? (image.images ?? []) : [image]));
  const place = images.find((image) => image.state !== "absent");
  if (place === undefined) return { state: "absent" };
  const isOpen = images.some((image) => image.state === "undecided" && image.images === undefined);
  return { state: "undecided", images: isOpen ? undefined : all, why: open?.why ?? why, at: place.at, trail: [] };
}

/** Of so many merged images the ways are kept. */
const mostTrails = 4;

function imageKey(image: ImageUse): string {
  switch (image.state) {
    case "absent":
      return "";
    case "described":
      return `described ${image.patterns.join(" ")}`;
    case "named":
      return `named ${image.name}`;
    case "resource":
      return `resource ${image.address}`;
    case "unknown":
    case "one-of":
    case "undecided":
      return `${image.state} ${image.why}`;
  }
}
