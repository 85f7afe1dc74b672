/** How often cfn-lint names each of its errors. */
export type Errors = Readonly<Record<string, number>>;

interface Exception {
  readonly errors: Errors;
  readonly why: string;
}

const broken = "broken on purpose: one Problem of a syntax that nobody reads";
const cfnInclude = "written for cfn-include, which expands it before CloudFormation sees it";

/** The property is in AWS's documentation: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appstream-imagebuilder.html */
const newProperty = "the schemas of cfn-lint 1.51.0 have no DisableIMDSV1 in these two types yet; the one from which aws-cdk-lib 2.276.0 is made has it";

/** Templates to which cfn-lint says no, and why they are as they are. It accepts every other one. */
export const exceptions: Readonly<Record<string, Exception>> = {
  "cfn-include/main.yml": { errors: { E0002: 1, E3001: 1, E6001: 1, E7001: 1 }, why: cfnInclude },
  "cfn-include/root.json": { errors: { E1001: 2 }, why: cfnInclude },
  "cli/broken/files/c/t.json": { errors: { E0000: 1 }, why: broken },
  "oracles/cloudformation/json-text.yaml": { errors: { E1017: 3 }, why: "Fn::Split is documented for other functions than Fn::ToJsonString, and only so does a text of JSON become an option" },
  "oracles/cloudformation/pieces.yaml": { errors: { E1029: 1 }, why: "a text that looks like one for Fn::Sub is compared with the literal that Fn::Sub makes of ${!Word}" },
  "parsers/cloudformation/broken/missing-comma.json": { errors: { E0000: 1 }, why: broken },
  "parsers/cloudformation/broken/parts.yaml": { errors: { E0000: 2 }, why: broken },
  "parsers/cloudformation/broken/tab.yaml": { errors: { E0000: 1 }, why: broken },
  "parsers/cloudformation/broken/templated.yaml": { errors: { E0000: 1 }, why: broken },
  "parsers/cloudformation/conformance/auto-scaling-group.yaml": { errors: { E3014: 1 }, why: "one group launches through nothing: nothing is known of it" },
  "parsers/cloudformation/images.yaml": { errors: { E1152: 1, E3673: 1 }, why: "one instance has no image, one an image id that is none" },
  "rules/invalid-value/cloudformation-types.yaml": { errors: { E3002: 5, E3012: 1, E3030: 6, E3034: 1 }, why: `the values and names that the rule is about; ${newProperty}` },
  "rules/invalid-value/services.yaml": { errors: { E3002: 3, E3003: 1, E3012: 2 }, why: "the values and names that the rule is about" },
  "rules/invalid-value/stack.yaml": { errors: { E3002: 3, E3030: 2, E3034: 1 }, why: "the values and names that the rule is about" },
  "rules/tokens-required/cloudformation-services.yaml": { errors: { E3002: 3 }, why: newProperty },
  "example: invalid-value bad 1.yaml": { errors: { E3030: 1 }, why: "the value that the rule is about" },
};

/** What a fix may bring that cfn-lint does not know, by the type of the resource, where it was not written before. */
export const unknownToCfnLint: Readonly<Record<string, Exception>> = {
  "AWS::AppStream::ImageBuilder": { errors: { E3002: 1 }, why: newProperty },
};
