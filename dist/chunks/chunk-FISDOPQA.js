import {
  certainties,
  severities
} from "./chunk-6ETLVDUJ.js";
import {
  UsageError,
  below,
  compare,
  deepestDirectory,
  defaultConcurrency,
  directoryOf,
  diskTree,
  insideOf,
  isWithin,
  keptText,
  kindOf,
  problemAt,
  textAt,
  withFile
} from "./chunk-X5ZPXFP3.js";
import {
  asWritten,
  assumptionWords,
  conditionWords,
  findConfig,
  fixOf,
  holds,
  messageOf,
  patternMatcher,
  settingWords,
  settingsOf,
  unknownRule
} from "./chunk-MYT34Z7S.js";
import {
  launchSettings,
  settingNames,
  spelling
} from "./chunk-4OY7L4PU.js";
import {
  locate
} from "./chunk-CFZEQPZM.js";

// src/cli/check.ts
const { resolve: resolve2 } = globalThis.process.getBuiltinModule("node:path");

// src/rules/builtin.generated.ts
var builtinRules = [
  {
    "id": "account-defaults",
    "title": "The account defaults of the Region require tokens",
    "severity": "low",
    "kinds": [
      "account"
    ],
    "when": {
      "not": {
        "setting": "httpTokens",
        "is": "required"
      }
    },
    "at": "httpTokens",
    "message": [
      {
        "when": {
          "setting": "httpTokens",
          "layer": "aws-default"
        },
        "text": "{address} launches machines, but no aws_ec2_instance_metadata_defaults requires tokens there: a machine whose own settings leave {httpTokens.name} out accepts IMDSv1, unless its image forbids it."
      },
      {
        "when": {
          "setting": "httpTokens",
          "is": "optional"
        },
        "text": "The account defaults of {address} set {httpTokens.name} to {httpTokens}: machines that leave it out accept IMDSv1, even when their image would require tokens."
      },
      {
        "when": {
          "setting": "httpTokens",
          "is": "no-preference"
        },
        "text": 'The account defaults of {address} do not require tokens: {httpTokens.name} is {httpTokens}. An argument that is left out is sent as "no-preference" (the hop limit as -1), which also clears what was set in the account before.'
      },
      {
        "when": {
          "not": {
            "setting": "httpTokens",
            "is": "required"
          }
        },
        "text": 'The account defaults of {address} do not require tokens: {httpTokens.name} is {httpTokens}, not "required".'
      },
      {
        "text": "The account defaults of {address} may not require tokens: {httpTokens.name} is not known ({httpTokens.why})."
      }
    ],
    "why": "Account defaults apply in one Region to every launch that leaves an option out: from other code, from the console, by managed\nservices, and by machines that nobody thought of. With `HttpTokens` `required` there, forgetting it on an instance no longer opens IMDSv1.\nDefaults do not change machines that already run, and a launch that says `optional` still overrides them; only\n`HttpTokensEnforced`, which this Terraform resource cannot set, refuses such a launch.\n\nA weak default is worse than none in one respect: `optional` in the account overrides an image with IMDS support `v2.0`, which would have\nrequired tokens. And `aws_ec2_instance_metadata_defaults` sends every argument: what is left out becomes\n`no-preference` (-1 for the hop limit), clearing a default that somebody had set by other means.\n\nWhere an organisation's declarative policy manages these defaults, accounts cannot change them: then state them as a fact in\nthe configuration file instead (docs/configuration.md).\n",
    "fix": {
      "terraform": 'Declare an `aws_ec2_instance_metadata_defaults` with `http_tokens = "required"` for this provider, or write that into the one that is declared, with every other argument that the account should keep (`http_put_response_hop_limit`, `http_endpoint`, `instance_metadata_tags`). If the defaults are managed elsewhere, state them under `account-defaults` in the configuration file.'
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_instance_metadata_defaults",
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html"
    ],
    "mappings": {
      "cwe": [
        "CWE-918"
      ],
      "attack": [
        "T1552.005"
      ]
    },
    "examples": {
      "terraform": {
        "bad": [
          'provider "aws" {\n  region = "eu-west-1"\n}\n\nresource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n',
          'provider "aws" {\n  region = "eu-west-1"\n}\n\n# Sends http_tokens = "no-preference": it requires nothing, and clears what the account had.\nresource "aws_ec2_instance_metadata_defaults" "this" {\n  http_put_response_hop_limit = 1\n}\n\nresource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n'
        ],
        "good": [
          'provider "aws" {\n  region = "eu-west-1"\n}\n\nresource "aws_ec2_instance_metadata_defaults" "this" {\n  http_tokens                 = "required"\n  http_put_response_hop_limit = 1\n}\n\nresource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n}\n'
        ]
      }
    }
  },
  {
    "id": "ami-imds-support",
    "title": "Images are registered with IMDS support v2.0",
    "severity": "medium",
    "kinds": [
      "image"
    ],
    "when": {
      "all": [
        {
          "setting": "imageOrigin",
          "is": "registered"
        },
        {
          "not": {
            "setting": "imdsSupport",
            "is": "v2.0"
          }
        }
      ]
    },
    "at": "imdsSupport",
    "message": [
      {
        "when": {
          "setting": "imdsSupport",
          "set": true
        },
        "text": '{address} does not make its machines require tokens: {imdsSupport.name} is {imdsSupport}, and the only value that AWS has is "v2.0".'
      },
      {
        "when": {
          "not": {
            "setting": "imdsSupport",
            "is": "v2.0"
          }
        },
        "text": '{address} is registered without {imdsSupport.name} = "v2.0": machines launched from it accept IMDSv1, unless their own settings or the account default require tokens.'
      },
      {
        "text": '{address} may be registered without IMDS support "v2.0": {imdsSupport.name} is not known ({imdsSupport.why}).'
      }
    ],
    "why": "An image that is registered with `ImdsSupport` `v2.0` brings its own safe default: machines launched from it require tokens wherever the\nlaunch and the account leave the option open, in every account that the image is shared with. Their hop limit becomes 2, which\nthe hop-limit rule reports where nothing sets it lower.\n\nThe value is fixed when the image is registered, or set later with ModifyImageAttribute; it cannot be taken back, other than by registering the\nsnapshot again. So set it when the software in the image speaks IMDSv2. Images that are copied, or made from an\ninstance, inherit it: they are not reported, their source is.\n",
    "fix": {
      "terraform": 'Write `imds_support = "v2.0"` in {address}, once the software in the image uses IMDSv2. Terraform registers the image anew for this.',
      "launch-template-json": 'Write `"ImdsSupport": "v2.0"` in {address}, once the software in the image uses IMDSv2. For an image that exists use `aws ec2 modify-image-attribute --imds-support v2.0`; it cannot be undone.'
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ami"
    ],
    "mappings": {
      "cwe": [
        "CWE-918"
      ],
      "attack": [
        "T1552.005"
      ]
    },
    "examples": {
      "terraform": {
        "bad": [
          'resource "aws_ami" "base" {\n  name                = "base"\n  virtualization_type = "hvm"\n  root_device_name    = "/dev/xvda"\n\n  ebs_block_device {\n    device_name = "/dev/xvda"\n    snapshot_id = "snap-0123456789abcdef0"\n  }\n}\n'
        ],
        "good": [
          'resource "aws_ami" "base" {\n  name                = "base"\n  virtualization_type = "hvm"\n  root_device_name    = "/dev/xvda"\n  imds_support        = "v2.0"\n\n  ebs_block_device {\n    device_name = "/dev/xvda"\n    snapshot_id = "snap-0123456789abcdef0"\n  }\n}\n',
          '# A copy inherits the support of its source.\nresource "aws_ami_copy" "encrypted" {\n  name              = "base-encrypted"\n  source_ami_id     = "ami-0123456789abcdef0"\n  source_ami_region = "eu-west-1"\n  encrypted         = true\n}\n'
        ]
      },
      "launch-template-json": {
        "bad": [
          '{\n  "Name": "base",\n  "Architecture": "x86_64",\n  "RootDeviceName": "/dev/xvda",\n  "BlockDeviceMappings": [\n    { "DeviceName": "/dev/xvda", "Ebs": { "SnapshotId": "snap-0123456789abcdef0" } }\n  ]\n}\n'
        ],
        "good": [
          '{\n  "Name": "base",\n  "Architecture": "x86_64",\n  "RootDeviceName": "/dev/xvda",\n  "ImdsSupport": "v2.0",\n  "BlockDeviceMappings": [\n    { "DeviceName": "/dev/xvda", "Ebs": { "SnapshotId": "snap-0123456789abcdef0" } }\n  ]\n}\n'
        ]
      }
    }
  },
  {
    "id": "endpoint-enabled",
    "title": "The metadata endpoint is switched off only on purpose",
    "severity": "low",
    "kinds": [
      "instance",
      "launch-template",
      "launch-configuration",
      "launcher"
    ],
    "when": {
      "setting": "httpEndpoint",
      "is": "disabled"
    },
    "at": "httpEndpoint",
    "message": [
      {
        "when": {
          "all": [
            {
              "setting": "httpEndpoint",
              "is": "disabled"
            },
            {
              "setting": "httpEndpoint",
              "layer": "launch"
            }
          ]
        },
        "text": "{address} switches the metadata service off ({httpEndpoint.name} is {httpEndpoint}): SDKs, agents and the credentials of the machine's role stop working."
      },
      {
        "when": {
          "setting": "httpEndpoint",
          "is": "disabled"
        },
        "text": "{address} launches without the metadata service ({httpEndpoint.name} is {httpEndpoint}, set by {httpEndpoint.layer}): SDKs, agents and the credentials of the machine's role stop working."
      },
      {
        "text": "{address} may switch the metadata service off: {httpEndpoint.name} is not known ({httpEndpoint.why})."
      }
    ],
    "why": "With the endpoint disabled, nothing on the machine can read its metadata. The credentials of an attached IAM role do not arrive,\nso the AWS CLI, SDKs, the Systems Manager agent and the CloudWatch agent cannot sign calls with them; cloud-init finds neither user data\nnor SSH keys there, and scripts cannot learn their Region or instance id.\n\nFor a machine that needs none of this, it is the strictest setting there is: then tokens and hop limit do not matter, and\ntokens-required and hop-limit are silent. So this rule asks for a decision, not for a change. `HttpTokens` `required` protects a machine that does need\nits metadata.\n",
    "fix": {
      "terraform": 'If the machine needs its metadata, write `http_endpoint = "enabled"` with `http_tokens = "required"` in the `metadata_options` block of {address}. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [{type}], rules: { endpoint-enabled: off } }]`.',
      "cloudformation": 'If the machine needs its metadata, write `HttpEndpoint: enabled` with `HttpTokens: required` under `MetadataOptions` of {address}. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: ["{type}"], rules: { endpoint-enabled: off } }]`.',
      "launch-template-json": 'If the machine needs its metadata, write `"HttpEndpoint": "enabled"` with `"HttpTokens": "required"` in the `MetadataOptions` of {address}. If not, accept it on purpose: turn the rule off for this path in the configuration file, `overrides: [{ paths: [...], rules: { endpoint-enabled: off } }]`.'
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html"
    ],
    "mappings": {},
    "examples": {
      "terraform": {
        "bad": [
          'resource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_endpoint = "disabled"\n  }\n}\n'
        ],
        "good": [
          'resource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_endpoint = "enabled"\n    http_tokens   = "required"\n  }\n}\n'
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpEndpoint: disabled\n"
        ],
        "good": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpEndpoint: enabled\n        HttpTokens: required\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          '{\n  "LaunchTemplateName": "web",\n  "LaunchTemplateData": {\n    "ImageId": "ami-0123456789abcdef0",\n    "InstanceType": "t3.micro",\n    "MetadataOptions": {\n      "HttpEndpoint": "disabled"\n    }\n  }\n}\n'
        ],
        "good": [
          '{\n  "LaunchTemplateName": "web",\n  "LaunchTemplateData": {\n    "ImageId": "ami-0123456789abcdef0",\n    "InstanceType": "t3.micro",\n    "MetadataOptions": {\n      "HttpEndpoint": "enabled",\n      "HttpTokens": "required"\n    }\n  }\n}\n'
        ]
      }
    }
  },
  {
    "id": "hop-limit",
    "title": "The answer with the session token stays on the machine",
    "severity": "medium",
    "kinds": [
      "instance",
      "launch-template",
      "launch-configuration",
      "launcher"
    ],
    "parameters": {
      "max": {
        "type": "integer",
        "default": 1,
        "minimum": 1,
        "maximum": 64,
        "description": "The highest hop limit that is accepted. Hosts whose containers on a bridge network need IMDS want 2."
      }
    },
    "when": {
      "setting": "httpPutResponseHopLimit",
      "above": "max"
    },
    "unless": {
      "setting": "httpEndpoint",
      "is": "disabled"
    },
    "at": "httpPutResponseHopLimit",
    "message": [
      {
        "when": {
          "all": [
            {
              "setting": "httpPutResponseHopLimit",
              "above": "max"
            },
            {
              "setting": "httpPutResponseHopLimit",
              "layer": "launch"
            }
          ]
        },
        "text": "{address} sets {httpPutResponseHopLimit.name} to {httpPutResponseHopLimit}; at most {param.max} is allowed."
      },
      {
        "when": {
          "all": [
            {
              "setting": "httpPutResponseHopLimit",
              "above": "max"
            },
            {
              "setting": "httpPutResponseHopLimit",
              "layer": "image"
            }
          ]
        },
        "text": '{address} launches with a hop limit of {httpPutResponseHopLimit}; at most {param.max} is allowed. Its image makes it so: an image with IMDS support "v2.0" sets the limit to 2 when neither the launch nor the account does.'
      },
      {
        "when": {
          "setting": "httpPutResponseHopLimit",
          "above": "max"
        },
        "text": "{address} launches with a hop limit of {httpPutResponseHopLimit}, set by {httpPutResponseHopLimit.layer}; at most {param.max} is allowed."
      },
      {
        "text": "{address} may launch with a hop limit above {param.max}: {httpPutResponseHopLimit.name} is not known ({httpPutResponseHopLimit.why})."
      }
    ],
    "why": "The hop limit is the number of network hops that the answer to the token request may travel. With 1 it does not leave the machine:\na container on a bridge network, or a proxy or router that forwards requests to the machine, gets no token, and so no credentials\nof the machine's role. Every further hop lets code in containers take the role of their host. The limit concerns tokens only: while\nIMDSv1 is open it stops nobody, which is why tokens-required is the graver rule.\n\nContainer hosts are the exception. Where containers that are attached through a bridge have to reach IMDS, AWS recommends 2; give\nthem their own credentials instead where you can (task roles, EKS Pod Identity or IAM roles for service accounts), and allow 2 only for the\npaths or types that need it.\n\nAn image that is registered with `ImdsSupport` `v2.0` (Amazon Linux 2023 is one) makes the limit 2, unless the launch or the\naccount default says otherwise.\n",
    "fix": {
      "terraform": "Write `http_put_response_hop_limit = {param.max}` in the `metadata_options` block of {address}. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`.",
      "cloudformation": "Write `HttpPutResponseHopLimit: {param.max}` under `MetadataOptions` of {address}. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`.",
      "launch-template-json": 'Write `"HttpPutResponseHopLimit": {param.max}` in the `MetadataOptions` of {address}. If its containers need IMDS, raise the rule\'s parameter for this path in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`.'
    },
    "fixByType": {
      "aws_launch_configuration": 'Write `http_endpoint = "enabled"` together with `http_put_response_hop_limit = {param.max}` in the `metadata_options` block of {address}: without the endpoint the provider drops the block\'s other arguments.',
      "aws_spot_instance_request": "Replace {address} by an `aws_instance` with `instance_market_options`, or by a fleet, that launches through an `aws_launch_template` with `http_put_response_hop_limit = {param.max}`: the metadata options of a spot instance request are never sent."
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html",
      "https://docs.aws.amazon.com/config/latest/developerguide/ec2-token-hop-limit-check.html",
      "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html"
    ],
    "mappings": {
      "aws-config": [
        "ec2-token-hop-limit-check"
      ],
      "cwe": [
        "CWE-918"
      ],
      "attack": [
        "T1552.005"
      ]
    },
    "examples": {
      "terraform": {
        "bad": [
          'resource "aws_launch_template" "web" {\n  image_id      = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens                 = "required"\n    http_put_response_hop_limit = 2\n  }\n}\n',
          'data "aws_ssm_parameter" "al2023" {\n  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"\n}\n\n# Amazon Linux 2023 requires tokens by itself, and with them comes a hop limit of 2.\nresource "aws_instance" "web" {\n  ami           = data.aws_ssm_parameter.al2023.value\n  instance_type = "t3.micro"\n}\n'
        ],
        "good": [
          'resource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens                 = "required"\n    http_put_response_hop_limit = 1\n  }\n}\n',
          `# AWS's own default is 1.
resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}
`
        ]
      },
      "cloudformation": {
        "bad": [
          'Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        HttpPutResponseHopLimit: "3"\n'
        ],
        "good": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        HttpPutResponseHopLimit: 1\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          '{\n  "ImageId": "ami-0123456789abcdef0",\n  "InstanceType": "t3.micro",\n  "MinCount": 1,\n  "MaxCount": 1,\n  "MetadataOptions": {\n    "HttpTokens": "required",\n    "HttpPutResponseHopLimit": 64\n  }\n}\n'
        ],
        "good": [
          '{\n  "ImageId": "ami-0123456789abcdef0",\n  "InstanceType": "t3.micro",\n  "MinCount": 1,\n  "MaxCount": 1,\n  "MetadataOptions": {\n    "HttpTokens": "required",\n    "HttpPutResponseHopLimit": 1\n  }\n}\n'
        ]
      }
    }
  },
  {
    "id": "tokens-required",
    "title": "Machines require IMDSv2 session tokens",
    "severity": "high",
    "kinds": [
      "instance",
      "launch-template",
      "launch-configuration",
      "launcher"
    ],
    "when": {
      "not": {
        "setting": "httpTokens",
        "is": "required"
      }
    },
    "unless": {
      "setting": "httpEndpoint",
      "is": "disabled"
    },
    "at": "httpTokens",
    "message": [
      {
        "when": {
          "all": [
            {
              "setting": "httpTokens",
              "is": "optional"
            },
            {
              "setting": "httpTokens",
              "layer": "launch"
            }
          ]
        },
        "text": "{address} accepts IMDSv1: {httpTokens.name} is explicitly {httpTokens}, which also overrides an account default or an image that would require tokens."
      },
      {
        "when": {
          "all": [
            {
              "setting": "httpTokens",
              "is": "optional"
            },
            {
              "setting": "httpTokens",
              "layer": "launch-template"
            }
          ]
        },
        "text": "{address} accepts IMDSv1: its launch template says explicitly that {httpTokens.name} is {httpTokens}, which also overrides an account default or an image that would require tokens."
      },
      {
        "when": {
          "all": [
            {
              "setting": "httpTokens",
              "is": "optional"
            },
            {
              "setting": "httpTokens",
              "layer": "account-default"
            }
          ]
        },
        "text": "{address} accepts IMDSv1: it does not set {httpTokens.name} itself, and the account default is {httpTokens}, which also overrides an image that would require tokens."
      },
      {
        "when": {
          "setting": "httpTokens",
          "layer": "aws-default"
        },
        "text": "{address} accepts IMDSv1: nothing sets {httpTokens.name}, and the default of AWS is {httpTokens}."
      },
      {
        "when": {
          "setting": "httpTokens",
          "set": true
        },
        "text": '{address} does not require tokens: {httpTokens.name} is {httpTokens}, which is not a value that AWS has; it must be "required", in lower case.'
      },
      {
        "when": {
          "not": {
            "setting": "httpTokens",
            "is": "required"
          }
        },
        "text": '{address} does not require tokens: {httpTokens.name} is {httpTokens}, never "required".'
      },
      {
        "text": '{address} may accept IMDSv1: {httpTokens.name} is not known to be "required" ({httpTokens.why}).'
      }
    ],
    "why": "The Instance Metadata Service hands the temporary credentials of a machine's IAM role to whoever asks from that machine. IMDSv1\nanswers any plain GET request. A server-side request forgery flaw, an open proxy or a misconfigured web application firewall is\nthen enough to fetch those credentials from outside and to use them anywhere.\n\nIMDSv2 asks for a session token first. The token comes from a PUT request with a header of its own, the answer does not travel further\nthan the hop limit, and a request for a token that carries `X-Forwarded-For` is refused. Most request forgeries can only send GET requests\nwithout such headers, and get nothing. But IMDSv1 stays open until `HttpTokens` is `required`.\n\nAWS decides the option at launch: the instance or its launch template first, then the account default of the Region, then the\nimage (`ImdsSupport`), and at last its own default `optional`. An explicit `optional` is the worst case, because it overrides\nan account default and an image that would have required tokens. Values are lower-case strings; AWS has no `Required` and no `true`.\n",
    "fix": {
      "terraform": 'Write `http_tokens = "required"` in the `metadata_options` block of {address}. Before that, make sure that the software on the machine uses IMDSv2: the CloudWatch metric MetadataNoToken counts the calls that would fail.',
      "cloudformation": "Write `HttpTokens: required` under `MetadataOptions` of {address} (in a launch template under `LaunchTemplateData.MetadataOptions`). On an instance this is an update without interruption, whereas adding a launch template would replace it.",
      "launch-template-json": 'Write `"MetadataOptions": { "HttpTokens": "required" }` in {address}. For a launch template that exists, create a new version from it and make the consumers use that version.'
    },
    "fixByType": {
      "aws_launch_configuration": 'Write `http_endpoint = "enabled"` together with `http_tokens = "required"` in the `metadata_options` block of {address}: without the endpoint the provider drops the block\'s other arguments. A launch template has no such trap.',
      "aws_spot_instance_request": 'Replace {address} by an `aws_instance` with `instance_market_options`, or by a fleet, that launches through an `aws_launch_template` with `http_tokens = "required"`: the metadata options of a spot instance request are never sent.'
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html",
      "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#metadata-options",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-instance-metadataoptions.html"
    ],
    "mappings": {
      "security-hub": [
        "EC2.8",
        "EC2.170",
        "AutoScaling.3"
      ],
      "aws-config": [
        "ec2-imdsv2-check",
        "ec2-launch-template-imdsv2-check",
        "autoscaling-launchconfig-requires-imdsv2"
      ],
      "cis-aws": [
        "v2.0.0/5.6",
        "v3.0.0/5.6",
        "v4.0.0/5.7",
        "v5.0.0/5.7",
        "v6.0.0/6.7",
        "v7.0.0/6.7"
      ],
      "nist-800-53": [
        "r5/AC-3",
        "r5/AC-3(7)",
        "r5/AC-3(15)",
        "r5/AC-6"
      ],
      "pci-dss": [
        "v4.0.1/2.2.6"
      ],
      "cwe": [
        "CWE-918"
      ],
      "attack": [
        "T1552.005"
      ]
    },
    "examples": {
      "terraform": {
        "bad": [
          'resource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n}\n',
          'resource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens = "optional"\n  }\n}\n',
          'resource "aws_launch_configuration" "web" {\n  image_id      = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  # Never sent: the provider drops it unless http_endpoint = "enabled" is written beside it.\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n',
          'resource "aws_launch_template" "web" {\n  image_id      = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens = "Required"\n  }\n}\n'
        ],
        "good": [
          'resource "aws_instance" "web" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n',
          'resource "aws_launch_template" "web" {\n  image_id      = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"\n\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n\nresource "aws_autoscaling_group" "web" {\n  min_size           = 1\n  max_size           = 3\n  availability_zones = ["eu-west-1a"]\n\n  launch_template {\n    id      = aws_launch_template.web.id\n    version = aws_launch_template.web.latest_version\n  }\n}\n'
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n",
          "Resources:\n  WebTemplate:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        ImageId: ami-0123456789abcdef0\n        InstanceType: t3.micro\n        MetadataOptions:\n          HttpTokens: optional\n"
        ],
        "good": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          '{\n  "LaunchTemplateName": "web",\n  "LaunchTemplateData": {\n    "ImageId": "ami-0123456789abcdef0",\n    "InstanceType": "t3.micro"\n  }\n}\n',
          '{\n  "ImageId": "ami-0123456789abcdef0",\n  "InstanceType": "t3.micro",\n  "MetadataOptions": {\n    "HttpTokens": "optional"\n  }\n}\n'
        ],
        "good": [
          '{\n  "LaunchTemplateName": "web",\n  "LaunchTemplateData": {\n    "ImageId": "ami-0123456789abcdef0",\n    "InstanceType": "t3.micro",\n    "MetadataOptions": {\n      "HttpTokens": "required"\n    }\n  }\n}\n'
        ]
      }
    }
  }
];

