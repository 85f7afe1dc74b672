interface Difference {
  /** What AWS documents, which is right. */
  readonly aws: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly why: string;
  readonly source: string;
}

const noDefaultValue = "moto takes the options of Fn::FindInMap for a third key";
const findInMap = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html";
const length = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html";

/** Where moto does not do what AWS documents, AWS is right. */
export const differences: Readonly<Record<string, Difference>> = {
  "default-value.yaml {}": { aws: { Machine: { HttpTokens: "optional" } }, why: noDefaultValue, source: findInMap },
  'default-value.yaml {"Stage": "prod"}': { aws: { Machine: { HttpTokens: "required" } }, why: noDefaultValue, source: findInMap },
  "lists.yaml {}": {
    aws: { NoValueInList: { HttpTokens: "requred" }, LengthOfList: { HttpPutResponseHopLimit: "2" } },
    why: "moto does not know Fn::Length, and writes None where an item of a list is AWS::NoValue",
    source: length,
  },
  'lists.yaml {"Extra": "yes"}': {
    aws: { NoValueInList: { HttpTokens: "required" }, LengthOfList: { HttpPutResponseHopLimit: "2" } },
    why: "moto does not know Fn::Length",
    source: length,
  },
};
