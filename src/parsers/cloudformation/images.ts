import type { ImageUse } from "../../model/resource.ts";
import { decided, whyUnknown, type Value } from "./value.ts";

type Described = Extract<ImageUse, { state: "described" }>;

/**
 * The image that an ImageId names: a literal id, or a public parameter of the parameter store, by a parameter of type
 * `AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>`, a dynamic reference, or `resolve:ssm:` in a launch template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
 */
export function imageUse(value: Value): ImageUse {
  const branches = value.kind === "choice" ? bothDescribed(imageUse(value.then), imageUse(value.otherwise)) : undefined;
  if (branches !== undefined) return branches;
  const answer = decided(value);
  switch (answer.kind) {
    case "absent":
      return { state: "absent" };
    case "stored":
      return { state: "described", by: "ssm-parameter", patterns: [answer.path], at: answer.at, trail: answer.trail };
    case "scalar": {
      const { at, trail } = answer;
      const text = String(answer.value);
      if (text.startsWith("resolve:ssm:")) return { state: "described", by: "ssm-parameter", patterns: [text.slice("resolve:ssm:".length).replace(/:[^:]*$/, "")], at, trail };
      return text.startsWith("ami-") ? { state: "named", name: text, at, trail } : { state: "unknown", why: `${JSON.stringify(text.slice(0, 60))} is no image id`, at, trail };
    }
    case "unknown":
      return { state: "unknown", why: answer.why, at: answer.at, trail: answer.trail };
    case "resource":
      return { state: "unknown", why: whyUnknown(answer), at: answer.at, trail: answer.trail };
    case "map":
    case "list":
      return { state: "unknown", why: `ImageId is a ${answer.kind}, not an id`, at: answer.at, trail: [] };
  }
}

/** A choice between described images is described by the words of both: what holds for all of them holds for it. */
function bothDescribed(then: ImageUse, otherwise: ImageUse): Described | undefined {
  if (then.state !== "described" || otherwise.state !== "described" || then.by !== otherwise.by) return undefined;
  return { ...then, patterns: [...new Set([...then.patterns, ...otherwise.patterns])], trail: [...then.trail, ...otherwise.trail] };
}