// src/scan/files-root.ts
const fs = globalThis.process.getBuiltinModule("node:fs");
const { basename, dirname, join, relative, resolve, sep } = globalThis.process.getBuiltinModule("node:path");
function findTargets(paths, cwd, root, unsaved = []) {
  const named = paths.map((path) => standing(path, cwd, unsaved));
  const common = commonDirectory(named.map(({ path, isDirectory }) => isDirectory ? path : dirname(path)));
  const repository = nearestRepository(common);
  const chosen = root === void 0 ? repository ?? (insideOf(realOf(cwd), common) === void 0 ? common : realOf(cwd)) : namedRoot(root, cwd);
  const inside = named.map(({ path, asked }) => {
    const way2 = insideOf(chosen, path);
    if (way2 === void 0) throw new UsageError(`${asked} lies outside the root ${chosen}`);
    return way2;
  });
  return {
    root: chosen,
    paths: [...new Set(inside)],
    isProject: root !== void 0 || repository !== void 0,
    outerIgnores: outerIgnores(chosen)
  };
}
function standing(asked, cwd, unsaved) {
  const absolute = resolve(cwd, asked);
  const path = join(realOf(dirname(absolute)), basename(absolute));
  const kind = kindOf(path);
  if (kind === void 0 && !unsaved.includes(asked)) throw new UsageError(`no such file or directory: ${asked}`);
  if (kind !== "link") return { asked, path, isDirectory: kind === "directory" };
  const real = realOf(path);
  const repository = nearestRepository(dirname(path));
  const leaves = repository !== void 0 && insideOf(repository, real) === void 0;
  return kindOf(real) === "directory" && !leaves ? { asked, path: real, isDirectory: true } : { asked, path, isDirectory: false };
}
function namedRoot(root, cwd) {
  const path = realOf(resolve(cwd, root));
  if (kindOf(path) !== "directory") throw new UsageError(`the root is not a directory: ${root}`);
  return path;
}
function realOf(path) {
  try {
    return fs.realpathSync.native(path);
  } catch {
    return path;
  }
}
function commonDirectory(dirs) {
  let common = dirs[0] ?? sep;
  for (const dir of dirs) {
    while (insideOf(common, dir) === void 0 && common !== dirname(common)) common = dirname(common);
  }
  return common;
}
function nearestRepository(dir) {
  for (let at = dir; ; at = dirname(at)) {
    if (kindOf(join(at, ".git")) !== void 0) return at;
    if (at === dirname(at)) return void 0;
  }
}
function outerIgnores(root) {
  const repository = nearestRepository(root);
  const found = [];
  if (repository === void 0 || repository === root) return found;
  for (let dir = dirname(root); insideOf(repository, dir) !== void 0; dir = dirname(dir)) {
    const file = join(dir, ".gitignore");
    if (kindOf(file) === "file") found.push({ prefix: `${relative(dir, root).replaceAll(sep, "/")}/`, text: fs.readFileSync(file, "utf8") });
    if (dir === dirname(dir)) break;
  }
  return found;
}

