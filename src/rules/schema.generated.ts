// Generated from rules/rule.schema.json by `npm run generate`; do not edit.
export const ruleSchema: Readonly<Record<string, unknown>> = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "imdslint/rule/v1",
  "title": "imdslint rule",
  "description": "One rule of imdslint: built in, or your own. See docs/adding-a-rule.md.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "id",
    "title",
    "severity",
    "kinds",
    "when",
    "at",
    "message",
    "why",
    "fix"
  ],
  "properties": {
    "id": {
      "description": "The rule's name in configuration, suppressions and reports. The file has the same name.",
      "type": "string",
      "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
      "maxLength": 64
    },
    "title": {
      "description": "What should be so, in one sentence without a full stop.",
      "type": "string",
      "minLength": 1,
      "maxLength": 100
    },
    "severity": {
      "enum": [
        "low",
        "medium",
        "high",
        "critical"
      ]
    },
    "kinds": {
      "description": "The kinds of resources that the rule looks at.",
      "type": "array",
      "minItems": 1,
      "uniqueItems": true,
      "items": {
        "$ref": "#/$defs/kind"
      }
    },
    "parameters": {
      "description": "Numbers that the user's configuration may change.",
      "type": "object",
      "minProperties": 1,
      "propertyNames": {
        "pattern": "^[a-z][a-zA-Z0-9]*$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/parameter"
      }
    },
    "when": {
      "description": "Describes the violation.",
      "$ref": "#/$defs/condition"
    },
    "unless": {
      "description": "A guard under which there is no violation. While it is unknown, findings are conditional on it.",
      "$ref": "#/$defs/condition"
    },
    "at": {
      "description": "The setting that the report points to.",
      "$ref": "#/$defs/setting"
    },
    "message": {
      "description": "What is wrong, with placeholders such as {address} and {httpTokens}. In a list, the first text whose `when` is true and whose `kinds` fit is used; the last has neither.",
      "type": [
        "string",
        "array"
      ],
      "minLength": 1,
      "minItems": 1,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "text"
        ],
        "properties": {
          "kinds": {
            "description": "Only for these kinds of resources.",
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": {
              "$ref": "#/$defs/kind"
            }
          },
          "when": {
            "$ref": "#/$defs/condition"
          },
          "text": {
            "type": "string",
            "minLength": 1
          }
        }
      }
    },
    "why": {
      "description": "Why it matters: Markdown paragraphs.",
      "type": "string",
      "minLength": 1
    },
    "fix": {
      "description": "What to do, with placeholders: one text for all formats, or one for each.",
      "type": [
        "string",
        "object"
      ],
      "minLength": 1,
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "terraform": {
          "type": "string",
          "minLength": 1
        },
        "cloudformation": {
          "type": "string",
          "minLength": 1
        },
        "launch-template-json": {
          "type": "string",
          "minLength": 1
        }
      }
    },
    "fixByType": {
      "description": "What to do for one resource type (`aws_launch_configuration`) or module (`terraform-aws-modules/eks/aws`), where it differs from the format's text.",
      "type": "object",
      "minProperties": 1,
      "propertyNames": {
        "pattern": "^[A-Za-z][A-Za-z0-9:_/-]*$"
      },
      "additionalProperties": {
        "type": "string",
        "minLength": 1
      }
    },
    "references": {
      "type": "array",
      "minItems": 1,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "pattern": "^https://[^\\s]+$"
      }
    },
    "mappings": {
      "description": "Identifiers in other catalogues: security-hub, cis-aws, cwe, attack and so on.",
      "type": "object",
      "propertyNames": {
        "pattern": "^[a-z][a-z0-9-]*$"
      },
      "additionalProperties": {
        "type": "array",
        "minItems": 1,
        "uniqueItems": true,
        "items": {
          "type": "string",
          "minLength": 1
        }
      }
    },
    "examples": {
      "description": "Small complete files: each bad one has exactly one finding of this rule, each good one has none.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "terraform": {
          "$ref": "#/$defs/examples"
        },
        "cloudformation": {
          "$ref": "#/$defs/examples"
        },
        "launch-template-json": {
          "$ref": "#/$defs/examples"
        }
      }
    }
  },
  "$defs": {
    "kind": {
      "enum": [
        "instance",
        "launch-template",
        "launch-configuration",
        "launcher",
        "image",
        "account-defaults",
        "account",
        "service",
        "guardrail",
        "script"
      ]
    },
    "setting": {
      "enum": [
        "httpTokens",
        "httpPutResponseHopLimit",
        "httpEndpoint",
        "httpProtocolIpv6",
        "instanceMetadataTags",
        "imdsSupport",
        "imageOrigin",
        "httpTokensEnforced",
        "unsentOptions",
        "invalidOptions",
        "staleVersion",
        "weakenedOptions",
        "conflictingDefaults",
        "illegalTagKeys"
      ]
    },
    "condition": {
      "description": "Exactly one of `all`, `any`, `not` or `setting`; `setting` comes with exactly one of `is`, `above`, `set` or `layer`.",
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "all": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/condition"
          }
        },
        "any": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/condition"
          }
        },
        "not": {
          "$ref": "#/$defs/condition"
        },
        "setting": {
          "$ref": "#/$defs/setting"
        },
        "is": {
          "description": "The value equals this one; letter case counts, as it does for AWS.",
          "type": [
            "string",
            "number",
            "boolean"
          ]
        },
        "above": {
          "description": "The value is a number above this one; a string names a parameter of the rule.",
          "type": [
            "integer",
            "string"
          ]
        },
        "set": {
          "description": "Whether something that was scanned, or a fact that the user supplied, sets it.",
          "type": "boolean"
        },
        "layer": {
          "description": "Who decides the value.",
          "enum": [
            "launch",
            "service-default",
            "launch-template",
            "account-default",
            "image",
            "aws-default"
          ]
        }
      },
      "dependentRequired": {
        "is": [
          "setting"
        ],
        "above": [
          "setting"
        ],
        "set": [
          "setting"
        ],
        "layer": [
          "setting"
        ]
      },
      "dependentSchemas": {
        "all": {
          "maxProperties": 1
        },
        "any": {
          "maxProperties": 1
        },
        "not": {
          "maxProperties": 1
        },
        "setting": {
          "minProperties": 2,
          "maxProperties": 2
        }
      },
      "allOf": [
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "httpTokens"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "enum": [
                  "optional",
                  "required",
                  "no-preference"
                ]
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "httpPutResponseHopLimit"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "type": "integer",
                "minimum": 1,
                "maximum": 64
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "httpEndpoint"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "enum": [
                  "enabled",
                  "disabled",
                  "no-preference"
                ]
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "httpProtocolIpv6"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "enum": [
                  "enabled",
                  "disabled"
                ]
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "instanceMetadataTags"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "enum": [
                  "enabled",
                  "disabled",
                  "no-preference"
                ]
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "imdsSupport"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "const": "v2.0"
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "imageOrigin"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "enum": [
                  "registered",
                  "copied"
                ]
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "const": "httpTokensEnforced"
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "enum": [
                  "enabled",
                  "disabled",
                  "no-preference"
                ]
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "is"
            ],
            "properties": {
              "setting": {
                "enum": [
                  "unsentOptions",
                  "invalidOptions",
                  "staleVersion",
                  "weakenedOptions",
                  "conflictingDefaults",
                  "illegalTagKeys"
                ]
              }
            }
          },
          "then": {
            "properties": {
              "is": {
                "type": "string"
              }
            }
          }
        },
        {
          "if": {
            "required": [
              "setting",
              "above"
            ],
            "properties": {
              "setting": {
                "enum": [
                  "httpTokens",
                  "httpEndpoint",
                  "httpProtocolIpv6",
                  "instanceMetadataTags",
                  "imdsSupport",
                  "imageOrigin",
                  "httpTokensEnforced",
                  "unsentOptions",
                  "invalidOptions",
                  "staleVersion",
                  "weakenedOptions",
                  "conflictingDefaults",
                  "illegalTagKeys"
                ]
              }
            }
          },
          "then": {
            "properties": {
              "setting": {
                "const": "httpPutResponseHopLimit"
              }
            }
          }
        }
      ]
    },
    "parameter": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "type",
        "default",
        "minimum",
        "maximum",
        "description"
      ],
      "properties": {
        "type": {
          "const": "integer"
        },
        "default": {
          "type": "integer"
        },
        "minimum": {
          "type": "integer"
        },
        "maximum": {
          "type": "integer"
        },
        "description": {
          "type": "string",
          "minLength": 1
        }
      }
    },
    "examples": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "bad",
        "good"
      ],
      "properties": {
        "bad": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "string",
            "minLength": 1
          }
        },
        "good": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "string",
            "minLength": 1
          }
        }
      }
    }
  }
};
