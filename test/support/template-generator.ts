/** A parameter's values that tell worlds apart, the default left out where there is one to keep. */
export interface GeneratedTemplate {
  readonly template: Json;
  /** Values for some parameters; the others have defaults. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type Json = string | number | readonly Json[] | { readonly [key: string]: Json };

type Next = (below: number) => number;

/** Mulberry32: the same templates for the same seed on every machine. */
function random(seed: number): Next {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const tokens = ["optional", "required"];
const states = ["enabled", "disabled"];
const stages = ["dev", "test", "prod"];
const conditions = ["IsProd", "IsSecure", "IsOdd", "IsAny", "IsAll", "IsNot", "IsMixed"];

/** A template whose three resources hang on parameters, mappings and conditions, and values for its parameters. */
export function generateTemplate(seed: number): GeneratedTemplate {
  const generator = new Generator(random(seed));
  return { template: generator.template(), parameters: generator.parameters() };
}

class Generator {
  readonly #next: Next;

  constructor(next: Next) {
    this.#next = next;
  }

  template(): Json {
    return {
      Parameters: {
        Stage: { Type: "String", Default: "dev", AllowedValues: stages },
        Tokens: { Type: "String", Default: "optional", AllowedValues: tokens },
        Mode: { Type: "String", Default: "plain" },
        State: { Type: "String", AllowedValues: states },
        Open: { Type: "String", Default: "required" },
        Listed: { Type: "CommaDelimitedList", Default: "optional,required,disabled" },
        Joined: { Type: "String", Default: "optional|required|disabled" },
        Hops: { Type: "Number", Default: 2 },
        Limits: { Type: "List<Number>", Default: "1,3" },
      },
      Mappings: {
        ByStage: Object.fromEntries(stages.map((stage) => [stage, { Tokens: this.#pick(tokens), State: this.#pick(states), Hops: 1 + this.#next(4), Next: this.#pick(stages) }])),
        ByMode: { plain: { Tokens: this.#pick(tokens) }, secure: { Tokens: "required" } },
      },
      Conditions: {
        IsProd: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] },
        IsSecure: { "Fn::Equals": this.#next(2) === 0 ? [{ Ref: "Mode" }, "secure"] : ["secure", { Ref: "Mode" }] },
        IsOdd: { "Fn::Equals": [{ "Fn::FindInMap": ["ByStage", { Ref: "Stage" }, "Tokens"] }, { Ref: "Tokens" }] },
        IsAny: { "Fn::Or": [{ Condition: "IsProd" }, this.#comparison()] },
        IsAll: { "Fn::And": [{ Condition: this.#pick(["IsOdd", "IsSecure"]) }, { Condition: "IsAny" }] },
        IsNot: { "Fn::Not": [this.#next(2) === 0 ? { Condition: "IsAll" } : this.#comparison()] },
        IsMixed: this.#logic(3),
      },
      Resources: {
        Machine: this.#resource("AWS::EC2::Instance", { ImageId: "ami-12c6146b", MetadataOptions: this.#block(5) }),
        Template: this.#resource("AWS::EC2::LaunchTemplate", { LaunchTemplateData: { ImageId: "ami-12c6146b", MetadataOptions: this.#block(5) } }),
        Configuration: this.#resource("AWS::AutoScaling::LaunchConfiguration", { ImageId: "ami-12c6146b", InstanceType: "t3.micro", MetadataOptions: this.#block(3) }),
      },
    };
  }

  parameters(): Readonly<Record<string, string>> {
    // moto splits lists that it is given, and not their defaults.
    const given: Record<string, string> = { State: this.#pick(states), Listed: "optional,required,disabled", Limits: "1,3" };
    if (this.#next(3) > 0) given["Stage"] = this.#pick(stages);
    if (this.#next(3) > 0) given["Tokens"] = this.#pick(tokens);
    if (this.#next(2) > 0) given["Mode"] = "secure";
    return given;
  }

  #resource(type: string, properties: Json): Json {
    return { Type: type, ...(this.#next(4) === 0 ? { Condition: this.#pick(conditions) } : {}), Properties: properties };
  }

  #comparison(): Json {
    return { "Fn::Equals": this.#next(2) === 0 ? [{ Ref: "Tokens" }, this.#pick(tokens)] : [{ Ref: "State" }, this.#pick(states)] };
  }

  /** And, Or and Not over three parameters; at the outermost level one of them, because moto does not know a condition that only names another. */
  #logic(depth: number): Json {
    const parts = (): Json[] => Array.from({ length: 2 + this.#next(2) }, () => this.#logic(depth - 1));
    switch (depth === 0 ? 3 : this.#next(depth === 3 ? 3 : 4)) {
      case 0:
        return { "Fn::And": parts() };
      case 1:
        return { "Fn::Or": parts() };
      case 2:
        return { "Fn::Not": [this.#logic(depth - 1)] };
      default:
        return this.#next(2) === 0 ? { Condition: this.#pick(["IsProd", "IsSecure", "IsOdd"]) } : this.#comparison();
    }
  }

  #block(options: number, depth = 0): Json {
    const kind = this.#next(6);
    if (depth < 2 && kind === 0) return { "Fn::If": [this.#pick(conditions), this.#block(options, depth + 1), this.#block(options, depth + 1)] };
    if (depth === 1 && kind === 1) return { Ref: "AWS::NoValue" };
    const all: readonly (readonly [string, () => Json])[] = [
      ["HttpTokens", () => this.#text(tokens, "Tokens", 0)],
      ["HttpEndpoint", () => this.#text(states, "State", 0)],
      ["HttpPutResponseHopLimit", () => this.#number()],
      ["HttpProtocolIpv6", () => this.#text(states, "State", 1)],
      ["InstanceMetadataTags", () => this.#text(states, "State", 1)],
    ];
    const written = all.slice(0, options).filter(() => this.#next(4) > 0);
    return Object.fromEntries(written.map(([name, value]): [string, Json] => [name, value()]));
  }

  #number(): Json {
    if (this.#next(3) === 0) return { "Fn::If": [this.#pick(conditions), 1 + this.#next(3), this.#next(2) === 0 ? { Ref: "AWS::NoValue" } : 4] };
    const all: readonly (() => Json)[] = [
      () => 1 + this.#next(5),
      () => ({ "Fn::FindInMap": ["ByStage", { Ref: "Stage" }, "Hops"] }),
      () => ({ Ref: "Hops" }),
      () => ({ "Fn::Select": [this.#next(2), { Ref: "Limits" }] }),
    ];
    return this.#pick(all)();
  }

  /** An expression for one of two texts, which the parameter and the mappings also hold; `absent` where it may be nothing, too. */
  #text(values: readonly string[], parameter: string, depth: number, absent = true): Json {
    const inner = (alone = absent): Json => (depth > 2 ? this.#pick(values) : this.#text(values, parameter, depth + 1, alone));
    const one = this.#pick(values);
    switch (this.#next(13)) {
      case 0:
      case 1:
        return { "Fn::If": [this.#pick(conditions), inner(), absent && this.#next(4) === 0 ? { Ref: "AWS::NoValue" } : inner()] };
      case 2:
        return { Ref: parameter };
      case 3:
        return { "Fn::FindInMap": ["ByStage", this.#stage(), parameter] };
      case 4:
        return { "Fn::Sub": this.#next(2) === 0 ? `\${${parameter}}` : ["${A}${B}", { A: one.slice(0, 3), B: one.slice(3) }] };
      case 5:
        return { "Fn::Join": ["", [one.slice(0, 2), one.slice(2)]] };
      case 6:
        return { "Fn::Select": [this.#next(2), [inner(false), inner(false)]] };
      case 7:
        return { "Fn::Select": [this.#next(2), { "Fn::Split": ["|", values.join("|")] }] };
      case 8:
        return parameter === "Tokens" ? { "Fn::FindInMap": ["ByMode", { "Fn::If": ["IsSecure", "secure", "plain"] }, "Tokens"] } : one;
      case 9:
        return parameter === "Tokens" ? { Ref: "Open" } : { "Fn::Select": [2, { Ref: "Listed" }] };
      case 10:
        return { "Fn::Select": [parameter === "Tokens" ? this.#next(2) : 2, { "Fn::Split": ["|", { Ref: "Joined" }] }] };
      case 11:
        return { "Fn::Sub": ["${A}${Literal}", { A: inner(false), Literal: "" }] };
      default:
        return one;
    }
  }

  #stage(): Json {
    return this.#next(3) === 0 ? { "Fn::FindInMap": ["ByStage", { Ref: "Stage" }, "Next"] } : { Ref: "Stage" };
  }

  #pick<T>(values: readonly T[]): T {
    const value = values[this.#next(values.length)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  }
}