// src/rules/fingerprint.ts
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
function fingerprinted(findings) {
  const seen = /* @__PURE__ */ new Map();
  return [...findings].sort(compare2).map((finding) => {
    const identity = [finding.rule, finding.location.path, localAddress(finding.resource.address)].join("\n");
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    const digest = createHash("sha256").update(`${identity}
${ordinal}`).digest("hex");
    return { ...finding, fingerprint: digest.slice(0, 16) };
  });
}
function localAddress(address) {
  return address.replace(/^(?:module\.[^.[]+(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])?\.)+/, "").replace(/(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])$/, "");
}
function compare2(a, b) {
  return byText(a.location.path, b.location.path) || a.location.start.line - b.location.start.line || a.location.start.column - b.location.start.column || byText(a.rule, b.rule) || byText(a.resource.address, b.resource.address);
}
function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/rules/merge.ts
var addressesNamed = 3;
function merge(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const { path, start, end } = finding.location;
    const key2 = [finding.rule, path, start.line, start.column, end.line, end.column].join("\n");
    const group = groups.get(key2);
    if (group === void 0) groups.set(key2, [finding]);
    else group.push(finding);
  }
  return fingerprinted([...groups.values()].map(mergeGroup));
}
function mergeGroup(group) {
  const [first, ...others] = [...group].sort(byGravity);
  if (first === void 0) throw new Error("a group of findings is never empty");
  if (others.length === 0) return first;
  const addresses = [...new Set(others.map((finding) => finding.resource.address))].filter((address) => address !== first.resource.address);
  const related = new Map(group.flatMap((finding) => finding.related).map((note2) => [JSON.stringify(note2), note2]));
  const message = addresses.length === 0 ? first.message : `${first.message} ${sameFor(addresses)}`;
  return { ...first, message, related: [...related.values()] };
}
function sameFor(addresses) {
  const more = addresses.length - addressesNamed;
  const named = addresses.slice(0, addressesNamed);
  if (more > 0) return `The same place is at fault in ${named.join(", ")} and ${more} more.`;
  const last = named.pop() ?? "";
  return `The same place is at fault in ${named.length === 0 ? last : `${named.join(", ")} and ${last}`}.`;
}
function byGravity(a, b) {
  return certainties.indexOf(a.certainty) - certainties.indexOf(b.certainty) || severities.indexOf(b.severity) - severities.indexOf(a.severity) || (a.resource.address < b.resource.address ? -1 : 1);
}

