interface Difference {
  /** What AWS documents, which is right. */
  readonly aws: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly why: string;
  readonly source: string;
}

const noDefaultValue = "moto takes the options of Fn::FindInMap for a third key";
const findInMap = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html";
const length = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html";

const toJsonString = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html";
const forEach = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html";
const parameters = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html";

const spaces = "moto writes JSON with spaces after colons and commas";
const noLoops = "moto knows neither Fn::ForEach nor Fn::Length";
const numbersAreTexts = "moto keeps a parameter of type Number as a number, which equals no text and is no key of a mapping; AWS makes it a text";

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
  "extensions.yaml {}": { aws: { Machine: { HttpTokens: "optional", HttpPutResponseHopLimit: "1" } }, why: noLoops, source: forEach },
  'extensions.yaml {"Extra": "yes"}': { aws: { Machine: { HttpTokens: "required", HttpPutResponseHopLimit: "2" } }, why: noLoops, source: forEach },
  "json-text.yaml {}": { aws: { OfList: { HttpTokens: "optional" }, OfMap: { HttpTokens: "optional" }, Whole: { HttpEndpoint: "1}" } }, why: spaces, source: toJsonString },
  'json-text.yaml {"Tokens": "required"}': { aws: { OfList: { HttpTokens: "required" }, OfMap: { HttpTokens: "required" }, Whole: { HttpEndpoint: "1}" } }, why: spaces, source: toJsonString },
  "number-keys.yaml {}": { aws: { Referred: { HttpTokens: "required", HttpPutResponseHopLimit: "1" } }, why: numbersAreTexts, source: parameters },
  'number-keys.yaml {"Hops": "2"}': { aws: { Referred: { HttpTokens: "optional", HttpPutResponseHopLimit: "2" } }, why: numbersAreTexts, source: parameters },
  'numbers.yaml {"Limits": "1,2,3"}': {
    aws: { Referred: { HttpPutResponseHopLimit: "1" }, Written: { HttpTokens: "required", HttpPutResponseHopLimit: "1" }, Picked: { HttpTokens: "required", HttpPutResponseHopLimit: "2" } },
    why: numbersAreTexts,
    source: parameters,
  },
};
