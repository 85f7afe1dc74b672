import "./chunk-R7APFQ6S.js";

// schema/config.schema.json
var config_schema_default = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "imdslint/config/v1",
  title: "imdslint configuration",
  description: "The file .imdslint.yaml (or .yml, .json) at the root of a scan. See docs/configuration.md.",
  type: "object",
  additionalProperties: false,
  properties: {
    $schema: { type: "string", description: "For editors; imdslint does not read it." },
    "fail-on": {
      description: "The lowest severity that makes the exit code 1.",
      enum: ["none", "low", "medium", "high", "critical"],
      default: "medium"
    },
    ignore: {
      description: "Files and directories that are not scanned, in the syntax of .gitignore, relative to the scan root.",
      type: "array",
      items: { $ref: "#/$defs/pattern" }
    },
    rules: { $ref: "#/$defs/rules" },
    overrides: {
      description: "Other rule settings for some paths or resource types. Later entries win over earlier ones.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["rules"],
        properties: {
          paths: {
            description: "Files and directories in the syntax of .gitignore, relative to the scan root. Left out: all.",
            type: "array",
            items: { $ref: "#/$defs/pattern" },
            minItems: 1
          },
          types: {
            description: "Resource types such as aws_launch_template or AWS::EC2::Instance. Left out: all.",
            type: "array",
            items: { type: "string", minLength: 1 },
            minItems: 1
          },
          rules: { $ref: "#/$defs/rules" }
        }
      }
    },
    "custom-rules": {
      description: "Rule files of your own, relative to the configuration file.",
      type: "array",
      items: { $ref: "#/$defs/file" }
    },
    "account-defaults": {
      description: 'The instance metadata defaults of the account by Region; "*" stands for every Region that is not named.',
      type: "object",
      propertyNames: { pattern: "^(\\*|[a-z]{2}(-[a-z]+)+-[0-9]{1,2})$" },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: {
          "http-tokens": { enum: ["optional", "required", "no-preference"] },
          "http-put-response-hop-limit": { type: "integer", minimum: -1, maximum: 64, not: { const: 0 } },
          "http-endpoint": { enum: ["enabled", "disabled", "no-preference"] },
          "instance-metadata-tags": { enum: ["enabled", "disabled", "no-preference"] },
          "http-tokens-enforced": { enum: ["enabled", "disabled", "no-preference"] }
        }
      }
    },
    images: {
      description: "The IMDS support of images by id: v2.0, or none for images that are registered without it.",
      type: "object",
      propertyNames: { pattern: "^ami-[0-9a-f]{8,17}$" },
      additionalProperties: { enum: ["v2.0", "none"] }
    },
    facts: {
      description: "JSON files that hold what the AWS command line printed: get-instance-metadata-defaults or describe-images. Relative to the configuration file.",
      type: "array",
      items: {
        if: { type: "string" },
        then: { $ref: "#/$defs/file" },
        else: {
          type: "object",
          additionalProperties: false,
          required: ["file"],
          properties: {
            file: { $ref: "#/$defs/file" },
            region: { description: "The Region that the defaults were asked for. Left out: all.", type: "string", pattern: "^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$" }
          }
        }
      }
    }
  },
  $defs: {
    file: { type: "string", minLength: 1 },
    pattern: { type: "string", minLength: 1 },
    rules: {
      description: "Settings of rules by id: off, on, or an object with the severity and the parameters of the rule.",
      type: "object",
      properties: {
        "account-defaults": { $ref: "#/$defs/rule" },
        "ami-imds-support": { $ref: "#/$defs/rule" },
        "endpoint-enabled": { $ref: "#/$defs/rule" },
        "hop-limit": { $ref: "#/$defs/rule" },
        "tokens-required": { $ref: "#/$defs/rule" }
      },
      additionalProperties: { $ref: "#/$defs/rule" }
    },
    rule: {
      if: { type: "string" },
      then: { enum: ["off", "on"] },
      else: {
        type: "object",
        properties: { severity: { enum: ["low", "medium", "high", "critical"] } },
        additionalProperties: { type: "integer" }
      }
    }
  }
};
export {
  config_schema_default as default
};