// src/scan/coverage.ts
var Skipped = class {
  #counts = /* @__PURE__ */ new Map();
  count(why, times = 1) {
    if (times > 0) this.#counts.set(why, (this.#counts.get(why) ?? 0) + times);
  }
  add(other) {
    for (const [why, times] of other.#counts) this.count(why, times);
  }
  get total() {
    let sum = 0;
    for (const times of this.#counts.values()) sum += times;
    return sum;
  }
  /** Plain data, in alphabetical order. */
  toRecord() {
    return Object.fromEntries([...this.#counts].sort());
  }
};

// src/scan/tool.ts
var tool = { name: "imdslint", version: "0.1.0", url: "https://github.com/imdslint/imdslint" };

// src/scan/report.ts
async function collect(results, note2) {
  const resources = [];
  const findings = [];
  const problems = [];
  const skipped2 = new Skipped();
  const verdicts = { pass: 0, fail: 0, unknown: 0 };
  let parsed = 0;
  for await (const result of results) {
    result.notes.forEach(note2);
    for (const resource of result.resources) resources.push(resource);
    for (const finding of result.findings) findings.push(finding);
    for (const problem of result.problems) problems.push(problem);
    skipped2.add(result.skipped);
    parsed += result.parsed;
    verdicts.pass += result.verdicts.pass;
    verdicts.fail += result.verdicts.fail;
    verdicts.unknown += result.verdicts.unknown;
  }
  const merged = merge(findings);
  const distinct2 = distinctProblems(problems);
  const summary = {
    files: { seen: parsed + skipped2.total, parsed, skipped: skipped2.toRecord() },
    resources: resources.length,
    scenarios: resources.reduce((sum, resource) => sum + resource.scenarios.length, 0),
    verdicts,
    findings: countFindings(merged),
    reliesOnImage: resources.filter(reliesOnImage).map((resource) => resource.address).sort(),
    problems: distinct2.length
  };
  return {
    schema: "imdslint/report/v1",
    tool,
    summary,
    resources: resources.sort((a, b) => byLocation(a.location, b.location) || compare(a.address, b.address)),
    findings: merged,
    problems: distinct2.sort((a, b) => byLocation(a.location, b.location) || compare(a.message, b.message))
  };
}
function byLocation(a, b) {
  return compare(a.path, b.path) || a.start.line - b.start.line || a.start.column - b.start.column || a.end.line - b.end.line || a.end.column - b.end.column;
}
function countFindings(findings) {
  const certain = findings.filter((finding) => finding.certainty !== "possible");
  const counts = Object.fromEntries(severities.map((severity) => [severity, certain.filter((finding) => finding.severity === severity).length]));
  return { ...counts, possible: findings.length - certain.length };
}
function distinctProblems(problems) {
  const key2 = ({ message, location }) => JSON.stringify([location.path, location.start.line, location.start.column, message]);
  return [...new Map(problems.map((problem) => [key2(problem), problem])).values()];
}
function reliesOnImage(resource) {
  return resource.scenarios.some(({ settings }) => settings.httpTokens?.layer === "image" && settings.httpTokens.value === "required");
}

// src/effective/account.ts
function accountDefaults(resources, placement, facts) {
  const declared = resources.find((resource) => resource.kind === "account-defaults" && samePlacement(resource.placement, placement));
  if (declared !== void 0) return fromResource(declared);
  const fact = (placement.region === void 0 ? void 0 : facts.accountDefaults[placement.region]) ?? facts.accountDefaults["*"];
  return fact === void 0 ? void 0 : fromFact(fact);
}
function samePlacement(a, b) {
  return a.provider === b.provider && a.region === b.region;
}
function fromResource(declared) {
  const scenario = declared.scenarios[0];
  if (scenario === void 0) return void 0;
  return { at: declared.at, says: declared.address, declared, preferences: mapSettings((name) => preference(scenario.settings[name])) };
}
function fromFact(fact) {
  const { at, ...options } = fact;
  const values = options;
  const told = (name) => {
    const value = values[name];
    return value === void 0 ? { state: "absent", at } : preference({ state: "known", value, at, trail: [] });
  };
  return { at, says: "the configuration", declared: void 0, preferences: mapSettings(told) };
}
function preference(setting) {
  if (setting.state !== "known") return setting;
  const none = setting.value === "no-preference" || Number(setting.value) === -1;
  return none ? { state: "absent", at: setting.at } : setting;
}
function mapSettings(of) {
  return Object.fromEntries(settingNames.map((name) => [name, of(name)]));
}
function accounts(resources, facts) {
  const launching = resources.filter((resource) => resource.kind === "instance" || resource.kind === "launcher");
  const found = [];
  for (const resource of launching) {
    if (!found.some((account2) => samePlacement(account2.placement, resource.placement))) found.push({ placement: resource.placement, first: resource });
  }
  return found.map(({ placement, first }) => account(resources, placement, first, facts));
}
function account(resources, placement, first, facts) {
  const defaults = accountDefaults(resources, placement, facts);
  const at = defaults?.declared?.at ?? placement.at ?? first.at;
  const region = placement.region === void 0 ? "" : ` in ${placement.region}`;
  const resource = {
    kind: "account",
    format: first.format,
    type: "provider",
    address: `provider.${placement.provider}${region}`,
    at,
    placement,
    names: [],
    scenarios: []
  };
  const settings = mapSettings((name) => accountSetting(defaults, defaults?.preferences[name], at));
  return {
    resource,
    scenarios: [{ when: [], settings }],
    through: [],
    context: [{ at: first.at, note: `${first.address} launches here` }]
  };
}
function accountSetting(defaults, setting, at) {
  if (defaults === void 0 || setting === void 0) return { state: "absent", at, layer: "aws-default" };
  if (setting.state !== "absent") return { ...setting, layer: "account-default" };
  const note2 = defaults.declared === void 0 ? "the configuration states no preference" : "an omitted argument is sent as no-preference, which clears what the account had";
  return { state: "known", value: "no-preference", at: setting.at, trail: [{ at: setting.at, note: note2 }], layer: "account-default" };
}

// src/effective/images.ts
var al2023 = "https://docs.aws.amazon.com/linux/al2023/ug/imdsv2.html";
var transition = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html";
var knownImages = [
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-/, support: "v2.0", source: al2023 },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2023\//, support: "v2.0", source: al2023 },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/eks\/optimized-ami\/[^/]+\/amazon-linux-2023\//, support: "v2.0", source: al2023 },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ami-amazon-linux-latest\/(amzn2-ami-|amzn-ami-)/, support: "none", source: transition },
  { by: "ssm-parameter", pattern: /^\/aws\/service\/ecs\/optimized-ami\/amazon-linux(-2)?\//, support: "none", source: transition },
  { by: "image-name", pattern: /^al2023-ami-/, support: "v2.0", source: al2023 },
  { by: "image-name", pattern: /^amazon-eks-node-al2023-/, support: "v2.0", source: al2023 },
  { by: "image-name", pattern: /^amzn2?-ami-/, support: "none", source: transition }
];
function imageSupport(use, resources, facts, seen = /* @__PURE__ */ new Set()) {
  switch (use.state) {
    case "absent":
      return { support: "unknown", why: "no image is named", trail: [] };
    case "unknown":
      return { support: "unknown", why: use.why, trail: use.trail };
    case "described":
      return describedSupport(use);
    case "named": {
      const fact = facts.images[use.name];
      if (fact !== void 0) return { support: fact, trail: [...use.trail, { at: use.at, note: `image ${use.name} has imds-support ${fact}, says the configuration` }] };
      const image = resources.named("image", use.name);
      if (image !== void 0) return supportOfResource(image, use.trail, resources, facts, seen);
      return { support: "unknown", why: `nothing is known of image ${use.name}`, trail: use.trail };
    }
    case "resource": {
      const image = resources.at(use.address);
      if (image?.kind !== "image") return { support: "unknown", why: `${use.address} is no image that was scanned`, trail: use.trail };
      return supportOfResource(image, use.trail, resources, facts, seen);
    }
  }
}
function describedSupport(use) {
  const found = use.patterns.map((pattern) => knownImages.find((known) => known.by === use.by && known.pattern.test(pattern)));
  const first = found[0];
  if (first === void 0 || found.some((known) => known?.support !== first.support)) {
    return { support: "unknown", why: `nothing is known of images such as ${use.patterns.join(", ")}`, trail: use.trail };
  }
  const words2 = first.support === "v2.0" ? "is registered with imds-support v2.0" : "has no imds-support";
  return { support: first.support, trail: [...use.trail, { at: use.at, note: `image ${use.patterns.join(", ")} ${words2}` }] };
}
function supportOfResource(image, trail, resources, facts, seen) {
  if (seen.has(image)) return { support: "unknown", why: `${image.address} is copied from itself`, trail };
  const scenario = image.scenarios[0];
  if (scenario === void 0 || image.scenarios.length > 1) return { support: "unknown", why: `${image.address} depends on conditions`, trail };
  const { imdsSupport, imageOrigin } = scenario.settings;
  if (imageOrigin.state === "known" && imageOrigin.value === "copied") {
    const source = imageSupport(scenario.image, resources, facts, /* @__PURE__ */ new Set([...seen, image]));
    return { ...source, trail: [...source.trail, { at: image.at, note: `${image.address} inherits from its source image` }] };
  }
  const hop = (note2) => [{ at: imdsSupport.at, note: note2 }, ...trail];
  switch (imdsSupport.state) {
    case "known":
      return imdsSupport.value === "v2.0" ? { support: "v2.0", trail: hop(`${image.address} is registered with imds-support v2.0`) } : { support: "none", trail: hop(`${image.address} is registered with imds-support ${String(imdsSupport.value)}`) };
    case "absent":
      return { support: "none", trail: hop(`${image.address} is registered without imds-support`) };
    case "unknown":
      return { support: "unknown", why: imdsSupport.why, trail: hop(`imds-support of ${image.address} is unknown`) };
  }
}

// src/effective/index-resources.ts
function indexResources(resources) {
  const byAddress = /* @__PURE__ */ new Map();
  const byName = /* @__PURE__ */ new Map();
  const instancesOf = /* @__PURE__ */ new Map();
  for (const resource of resources) {
    if (!byAddress.has(resource.address)) byAddress.set(resource.address, resource);
    const base = resource.address.replace(/\[[^[\]]*\]$/, "");
    if (base !== resource.address) instancesOf.set(base, [...instancesOf.get(base) ?? [], resource]);
    for (const name of resource.names) {
      const key2 = `${resource.kind} ${name}`;
      if (!byName.has(key2)) byName.set(key2, resource);
    }
  }
  const at = (address) => byAddress.get(address) ?? onlyOne(instancesOf.get(address));
  const named = (kind, name) => byName.get(`${kind} ${name}`);
  return {
    at,
    named,
    find: (kind, target) => {
      switch (target.state) {
        case "resource": {
          const found = at(target.address);
          return found?.kind === kind ? found : void 0;
        }
        case "named":
          return named(kind, target.name);
        case "unknown":
          return void 0;
      }
    }
  };
}
function onlyOne(instances) {
  return instances?.length === 1 ? instances[0] : void 0;
}

// src/effective/defaults.ts
var precedence = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html";
var awsDefaults = {
  httpTokens: { value: "optional", source: precedence },
  httpPutResponseHopLimit: { value: 1, source: precedence },
  httpEndpoint: { value: "enabled", source: precedence },
  httpProtocolIpv6: { value: "disabled", source: precedence },
  instanceMetadataTags: { value: "disabled", source: precedence }
};
var imageDefaults = {
  httpTokens: "required",
  httpPutResponseHopLimit: 2
};

// src/effective/layers.ts
function decide(name, at, voices, image) {
  for (const voice of voices) {
    if (voice.setting.state !== "absent") return speak(voice, voice.setting, at);
  }
  const fromImage = image?.support === "v2.0" ? imageDefaults[name] : void 0;
  if (image !== void 0 && fromImage !== void 0) {
    return { state: "known", value: fromImage, at, trail: [...image.trail, { at, note: `not set here, so the image decides: ${String(fromImage)}` }], layer: "image" };
  }
  const value = awsDefaults[name].value;
  return { state: "known", value, at, trail: [{ at, note: `nothing sets it; the default of AWS is ${String(value)}` }], layer: "aws-default" };
}
function speak(voice, setting, at) {
  if (voice.layer === "launch") return { ...setting, layer: "launch" };
  const own = { at: setting.at, note: voice.layer === "account-default" ? "account default" : "set in the launch template" };
  return { ...setting, at, trail: [...setting.trail, own, ...voice.via], layer: voice.layer };
}
function notApplicable(at) {
  return { state: "absent", at, layer: "aws-default" };
}

// src/effective/scenarios.ts
var mostWays = 64;
function combine(scenario, throughs) {
  if (throughs.length === 0) return [{ scenario, when: scenario.when, through: void 0 }];
  const several = new Set(throughs.map((through) => through.link)).size > 1;
  const ways = [];
  for (const through of throughs) {
    const chosen = several ? [{ condition: `launched through ${nameOf(through)}`, holds: true, at: through.link.target.at }] : [];
    const when = join2(join2(scenario.when, through.scenario?.when ?? []), chosen);
    if (when !== void 0) ways.push({ scenario, when, through });
  }
  return ways.length > mostWays ? [undecided(scenario, ways.length, throughs)] : ways;
}
function undecided(scenario, count, throughs) {
  const first = throughs[0];
  if (first === void 0) return { scenario, when: scenario.when, through: void 0 };
  const { at, trail } = first.link.target;
  const link2 = { ...first.link, target: { state: "unknown", why: `there are ${count} ways to launch, more than can be told apart`, at, trail } };
  return { scenario, when: scenario.when, through: { link: link2, template: void 0, scenario: void 0 } };
}
function nameOf({ link: link2, template }) {
  if (template !== void 0) return template.address;
  return link2.target.state === "named" ? link2.target.name : `another ${link2.to.replace("-", " ")}`;
}
function join2(a, b) {
  if (a === void 0) return void 0;
  const result = [...a];
  for (const assumption of b) {
    const same = result.find((other) => other.condition === assumption.condition);
    if (same === void 0) result.push(assumption);
    else if (same.holds !== assumption.holds) return void 0;
  }
  return result;
}

// src/effective/sent.ts
function sent(resource, scenario) {
  switch (resource.type) {
    case "aws_instance":
      return sentForInstance(scenario);
    case "aws_spot_instance_request":
      return sendNothing(scenario, "never sent: a spot instance request has no metadata options, so the provider leaves the block out");
    case "aws_launch_configuration":
      return sentForLaunchConfiguration(scenario);
    default:
      return { settings: scenario.settings, dropped: [] };
  }
}
function sentForInstance(scenario) {
  const { block, settings } = scenario;
  if (block.state !== "present") return { settings, dropped: [] };
  const endpoint = settings.httpEndpoint;
  if (endpoint.state === "known" && endpoint.value === "disabled") {
    return { settings: keepOnly(settings, ["httpEndpoint"]), dropped: [] };
  }
  const implied = (setting, value) => setting.state === "absent" ? { state: "known", value, at: setting.at, trail: [{ at: block.at, note: `the provider sends ${value} whenever this block is written` }] } : setting;
  return {
    settings: { ...settings, httpEndpoint: implied(endpoint, "enabled"), httpProtocolIpv6: implied(settings.httpProtocolIpv6, "disabled") },
    dropped: []
  };
}
function sentForLaunchConfiguration(scenario) {
  const { settings } = scenario;
  const endpoint = settings.httpEndpoint;
  if (endpoint.state === "absent") {
    return sendNothing(scenario, 'never sent: the provider drops it unless http_endpoint = "enabled" is written beside it');
  }
  if (endpoint.state === "known" && endpoint.value === "enabled") return { settings, dropped: [] };
  if (endpoint.state === "known") return { settings: keepOnly(settings, ["httpEndpoint"]), dropped: [] };
  const doubt = (setting) => setting.state === "absent" ? setting : { state: "unknown", why: `sent only beside http_endpoint = "enabled", and ${endpoint.why}`, at: setting.at, trail: setting.state === "known" ? setting.trail : [] };
  return {
    settings: { ...settings, httpTokens: doubt(settings.httpTokens), httpPutResponseHopLimit: doubt(settings.httpPutResponseHopLimit) },
    dropped: []
  };
}
function sendNothing(scenario, note2) {
  const written = launchSettings.filter((name) => scenario.settings[name].state !== "absent");
  return {
    settings: keepOnly(scenario.settings, []),
    dropped: written.map((name) => ({ at: scenario.settings[name].at, note: `${spelling("terraform", name)} is ${note2}`, setting: name }))
  };
}
function keepOnly(settings, kept) {
  const result = { ...settings };
  for (const name of launchSettings) {
    if (!kept.includes(name)) result[name] = { state: "absent", at: settings[name].at };
  }
  return result;
}

// src/effective/link.ts
function link(resources, root, facts) {
  const scope = { resources, index: indexResources(resources), facts };
  const effective = resources.map((resource) => linkResource(resource, scope));
  return root === void 0 ? effective : [...effective, ...accounts(resources, facts)];
}
function linkResource(resource, scope) {
  switch (resource.kind) {
    case "instance":
    case "launch-template":
    case "launch-configuration":
    case "launcher":
      return linkLaunch(resource, scope);
    case "image":
    case "account-defaults":
    case "account":
    case "service":
    case "guardrail":
    case "script":
      return asWritten2(resource, scope);
  }
}
function asWritten2(resource, scope) {
  const layer = resource.kind === "account-defaults" ? "account-default" : resource.kind === "image" ? "image" : "launch";
  const scenarios = resource.scenarios.map((scenario) => {
    const settings = allSettings((name) => ({ ...scenario.settings[name], layer }));
    return { when: scenario.when, settings: { ...settings, imdsSupport: inherited(resource, scenario, settings.imdsSupport, scope) } };
  });
  return { resource, scenarios, through: [], context: [] };
}
function inherited(resource, scenario, own, scope) {
  const origin = scenario.settings.imageOrigin;
  if (resource.kind !== "image" || origin.state !== "known" || origin.value !== "copied") return own;
  const source = imageSupport(scenario.image, scope.index, scope.facts, /* @__PURE__ */ new Set([resource]));
  switch (source.support) {
    case "v2.0":
      return { state: "known", value: "v2.0", at: own.at, trail: source.trail, layer: "image" };
    case "none":
      return { state: "absent", at: own.at, layer: "image" };
    case "unknown":
      return { state: "unknown", why: `inherited from the source image, and ${source.why}`, at: own.at, trail: source.trail, layer: "image" };
  }
}
function linkLaunch(resource, scope) {
  const ways = resource.scenarios.flatMap((scenario) => combine(scenario, waysThrough(scenario, scope)));
  const account2 = accountDefaults(scope.resources, resource.placement, scope.facts);
  const scenarios = ways.map((way2) => layered(resource, way2.scenario, way2.when, way2.through, account2, scope));
  const through = new Set(ways.flatMap((way2) => way2.through?.template === void 0 ? [] : [way2.through.template.address]));
  const dropped = resource.scenarios.flatMap((scenario) => sent(resource, scenario).dropped);
  return { resource, scenarios, through: [...through], context: [...dropped, ...accountContext(account2)] };
}
function waysThrough(scenario, scope) {
  return scenario.links.flatMap((reference) => {
    const kind = reference.to;
    const template = scope.index.find(kind, reference.target);
    if (template === void 0) return [{ link: reference, template: void 0, scenario: void 0 }];
    return template.scenarios.map((inner) => ({ link: reference, template, scenario: inner }));
  });
}
function layered(resource, own, when, through, defaults, scope) {
  const alone = resource.kind === "launch-configuration" || through?.link.to === "launch-configuration";
  const account2 = alone ? void 0 : defaults;
  const ownSent = sent(resource, own).settings;
  const outer = through?.template === void 0 || through.scenario === void 0 ? void 0 : sent(through.template, through.scenario).settings;
  const image = alone ? void 0 : imageOf(own, through, scope);
  const settings = allSettings((name) => notApplicable(ownSent[name].at));
  for (const name of launchSettings) {
    const setting = ownSent[name];
    const at = through === void 0 || setting.state !== "absent" || own.block.state === "present" ? setting.at : through.link.target.at;
    const voices = [{ layer: "launch", setting, via: [] }];
    if (through !== void 0) voices.push(templateVoice(through, outer?.[name], at));
    if (account2 !== void 0) voices.push({ layer: "account-default", setting: account2.preferences[name], via: [{ at, note: `not set here, so ${account2.says} decides` }] });
    settings[name] = decide(name, at, voices, image);
  }
  const enforced = account2?.preferences.httpTokensEnforced;
  if (enforced !== void 0) settings.httpTokensEnforced = { ...enforced, layer: "account-default" };
  return { when, settings };
}
function templateVoice(through, setting, at) {
  const { target } = through.link;
  if (setting !== void 0 && through.template !== void 0) {
    return { layer: "launch-template", setting, via: [...target.trail, { at: target.at, note: `launches through ${through.template.address}` }] };
  }
  const why = target.state === "unknown" ? target.why : `${words(through.link)} ${target.state === "named" ? target.name : target.address} is not in the scanned code`;
  return { layer: "launch-template", setting: { state: "unknown", why, at, trail: target.trail }, via: [] };
}
function words(reference) {
  switch (reference.to) {
    case "launch-template":
      return "launch template";
    case "launch-configuration":
      return "launch configuration";
    case "instance":
      return "instance";
  }
}
function imageOf(own, through, scope) {
  const use = own.image.state === "absent" ? through?.scenario?.image ?? own.image : own.image;
  return imageSupport(use, scope.index, scope.facts);
}
function accountContext(account2) {
  const enforced = account2?.preferences.httpTokensEnforced;
  if (account2 === void 0 || enforced?.state !== "known" || enforced.value !== "enabled") return [];
  return [{ at: enforced.at, note: `${account2.says} enforces tokens: a launch that does not resolve to required fails` }];
}
function allSettings(of) {
  return Object.fromEntries(settingNames.map((name) => [name, of(name)]));
}

// src/parsers/registry.ts
var parsers = [
  {
    id: "terraform",
    unit: "directory",
    files: (path) => path.endsWith(".tf") || path.endsWith(".tfvars") || path.endsWith("/.terraform.lock.hcl") || path === ".terraform.lock.hcl",
    hints: ["aws_instance", "aws_spot_instance_request", "aws_launch_", "aws_autoscaling_group", "aws_ec2_instance_metadata_defaults", "aws_ami"],
    load: async () => (await import("./terraform-WSM3KXN3.js")).terraform
  },
  {
    id: "cloudformation",
    unit: "file",
    files: (path) => /\.(ya?ml|json|template|cfn|cform)$/i.test(path),
    hints: ["AWS::EC2::Instance", "AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration", "AWS::AutoScaling::AutoScalingGroup"],
    load: async () => (await import("./cloudformation-JSTG6NQO.js")).cloudformation
  },
  {
    id: "launch-template-json",
    unit: "file",
    files: (path) => /\.json$/i.test(path),
    hints: ["LaunchTemplate", "MetadataOptions", "ImageId", "InstanceType", "HttpTokens", "AccountLevel", "ImdsSupport", "LaunchConfiguration", "MinCount", "Architecture", "RootDeviceName", "HttpEndpoint", "HttpPutResponseHopLimit", "HttpProtocolIpv6", "InstanceMetadataTags", "BlockDeviceMappings", "ImageLocation"],
    load: async () => (await import("./launch-template-json-4XXD5I63.js")).launchTemplateJson
  }
];

// src/rules/cases.ts
function casesOf(scenarios, wanted) {
  const cases = [];
  for (const scenario of wanted) {
    if (cases.some((known) => entails(scenario, known.when))) continue;
    cases.push({ when: needed(scenario.when, scenarios, wanted), scenario });
  }
  return cases;
}
function needed(when, scenarios, wanted) {
  const others = scenarios.filter((scenario) => !wanted.has(scenario));
  let kept = when;
  for (const assumption of when) {
    const fewer = kept.filter((other) => other !== assumption);
    if (!others.some((other) => agrees(other, fewer))) kept = fewer;
  }
  return kept;
}
function agrees(scenario, assumptions) {
  return assumptions.every((assumption) => !scenario.when.some((own) => own.condition === assumption.condition && own.holds !== assumption.holds));
}
function entails(scenario, assumptions) {
  return assumptions.every((assumption) => scenario.when.some((own) => own.condition === assumption.condition && own.holds === assumption.holds));
}

// src/rules/describe.ts
var casesListed = 3;
function describe(violation) {
  const { effective, rule, severity, parameters, scenario } = violation;
  const { kind, format, type, address } = effective.resource;
  const view = { resource: effective.resource, scenario, parameters };
  const setting = scenario.settings[rule.at];
  const location = locate(setting.at);
  const said = messageOf(rule, view);
  const remarks = distinct(effective.context.filter((remark) => remark.setting === void 0 || remark.setting === rule.at).map(note));
  const isHere = (one) => spot(one.location) === spot(location);
  const trail = trailOf(setting, spelling(format, rule.at)).map(note);
  return {
    rule: rule.id,
    severity,
    certainty: certaintyOf(violation),
    message: [said, ...remarks.filter(isHere).map(({ text }) => `Here, ${text}.`), ...unnamed(violation, said, format), ...restriction(violation)].join(" "),
    resource: { kind, format, type, address },
    location,
    related: distinct([...trail, ...otherInputs(violation), ...remarks, ...(effective.resource.calls ?? []).map(note)].filter((one) => !isHere(one))),
    trail,
    when: conditionsOf(violation),
    fix: fixOf(rule, view)
  };
}
function certaintyOf({ verdict, everywhere }) {
  if (verdict === "unknown") return "possible";
  return verdict === "fail" && everywhere ? "definite" : "conditional";
}
function conditionsOf(violation) {
  const { effective, rule, parameters, verdict, cases } = violation;
  const assumed = plain(cases[0]?.when ?? []);
  if (rule.unless === void 0 || verdict !== "guarded") return assumed;
  return [...assumed, { condition: conditionWords(rule.unless, effective.resource.format, parameters), holds: false }];
}
function plain(assumptions) {
  return assumptions.map(({ condition, holds: holds2 }) => ({ condition, holds: holds2 }));
}
function restriction(violation) {
  const clauses = [...scenarioClause(violation), ...guardClause(violation)];
  if (clauses.length === 0) return [];
  return [`This ${violation.verdict === "unknown" ? "may hold" : "holds"} ${clauses.join(", ")}.`];
}
function scenarioClause({ cases }) {
  const named = cases.filter((one) => one.when.length > 0).map((one) => `when ${assumptionWords(plain(one.when))}`);
  if (named.length === 0) return [];
  const more = named.length - casesListed;
  return [[...named.slice(0, casesListed), ...more > 0 ? [`in ${more} more ${more === 1 ? "case" : "cases"}`] : []].join(", or ")];
}
function guardClause(violation) {
  const { effective, rule, parameters, verdict } = violation;
  if (verdict !== "guarded" || rule.unless === void 0) return [];
  const reasons = new Set(unknownInputs(violation).map(([, input]) => input.why));
  return [`unless ${conditionWords(rule.unless, effective.resource.format, parameters)} (${[...reasons].join("; ")})`];
}
function unnamed(violation, said, format) {
  if (violation.verdict !== "unknown") return [];
  return unknownInputs(violation).filter(([, input]) => !said.includes(input.why)).map(([name, input]) => `${spelling(format, name)} is unknown: ${input.why}.`);
}
function unknownInputs({ rule, scenario, verdict }) {
  if (verdict === "fail") return [];
  const asked = verdict === "guarded" && rule.unless !== void 0 ? rule.unless : rule.when;
  return settingsOf(asked).flatMap((name) => {
    const setting = scenario.settings[name];
    return setting.state === "unknown" ? [[name, setting]] : [];
  });
}
function otherInputs(violation) {
  const { effective, rule } = violation;
  return unknownInputs(violation).filter(([name]) => name !== rule.at).map(([name, input]) => ({ location: locate(input.at), text: `${spelling(effective.resource.format, name)} is unknown: ${input.why}` }));
}
function trailOf(setting, name) {
  if (setting.state === "absent" || setting.layer === "aws-default") return [];
  const last = setting.trail.at(-1);
  if (last !== void 0 && spot(locate(last.at)) === spot(locate(setting.at))) return setting.trail;
  return [...setting.trail, { at: setting.at, note: `${name} is ${settingWords(setting)} here` }];
}
function note(hop) {
  return { location: locate(hop.at), text: hop.note };
}
function distinct(notes) {
  return [...new Map(notes.map((one) => [`${spot(one.location)}
${one.text}`, one])).values()];
}
function spot({ path, start, end }) {
  return [path, start.line, start.column, end.line, end.column].join("\n");
}

// src/rules/fold.ts
function fold(drafts) {
  const templates = /* @__PURE__ */ new Map();
  for (const draft of drafts) {
    const { kind, address } = draft.effective.resource;
    if (kind === "launch-template" || kind === "launch-configuration") templates.set(key(draft.finding.rule, address), draft);
  }
  if (templates.size === 0) return drafts;
  const notes = /* @__PURE__ */ new Map();
  const kept = drafts.filter((draft) => !foldInto(draft, templates, notes));
  return kept.map((draft) => withNotes(draft, notes.get(draft)));
}
function foldInto(draft, templates, notes) {
  const { resource, through } = draft.effective;
  if (draft.layer === "launch" || resource.kind !== "instance" && resource.kind !== "launcher") return false;
  const faults = through.flatMap((address) => templates.get(key(draft.finding.rule, address)) ?? []).filter((template) => covers(template, draft));
  for (const template of faults) {
    const note2 = { location: locate(resource.at), text: `${resource.address} launches through it` };
    notes.set(template, [...notes.get(template) ?? [], note2]);
  }
  return faults.length > 0;
}
function covers(template, consumer) {
  const certain = certainties.indexOf(template.finding.certainty) <= certainties.indexOf(consumer.finding.certainty);
  return certain && severities.indexOf(template.finding.severity) >= severities.indexOf(consumer.finding.severity);
}
function withNotes(draft, notes) {
  if (notes === void 0) return draft;
  return { ...draft, finding: { ...draft.finding, related: [...draft.finding.related, ...notes] } };
}
function key(rule, address) {
  return `${rule}
${address}`;
}

// src/rules/verdict.ts
function verdictOf(rule, scenario, parameters) {
  const violated = holds(rule.when, scenario, parameters);
  if (violated === false) return "pass";
  const excused = rule.unless === void 0 ? false : holds(rule.unless, scenario, parameters);
  if (excused === true) return "pass";
  if (violated === "unknown") return "unknown";
  return excused === "unknown" ? "guarded" : "fail";
}
function strongest(verdicts) {
  return ["fail", "guarded", "unknown"].find((verdict) => verdicts.includes(verdict)) ?? "pass";
}

// src/rules/evaluate.ts
function evaluate(resources, rules, choose) {
  const drafts = [];
  const verdicts = { pass: 0, fail: 0, unknown: 0 };
  for (const effective of resources) {
    for (const rule of rules) {
      if (!rule.kinds.includes(effective.resource.kind)) continue;
      const choice = choose(rule, effective.resource);
      if (!choice.enabled) continue;
      const draft = check(effective, rule, choice);
      verdicts[tally(draft)]++;
      if (draft !== void 0) drafts.push(draft);
    }
  }
  return { findings: fingerprinted(fold(drafts).map((draft) => draft.finding)), verdicts };
}
function tally(draft) {
  if (draft === void 0) return "pass";
  return draft.finding.certainty === "possible" ? "unknown" : "fail";
}
function check(effective, rule, choice) {
  const parameters = parametersOf(rule, choice);
  const judged = effective.scenarios.map((scenario) => ({ scenario, verdict: verdictOf(rule, scenario, parameters) }));
  const verdict = strongest(judged.map((one) => one.verdict));
  if (verdict === "pass") return void 0;
  const wanted = new Set(judged.filter((one) => one.verdict === verdict).map((one) => one.scenario));
  const cases = casesOf(effective.scenarios, wanted);
  const [first] = cases;
  if (first === void 0) return void 0;
  const finding = describe({ effective, rule, severity: choice.severity, parameters, verdict, cases, everywhere: wanted.size === effective.scenarios.length, scenario: first.scenario });
  return { finding, effective, layer: first.scenario.settings[rule.at].layer };
}
function parametersOf(rule, choice) {
  return Object.fromEntries(Object.entries(rule.parameters ?? {}).map(([name, parameter]) => [name, choice.parameters[name] ?? parameter.default]));
}

// src/scan/decode.ts
const { isUtf8 } = globalThis.process.getBuiltinModule("node:buffer");
var strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function decode(bytes) {
  const fault = notText(bytes);
  if (fault !== void 0) return { fault };
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { fault: { kind: "too-large", message: "This file is too large to be held as text." } };
  }
}
function notText(bytes) {
  if (utf16(bytes) !== void 0) return { kind: "not-text", message: "This file is UTF-16 text; save it as UTF-8, which is what the tools that deploy it read." };
  if (bytes.includes(0)) return { kind: "not-text", message: "This file is binary: it contains NUL bytes." };
  if (isUtf8(bytes)) return void 0;
  return { kind: "not-text", message: "This file is not valid UTF-8: here is a byte that fits no character.", position: positionOf(firstInvalid(bytes), bytes) };
}
function positionOf(offset, bytes) {
  const before = bytes.subarray(0, offset);
  const lineStart = before.lastIndexOf(10) + 1;
  let line = 1;
  for (let feed = before.indexOf(10); feed >= 0; feed = before.indexOf(10, feed + 1)) line++;
  return { line, column: before.toString("utf8", lineStart).length + 1 };
}
function utf16(bytes) {
  if (bytes.length < 2) return void 0;
  if (bytes[0] === 255 && bytes[1] === 254) return "utf-16le";
  return bytes[0] === 254 && bytes[1] === 255 ? "utf-16be" : void 0;
}
function firstInvalid(bytes) {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = good + bad >> 1;
    if (isPrefixOfText(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  while (!isUtf8(bytes.subarray(0, good))) good--;
  return good;
}
function isPrefixOfText(bytes) {
  const stream = new TextDecoder("utf-8", { fatal: true });
  try {
    stream.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

// src/scan/describe.ts
var ofAccounts = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];
var applicable = {
  instance: launchSettings,
  "launch-template": launchSettings,
  "launch-configuration": ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"],
  launcher: launchSettings,
  image: ["imdsSupport", "imageOrigin"],
  "account-defaults": ofAccounts,
  account: ofAccounts,
  service: settingNames,
  guardrail: settingNames,
  script: settingNames
};
function describeResource(effective) {
  const { kind, format, type, address, at } = effective.resource;
  const scenarios = effective.scenarios.map((scenario) => ({
    when: scenario.when.map(({ condition, holds: holds2 }) => ({ condition, holds: holds2 })),
    settings: Object.fromEntries(applicable[kind].map((name) => [name, describeSetting(scenario.settings[name], name, format)]))
  }));
  return { kind, format, type, address, location: locate(at), scenarios };
}
function describeSetting(setting, name, format) {
  const { layer } = setting;
  switch (setting.state) {
    case "known":
      return { state: "known", value: setting.value, layer, trail: trailOf2(setting, setting.trail, `${spelling(format, name)} is set here`) };
    case "absent":
      return { state: "absent", layer, trail: [] };
    case "unknown": {
      const trail = trailOf2(setting, setting.trail, `${spelling(format, name)} is set here`);
      return { state: "unknown", why: setting.why, ...setting.oneOf === void 0 ? {} : { oneOf: setting.oneOf }, layer, trail };
    }
  }
}
function trailOf2(setting, hops, here) {
  const notes = hops.map((hop) => ({ location: locate(hop.at), text: hop.note }));
  if (setting.layer !== "launch" || hops.some((hop) => isSame(hop.at, setting.at))) return notes;
  return [...notes, { location: locate(setting.at), text: here }];
}
function isSame(a, b) {
  return a.source === b.source && a.span.start === b.span.start && a.span.end === b.span.end;
}

// src/scan/gitignore.ts
var never = /* @__PURE__ */ new Set([".git", "node_modules", ".terraform"]);
function isNeverEntered(name) {
  return never.has(name);
}
var nothingIgnored = { ignores: () => Promise.resolve(false) };
function gitIgnore(tree, outer) {
  const known = /* @__PURE__ */ new Map();
  function layersFor(dir) {
    let layers = known.get(dir);
    if (layers === void 0) {
      layers = layersOf(dir);
      known.set(dir, layers);
    }
    return layers;
  }
  async function layersOf(dir) {
    const above = dir === "." ? await outerLayers(outer) : await layersFor(directoryOf(dir));
    const file = await tree.read(below(dir, ".gitignore"));
    if (!("bytes" in file)) return above;
    return [{ dir, prefix: "", rules: await rulesOf(file.bytes.toString("utf8")) }, ...above];
  }
  return {
    ignores: async (path, isDirectory, since) => {
      for (const layer of await layersFor(directoryOf(path))) {
        if (since !== void 0 && !isWithin(layer.dir, since)) continue;
        const inner = layer.dir === "." ? path : path.slice(layer.dir.length + 1);
        const verdict = layer.rules.test(`${layer.prefix}${inner}${isDirectory ? "/" : ""}`);
        if (verdict.ignored) return true;
        if (verdict.unignored) return false;
      }
      return false;
    }
  };
}
async function outerLayers(outer) {
  const layers = await Promise.all(outer.map(async ({ prefix, text }) => ({ dir: ".", prefix, rules: await rulesOf(text) })));
  return layers.filter((layer) => !layer.rules.ignores(layer.prefix));
}
function rulesOf(text) {
  return patternMatcher(text.split(/\r?\n/));
}

// src/scan/discover.ts
async function discover(targets, choice) {
  const search = { ...choice, files: /* @__PURE__ */ new Set(), links: /* @__PURE__ */ new Map(), problems: [], skipped: new Skipped(), notes: [] };
  for (const target of targets) await take(search, target);
  const behind = keepLinks(search);
  return { files: [...search.files].sort(), behind, problems: search.problems, skipped: search.skipped, notes: search.notes };
}
function isOfInterest(parsers2, path) {
  return parsers2.some((parser) => parser.files(path));
}
async function take(search, target) {
  const kind = await search.tree.kindOf(target) ?? "file";
  if (search.forceExclude && target !== "." && await isExcluded(search, target, kind === "directory")) {
    leaveOut(search, target, "ignored", "it is ignored");
    return;
  }
  switch (kind) {
    case "directory":
      if (isNamedLikeFile(search.parsers, target)) complain(search, target, directoryNamedLikeFile);
      await walk(search, target);
      return;
    case "link":
      await takeLink(search, target, true);
      return;
    case "special":
      complain(search, target, special);
      return;
    case "file":
      if (isOfInterest(search.parsers, target)) search.files.add(target);
      else leaveOut(search, target, "other type", "imdslint reads no format with such a name");
  }
}
function leaveOut(search, path, why, words2) {
  search.skipped.count(why);
  search.notes.push(`${path} is skipped: ${words2}`);
}
async function isExcluded(search, path, isDirectory) {
  for (let part = path, asDirectory = isDirectory; part !== "."; part = directoryOf(part), asDirectory = true) {
    if (await isExcludedItself(search, part, asDirectory)) return true;
  }
  return false;
}
async function isExcludedItself(search, path, isDirectory, since) {
  if (isDirectory && isNeverEntered(path.slice(path.lastIndexOf("/") + 1))) return true;
  return search.excludes(path, isDirectory) || await search.gitIgnore.ignores(path, isDirectory, since);
}
async function ignoresCountFrom(choice, dir) {
  return dir !== "." && await isExcluded(choice, dir, true) ? dir : void 0;
}
async function walk(search, top) {
  const since = await ignoresCountFrom(search, top);
  const open = [top];
  for (let dir = open.pop(); dir !== void 0; dir = open.pop()) {
    const listing = await search.tree.list(dir);
    if ("fault" in listing) {
      complain(search, dir, listing.fault);
      continue;
    }
    const inner = [];
    for (const entry of listing.entries) {
      if (await visit(search, dir, entry, since)) inner.push(below(dir, entry.name));
    }
    if (inner.length > 0 && dir.split("/").length >= deepestDirectory) complain(search, dir, tooDeep);
    else open.push(...inner.reverse());
  }
}
async function visit(search, dir, entry, since) {
  const path = below(dir, entry.name);
  const interesting = isOfInterest(search.parsers, path);
  if (entry.kind === "file" && !interesting) {
    search.skipped.count("other type");
    return false;
  }
  if (await isExcludedItself(search, path, entry.kind === "directory", since)) {
    if (entry.kind === "file") search.skipped.count("ignored");
    return false;
  }
  switch (entry.kind) {
    case "directory":
      if (isNamedLikeFile(search.parsers, path)) complain(search, path, directoryNamedLikeFile);
      return true;
    case "link":
      await takeLink(search, path, false);
      return false;
    case "special":
      if (interesting) complain(search, path, special);
      else search.skipped.count("other type");
      return false;
    case "file":
      search.files.add(path);
      return false;
  }
}
async function takeLink(search, path, named) {
  const end = await search.tree.follow(path);
  const interesting = isOfInterest(search.parsers, path);
  switch (end.where) {
    case "loop":
      complain(search, path, { kind: "outside", message: "This symbolic link leads back to itself." });
      return;
    case "nowhere":
      if (interesting) complain(search, path, { kind: "unreadable", message: "This symbolic link points to a file that does not exist." });
      else search.skipped.count("other type");
      return;
    case "outside":
      if (interesting || end.kind === "directory") complain(search, path, { kind: "outside", message: "This symbolic link leaves the scan root; it is not followed." });
      else search.skipped.count("other type");
      return;
    case "inside":
      await takeInside(search, path, end, named);
  }
}
async function takeInside(search, path, end, named) {
  if (end.kind === "directory" && named) await take(search, end.path);
  else if (end.kind === "directory" && isWithin(path, end.path)) complain(search, path, { kind: "outside", message: "This symbolic link points to a directory that contains it: a loop." });
  else if (end.kind === "directory") search.skipped.count("link");
  else if (!isOfInterest(search.parsers, path)) search.skipped.count("other type");
  else if (end.kind === "special") complain(search, path, special);
  else search.links.set(path, end.path);
}
function keepLinks(search) {
  const behind = /* @__PURE__ */ new Map();
  const taken = new Set(search.files);
  for (const [path, real] of [...search.links].sort()) {
    if (taken.has(real)) {
      search.skipped.count("link");
      continue;
    }
    taken.add(real);
    search.files.add(path);
    behind.set(path, real);
  }
  return behind;
}
var special = { kind: "unreadable", message: "This is a pipe, a socket or a device, not a regular file; it is not opened." };
var directoryNamedLikeFile = { kind: "unreadable", message: "This is a directory with the name of a file; Terraform does not read it as one." };
var tooDeep = { kind: "too-large", message: `Directories nested more than ${deepestDirectory} deep are not entered.` };
function isNamedLikeFile(parsers2, path) {
  return parsers2.some((parser) => parser.unit === "directory" && parser.files(path));
}
function complain(search, path, fault) {
  search.skipped.count("problem");
  search.problems.push(problemAt(path, fault));
}

// src/scan/module-calls.ts
const { posix } = globalThis.process.getBuiltinModule("node:path");
var moduleBlock = /^[ \t]*module[ \t]+"[^"\n]*"[ \t\r\n]*\{/gm;
var firstSource = /(?:^|[{\s])source[ \t]*=[ \t]*"([^"\n]*)"/;
var reach = 4e3;
async function moduleCalls(dir, text) {
  const found = sourcesIn(text).flatMap((source) => localTarget(dir, source));
  if (found.length === 0 || !/\/\*|<</.test(text)) return found;
  const declared = await declaredSources(text);
  return declared.flatMap((source) => localTarget(dir, source));
}
function sourcesIn(text) {
  return [...text.matchAll(moduleBlock)].flatMap((block) => {
    const brace = block.index + block[0].length - 1;
    return firstSource.exec(text.slice(brace, brace + reach))?.[1] ?? [];
  });
}
async function declaredSources(text) {
  const { parseHcl } = await import("./parse-MSBWQZTA.js");
  const { body } = parseHcl({ path: "", text });
  return body.blocks.filter((block) => block.type === "module").flatMap((block) => {
    const source = block.body.attributes.find((attribute) => attribute.name === "source")?.value;
    return source?.kind === "literal" && typeof source.value === "string" ? source.value : [];
  });
}
function localTarget(dir, source) {
  if (!/^\.\.?(?:\/|$)/.test(source)) return [];
  const target = posix.join(dir, source).replace(/\/$/, "");
  return target === ".." || target.startsWith("../") ? [] : [target];
}

// src/scan/preflight.ts
function hasHint(bytes, hints) {
  const wide = utf16(bytes);
  if (wide === void 0) return hints.some((hint) => bytes.includes(hint, 0, "latin1"));
  const text = new TextDecoder(wide).decode(bytes);
  return hints.some((hint) => text.includes(hint));
}

// src/scan/load.ts
var KeptSources = class {
  #sources = /* @__PURE__ */ new Map();
  #room = keptText;
  keep(source) {
    if (source.text.length > this.#room || this.#sources.has(source.path)) return;
    this.#room -= source.text.length;
    this.#sources.set(source.path, source);
  }
  get(path) {
    return this.#sources.get(path);
  }
  drop(paths) {
    for (const path of paths) {
      this.#room += this.#sources.get(path)?.text.length ?? 0;
      this.#sources.delete(path);
    }
  }
};
async function survey(plan, tree, kept) {
  const hints = plan.parsers.flatMap((parser) => parser.hints);
  const files = [];
  const problems = [];
  const calls = [];
  for (const path of plan.paths) {
    const read = await tree.read(plan.behind.get(path) ?? path);
    const fault = "fault" in read ? read.fault : notText(read.bytes);
    if (fault !== void 0) problems.push(problemAt(path, fault));
    else if ("bytes" in read) files.push({ path, bytes: read.bytes });
  }
  const hinted = files.some((file) => hasHint(file.bytes, hints));
  for (const { path, bytes } of files) {
    const calling = path.endsWith(".tf") && bytes.includes("module");
    if (!calling && !hinted) continue;
    const decoded = decode(bytes);
    if (!("text" in decoded)) continue;
    if (calling) calls.push(...await moduleCalls(plan.dir, decoded.text));
    if (hinted || calls.length > 0) kept.keep({ path, text: decoded.text });
  }
  return { plan, hinted, calls, problems };
}
async function load(plan, tree, kept) {
  const sources = [];
  const problems = [];
  for (const path of plan.paths) {
    const before = kept.get(path);
    if (before !== void 0) {
      sources.push(before);
      continue;
    }
    const read = await tree.read(plan.behind.get(path) ?? path);
    const decoded = "fault" in read ? read : decode(read.bytes);
    if ("fault" in decoded) problems.push(problemAt(path, decoded.fault));
    else sources.push({ path, text: decoded.text });
  }
  return { sources, problems };
}

// src/scan/module-graph.ts
function moduleGraph(calls) {
  const known = [...calls.keys()].sort(compare);
  const targets = new Set([...calls].flatMap(([dir, called]) => called.filter((target) => target !== dir)));
  const alone = new Set(known.filter((dir) => !targets.has(dir)));
  const reached = new Set([...alone].flatMap((dir) => [dir, ...reach2(dir, calls)]));
  for (const dir of known) {
    if (reached.has(dir)) continue;
    alone.add(dir);
    for (const inner of [dir, ...reach2(dir, calls)]) reached.add(inner);
  }
  return { below: (dir) => reach2(dir, calls), isCalled: (dir) => calls.has(dir) && !alone.has(dir) };
}
function reach2(dir, calls) {
  const found = /* @__PURE__ */ new Set();
  const open = [dir];
  for (let at = open.pop(); at !== void 0; at = open.pop()) {
    for (const target of calls.get(at) ?? []) {
      if (found.has(target) || !calls.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  found.delete(dir);
  return [...found].sort(compare);
}

// src/scan/ordered.ts
async function* inOrder(items, limit, work) {
  const running = [];
  for (const item of items) {
    const result = work(item);
    result.catch(() => void 0);
    running.push(result);
    const first = running.length >= limit ? running.shift() : void 0;
    if (first !== void 0) yield await first;
  }
  for (const result of running) yield await result;
}

// src/scan/units.ts
async function groupIntoUnits(found, choice) {
  const plans = [];
  const directories = /* @__PURE__ */ new Map();
  for (const path of found.files) {
    const dir = directoryOf(path);
    const fitting = choice.parsers.filter((parser) => parser.files(path));
    const whole = fitting.find((parser) => parser.unit === "directory");
    if (whole === void 0) {
      plans.push({ dir, shape: "file", parsers: fitting, paths: [path], asked: /* @__PURE__ */ new Set([path]), behind: found.behind });
      continue;
    }
    const key2 = `${whole.id}
${dir}`;
    const group = directories.get(key2);
    if (group === void 0) directories.set(key2, { parser: whole, dir, asked: /* @__PURE__ */ new Set([path]) });
    else group.asked.add(path);
  }
  for (const { parser, dir, asked } of directories.values()) {
    const behind = new Map(found.behind);
    const paths = /* @__PURE__ */ new Set([...asked, ...await siblings(dir, parser, choice, behind)]);
    plans.push({ dir, shape: "directory", parsers: [parser], paths: [...paths].sort(compare), asked, behind });
  }
  return plans.sort((a, b) => compare(a.paths[0] ?? "", b.paths[0] ?? ""));
}
async function siblings(dir, parser, choice, behind) {
  const since = await ignoresCountFrom(choice, dir);
  const listing = await choice.tree.list(dir);
  const found = [];
  for (const entry of "entries" in listing ? listing.entries : []) {
    const path = below(dir, entry.name);
    if (!parser.files(path) || entry.kind !== "file" && entry.kind !== "link") continue;
    if (await isExcludedItself(choice, path, false, since)) continue;
    if (entry.kind === "link") {
      const end = await choice.tree.follow(path);
      if (end.where !== "inside" || end.kind !== "file") continue;
      behind.set(path, end.path);
    }
    found.push(path);
  }
  return found;
}

// src/scan/directories.ts
async function planDirectories(asked, choice, concurrency, elsewhere) {
  const kept = new KeptSources();
  const plans = elsewhere && asked.length > 0 ? [...asked, ...await otherUnits(asked, choice)] : asked;
  const surveys = /* @__PURE__ */ new Map();
  for await (const surveyed of inOrder(plans, concurrency, (plan) => survey(plan, choice.tree, kept))) surveys.set(surveyed.plan.dir, surveyed);
  const graph = moduleGraph(new Map([...surveys].map(([dir, { calls }]) => [dir, calls])));
  const hinted = (dir) => surveys.get(dir)?.hinted === true;
  const wanted = /* @__PURE__ */ new Set();
  for (const dir of surveys.keys()) {
    const below2 = graph.below(dir);
    if (hinted(dir) || !graph.isCalled(dir) && below2.some(hinted)) [dir, ...below2].forEach((one) => wanted.add(one));
  }
  kept.drop([...surveys.values()].flatMap(({ plan }) => wanted.has(plan.dir) ? [] : plan.paths));
  const named = new Set(asked.map((plan) => plan.dir));
  const concerned = [...surveys.values()].filter(({ plan: { dir } }) => named.has(dir) || !graph.isCalled(dir) && graph.below(dir).some((inner) => named.has(inner)));
  return concerned.map((surveyed) => {
    const { plan } = surveyed;
    const called = graph.isCalled(plan.dir);
    return { plan, called, surveyed, wanted: wanted.has(plan.dir), load: () => loadWithModules(plan, called ? [] : graph.below(plan.dir)) };
  });
  async function loadWithModules(plan, below2) {
    const own = await load(plan, choice.tree, kept);
    const modules = /* @__PURE__ */ new Map();
    for (const dir of below2) {
      const module = surveys.get(dir);
      if (module !== void 0) modules.set(dir, (await load(module.plan, choice.tree, kept)).sources);
    }
    if (below2.length === 0 && !graph.isCalled(plan.dir)) kept.drop(plan.paths);
    return { ...own, modules };
  }
}
async function otherUnits(asked, choice) {
  const named = new Set(asked.map((plan) => plan.dir));
  const all = await groupIntoUnits(await discover(["."], choice), choice);
  return all.filter((plan) => plan.shape === "directory" && !named.has(plan.dir)).map((plan) => ({ ...plan, asked: /* @__PURE__ */ new Set() }));
}

// src/scan/parse.ts
var lastQuestion = Promise.resolve();
var judge = (source) => {
  const answer = lastQuestion.then(async () => {
    const { hashicorpJudge } = await import("./judge-5WGEZHNH.js");
    return (await hashicorpJudge())(source);
  });
  lastQuestion = answer.catch(() => void 0);
  return answer;
};
async function parseUnit(unit, parsers2, path) {
  let problems = [];
  for (const entry of parsers2) {
    const result = await guarded(path, async () => (await entry.load()).parse(unit));
    if (!("resources" in result)) return { recognised: false, resources: [], problems: [result] };
    if (result.recognised) return result;
    if (problems.length === 0) problems = result.problems;
  }
  return { recognised: false, resources: [], problems };
}
async function guarded(path, work) {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return problemAt(path, { kind: "internal", message: `imdslint failed here, which is a mistake of its own; please report it. ${reason}` });
  }
}

// src/scan/relevance.ts
function concerns(finding, files) {
  return [finding, ...finding.related, ...finding.trail].some(({ location }) => files.has(location.path));
}
function isCalledFrom({ resource }, files) {
  return (resource.calls ?? []).some(({ at }) => files.has(at.source.path));
}
function touches(effective, files) {
  for (const place of placesOf(effective)) {
    if (files.has(place.source.path)) return true;
  }
  return false;
}
function* placesOf({ resource, scenarios, context }) {
  yield resource.at;
  for (const { at } of resource.calls ?? []) yield at;
  for (const scenario of resource.scenarios) yield* writtenPlaces(scenario);
  for (const scenario of scenarios) {
    for (const setting of Object.values(scenario.settings)) yield* way(setting);
  }
  for (const { at } of context) yield at;
}
function* writtenPlaces(scenario) {
  for (const { at } of scenario.when) {
    if (at !== void 0) yield at;
  }
  yield* way(scenario.block);
  for (const { target, version } of scenario.links) {
    yield* way(target);
    yield* way(version);
  }
  if (scenario.image.state !== "absent") yield* way(scenario.image);
}
function* way(part) {
  yield part.at;
  for (const hop of part.trail ?? []) yield hop.at;
}

// src/scan/scan.ts
async function* scan(options) {
  const choice = {
    tree: options.tree,
    parsers: options.parsers ?? parsers,
    gitIgnore: options.useGitIgnore ? gitIgnore(options.tree, options.outerIgnores) : nothingIgnored,
    excludes: options.excludes,
    forceExclude: options.forceExclude
  };
  const found = await discover(options.targets, choice);
  yield { ...nothing, skipped: found.skipped, problems: found.problems, notes: found.notes };
  const everything = options.targets.includes(".");
  const session = { ...options, asked: everything ? void 0 : new Set(found.files) };
  const plans = await groupIntoUnits(found, choice);
  const asked = plans.filter((plan) => plan.shape === "directory");
  const directories = await planDirectories(asked, choice, options.concurrency, options.isProject && !everything);
  const files = plans.filter((plan) => plan.shape === "file");
  const work = [...files.map((plan) => ({ plan })), ...directories].sort((a, b) => compare(a.plan.paths[0] ?? "", b.plan.paths[0] ?? ""));
  yield* inOrder(work, options.concurrency, (one) => "load" in one ? scanDirectory(one, session) : scanFile(one.plan, session));
}
async function scanFile(plan, session) {
  const path = plan.paths[0] ?? plan.dir;
  const read = await session.tree.read(plan.behind.get(path) ?? path);
  if ("fault" in read) return failed(plan, [problemAt(path, read.fault)]);
  const parsers2 = plan.parsers.filter((parser) => hasHint(read.bytes, parser.hints));
  if (parsers2.length === 0) return skipped(plan, "nothing about instances");
  const decoded = decode(read.bytes);
  if ("fault" in decoded) return failed(plan, [problemAt(path, decoded.fault)]);
  return await examine({ ...plan, parsers: parsers2 }, { dir: plan.dir, sources: [{ path, text: decoded.text }], called: false }, [], session);
}
async function scanDirectory({ plan, called, wanted, surveyed, load: load2 }, session) {
  const problems = surveyed.problems.filter((problem) => plan.asked.has(problem.location.path));
  if (!wanted) return { ...skipped(plan, "nothing about instances", problems.length), problems };
  const { sources, modules, problems: unread } = await load2();
  if (sources.length === 0) return failed(plan, problems);
  return await examine(plan, { dir: plan.dir, sources, called, modules, judge }, unread, session);
}
async function examine(plan, unit, unread, session) {
  const at = [...plan.asked, ...plan.paths][0] ?? plan.dir;
  const parsed = await parseUnit(unit, plan.parsers, at);
  const problems = [...unread, ...parsed.problems].filter((problem) => plan.asked.has(problem.location.path));
  if (!parsed.recognised) return { ...skipped(plan, parsed.problems.length > 0 ? "problem" : "not recognised"), problems };
  const asked = plan.asked.size === plan.paths.length ? void 0 : session.asked;
  const judged = await guarded(at, () => judgeUnit(link(parsed.resources, parsed.root, session.facts), asked, session));
  if (!("findings" in judged)) return { ...skipped(plan, "problem"), problems: [...problems, judged] };
  const missing = unread.filter((problem) => plan.asked.has(problem.location.path)).length;
  const skips = new Skipped();
  skips.count("problem", missing);
  return { ...nothing, ...judged, parsed: plan.asked.size - missing, skipped: skips, problems };
}
function judgeUnit(resources, asked, { rules, choose }) {
  const { findings, verdicts } = evaluate(resources, rules, choose);
  if (asked === void 0) return { resources: resources.map(describeResource), findings, verdicts };
  const shown = resources.filter((resource) => touches(resource, asked));
  const called = new Set(resources.filter((resource) => isCalledFrom(resource, asked)).map(({ resource }) => resource.address));
  const counted = shown.length === resources.length ? verdicts : evaluate(shown, rules, choose).verdicts;
  return { resources: shown.map(describeResource), findings: findings.filter((finding) => concerns(finding, asked) || called.has(finding.resource.address)), verdicts: counted };
}
var nothing = {
  parsed: 0,
  skipped: new Skipped(),
  resources: [],
  findings: [],
  problems: [],
  verdicts: { pass: 0, fail: 0, unknown: 0 },
  notes: []
};
function failed(plan, problems) {
  return { ...skipped(plan, "problem"), problems };
}
function skipped(plan, why, troubled = 0) {
  const skips = new Skipped();
  skips.count("problem", troubled);
  skips.count(why, plan.asked.size - troubled);
  return { ...nothing, skipped: skips };
}

// src/cli/check.ts
async function check2(request) {
  const { unsaved } = request;
  const named = unsaved === void 0 ? request.paths : [unsaved.path];
  const targets = findTargets(named.length === 0 ? [request.root ?? "."] : named, request.cwd, request.root, unsaved === void 0 ? [] : [unsaved.path]);
  const configuration = await configurationFor(targets.root, request);
  const rules = request.withoutRules === true ? [] : chosenRules(request, configuration);
  const [first = "."] = targets.paths;
  const disk = diskTree(targets.root);
  const results = scan({
    tree: unsaved === void 0 ? disk : withFile(disk, first, unsaved.bytes),
    targets: targets.paths,
    isProject: targets.isProject,
    outerIgnores: targets.outerIgnores,
    useGitIgnore: request.useGitIgnore !== false,
    forceExclude: request.forceExclude === true,
    excludes: configuration?.excludes ?? (() => false),
    concurrency: request.concurrency ?? defaultConcurrency,
    facts: configuration?.facts ?? { accountDefaults: {}, images: {} },
    rules,
    choose: chooser(request, configuration)
  });
  const report = await collect(results, request.note);
  return { report, rules, failOn: configuration?.failOn, readSource: sourceReader(targets, configuration, unsaved === void 0 ? void 0 : { path: first, text: unsaved.bytes.toString("utf8") }) };
}
async function configurationFor(root, request) {
  if (request.config === false) return void 0;
  const path = request.config === void 0 ? findConfig(root) : resolve2(request.cwd, request.config);
  if (path === void 0) return void 0;
  const { loadConfig } = await import("./load-E2VXODS6.js");
  return await loadConfig(path, root, builtinRules, request.config !== void 0);
}
function chosenRules({ only = [], skip = [] }, configuration) {
  const rules = [...builtinRules, ...configuration?.customRules ?? []];
  for (const id of [...only, ...skip]) ruleNamed(id, rules);
  return rules.filter((rule) => (only.length === 0 || only.includes(rule.id)) && !skip.includes(rule.id));
}
function ruleNamed(id, rules) {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === void 0) throw new UsageError(unknownRule(id, rules));
  return rule;
}
function chooser({ only = [] }, configuration) {
  const choose = configuration?.choose ?? asWritten;
  return only.length === 0 ? choose : (rule, resource) => ({ ...choose(rule, resource), enabled: true });
}
function sourceReader(targets, configuration, unsaved) {
  const given = new Map((configuration?.sources ?? []).map((source) => [source.path, source.text]));
  if (unsaved !== void 0) given.set(unsaved.path, unsaved.text);
  return (path) => given.get(path) ?? (insideOf(targets.root, resolve2(targets.root, path)) === void 0 ? void 0 : textAt(targets.root, path));
}

export {
  builtinRules,
  findTargets,
  tool,
  check2 as check,
  configurationFor,
  ruleNamed
};
