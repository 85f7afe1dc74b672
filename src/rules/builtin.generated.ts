// Generated from rules/*.yaml by `npm run generate`; do not edit.
import type { Rule } from "../model/rule.ts";

export const builtinRules: readonly Rule[] = [
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
        "text": "The account defaults of {address} do not require tokens: {httpTokens.name} is {httpTokens}, which also clears what was set in the account before. Terraform sends it for an argument that is left out (for the hop limit -1)."
      },
      {
        "when": {
          "not": {
            "setting": "httpTokens",
            "is": "required"
          }
        },
        "text": "The account defaults of {address} do not require tokens: {httpTokens.name} is {httpTokens}, not \"required\"."
      },
      {
        "text": "The account defaults of {address} may not require tokens: {httpTokens.name} is not known ({httpTokens.why})."
      }
    ],
    "why": "Account defaults apply in one Region to every launch that leaves an option out: from other code, from the console, by managed\nservices, and by machines that nobody thought of. With `HttpTokens` `required` there, forgetting it on an instance no longer opens IMDSv1.\nDefaults do not change machines that already run, and a launch that says `optional` still overrides them; only\n`HttpTokensEnforced`, which this Terraform resource cannot set, refuses such a launch.\n\nA weak default is worse than none in one respect: `optional` in the account overrides an image with IMDS support `v2.0`, which would have\nrequired tokens. And `aws_ec2_instance_metadata_defaults` sends every argument: what is left out becomes\n`no-preference` (-1 for the hop limit), clearing a default that somebody had set by other means.\n\nCloudFormation has no type for these defaults. The rule speaks of a stack's account only where the template calls `ModifyInstanceMetadataDefaults`\nin a custom resource (the CDK's `AwsCustomResource`), or where the configuration file states what the defaults are.\n\nWhere an organisation's declarative policy manages these defaults, accounts cannot change them: then state them as a fact in\nthe configuration file instead (docs/configuration.md).\n",
    "fix": {
      "terraform": "Declare an `aws_ec2_instance_metadata_defaults` with `http_tokens = \"required\"` for this provider, or write that into the one that is declared, with every other argument that the account should keep (`http_put_response_hop_limit`, `http_endpoint`, `instance_metadata_tags`). If the defaults are managed elsewhere, state them under `account-defaults` in the configuration file.",
      "cloudformation": "Give the call of `modifyInstanceMetadataDefaults` the parameter `HttpTokens` with the value `required`; what the call leaves out stays as it is in the account. If the defaults are managed elsewhere, change them there, and state them under `account-defaults` in the configuration file."
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
          "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n\nresource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n",
          "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n\n# Sends http_tokens = \"no-preference\": it requires nothing, and clears what the account had.\nresource \"aws_ec2_instance_metadata_defaults\" \"this\" {\n  http_put_response_hop_limit = 1\n}\n\nresource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n"
        ],
        "good": [
          "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n\nresource \"aws_ec2_instance_metadata_defaults\" \"this\" {\n  http_tokens                 = \"required\"\n  http_put_response_hop_limit = 1\n}\n\nresource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n}\n"
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  AccountDefaults:\n    Type: Custom::AWS\n    Properties:\n      ServiceToken: arn:aws:lambda:eu-west-1:123456789012:function:sdk-calls\n      Create: '{\"service\":\"EC2\",\"action\":\"modifyInstanceMetadataDefaults\",\"parameters\":{\"HttpTokens\":\"optional\"}}'\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n"
        ],
        "good": [
          "Resources:\n  AccountDefaults:\n    Type: Custom::AWS\n    Properties:\n      ServiceToken: arn:aws:lambda:eu-west-1:123456789012:function:sdk-calls\n      Create: '{\"service\":\"EC2\",\"action\":\"modifyInstanceMetadataDefaults\",\"parameters\":{\"HttpTokens\":\"required\"}}'\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n"
        ]
      }
    }
  },
  {
    "id": "account-defaults-conflict",
    "title": "The account defaults of a Region are declared once",
    "severity": "medium",
    "kinds": [
      "account-defaults"
    ],
    "when": {
      "setting": "conflictingDefaults",
      "set": true
    },
    "at": "conflictingDefaults",
    "message": [
      {
        "when": {
          "setting": "conflictingDefaults",
          "set": true
        },
        "text": "{address} and {conflictingDefaults} set the defaults of the same account and Region: each writes all of them, and the one that is applied last wins."
      },
      {
        "text": "{address} may not decide the account defaults: {conflictingDefaults.why}."
      }
    ],
    "why": "An account has one set of metadata defaults in each Region. `aws_ec2_instance_metadata_defaults` writes all of it each time, what is left out as\n`no-preference`, and clears all of it when it is destroyed. Two of them for one account and Region overwrite each other: Terraform applies them in any order,\nthe next plan shows a difference, and removing one takes the other's protection away.\n\nA declarative policy of the organisation (`DECLARATIVE_POLICY_EC2` with `instance_metadata_defaults`) owns the defaults of every account to which it\nis attached: there a call that changes them fails. Where a policy and a resource stand in the same code, it is not known whether the policy is\nattached to this very account, so the finding is a possible one.\n\nTwo provider configurations count as one place when they have the same credentials and the same Region.\n",
    "fix": {
      "terraform": "Keep one `aws_ec2_instance_metadata_defaults` for the account and Region of {address} and write all its arguments there; in accounts under a declarative policy, keep none.",
      "cloudformation": "Keep one call of `modifyInstanceMetadataDefaults` for the account and Region of {address}, with all its parameters; in accounts under a declarative policy, keep none."
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html",
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html",
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_instance_metadata_defaults"
    ],
    "mappings": {},
    "examples": {
      "terraform": {
        "bad": [
          "resource \"aws_ec2_instance_metadata_defaults\" \"tokens\" {\n  http_tokens = \"required\"\n}\n\n# Clears the tokens that the other one requires, or the other way round.\nresource \"aws_ec2_instance_metadata_defaults\" \"hops\" {\n  http_put_response_hop_limit = 2\n}\n"
        ],
        "good": [
          "resource \"aws_ec2_instance_metadata_defaults\" \"this\" {\n  http_tokens                 = \"required\"\n  http_put_response_hop_limit = 2\n}\n",
          "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n\nprovider \"aws\" {\n  alias  = \"frankfurt\"\n  region = \"eu-central-1\"\n}\n\nresource \"aws_ec2_instance_metadata_defaults\" \"ireland\" {\n  http_tokens = \"required\"\n}\n\nresource \"aws_ec2_instance_metadata_defaults\" \"frankfurt\" {\n  provider    = aws.frankfurt\n  http_tokens = \"required\"\n}\n"
        ]
      },
      "cloudformation": {
        "bad": [
          "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n  Tokens:\n    Type: Custom::AWS\n    Properties:\n      ServiceToken: arn:aws:lambda:eu-west-1:123456789012:function:sdk-calls\n      Create: '{\"service\":\"EC2\",\"action\":\"modifyInstanceMetadataDefaults\",\"parameters\":{\"HttpTokens\":\"required\"}}'\n  # Undoes what the other one says, or the other way round.\n  Everything:\n    Type: Custom::AWS\n    Properties:\n      ServiceToken: arn:aws:lambda:eu-west-1:123456789012:function:sdk-calls\n      Create: '{\"service\":\"EC2\",\"action\":\"modifyInstanceMetadataDefaults\",\"parameters\":{\"HttpTokens\":\"required\",\"HttpPutResponseHopLimit\":2}}'\n"
        ],
        "good": [
          "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n  Everything:\n    Type: Custom::AWS\n    Properties:\n      ServiceToken: arn:aws:lambda:eu-west-1:123456789012:function:sdk-calls\n      Create: '{\"service\":\"EC2\",\"action\":\"modifyInstanceMetadataDefaults\",\"parameters\":{\"HttpTokens\":\"required\",\"HttpPutResponseHopLimit\":2}}'\n"
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
        "text": "{address} does not make its machines require tokens: {imdsSupport.name} is {imdsSupport}, and the only value that AWS has is \"v2.0\"."
      },
      {
        "when": {
          "not": {
            "setting": "imdsSupport",
            "is": "v2.0"
          }
        },
        "text": "{address} is registered without {imdsSupport.name} = \"v2.0\": machines launched from it accept IMDSv1, unless their own settings or the account default require tokens."
      },
      {
        "text": "{address} may be registered without IMDS support \"v2.0\": {imdsSupport.name} is not known ({imdsSupport.why})."
      }
    ],
    "why": "An image that is registered with `ImdsSupport` `v2.0` brings its own safe default: machines launched from it require tokens wherever the\nlaunch and the account leave the option open, in every account that the image is shared with. Their hop limit becomes 2, which\nthe hop-limit rule reports where nothing sets it lower.\n\nThe value is fixed when the image is registered, or set later with ModifyImageAttribute; it cannot be taken back, other than by registering the\nsnapshot again. So set it when the software in the image speaks IMDSv2. Images that are copied, or made from an\ninstance, inherit it: they are not reported, their source is.\n",
    "fix": {
      "terraform": "Write `imds_support = \"v2.0\"` in {address}, once the software in the image uses IMDSv2. Terraform registers the image anew for this.",
      "launch-template-json": "Write `\"ImdsSupport\": \"v2.0\"` in {address}, once the software in the image uses IMDSv2. For an image that exists use `aws ec2 modify-image-attribute --imds-support v2.0`; it cannot be undone."
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
          "resource \"aws_ami\" \"base\" {\n  name                = \"base\"\n  virtualization_type = \"hvm\"\n  root_device_name    = \"/dev/xvda\"\n\n  ebs_block_device {\n    device_name = \"/dev/xvda\"\n    snapshot_id = \"snap-0123456789abcdef0\"\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_ami\" \"base\" {\n  name                = \"base\"\n  virtualization_type = \"hvm\"\n  root_device_name    = \"/dev/xvda\"\n  imds_support        = \"v2.0\"\n\n  ebs_block_device {\n    device_name = \"/dev/xvda\"\n    snapshot_id = \"snap-0123456789abcdef0\"\n  }\n}\n",
          "# A copy inherits the support of its source.\nresource \"aws_ami_copy\" \"encrypted\" {\n  name              = \"base-encrypted\"\n  source_ami_id     = \"ami-0123456789abcdef0\"\n  source_ami_region = \"eu-west-1\"\n  encrypted         = true\n}\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          "{\n  \"Name\": \"base\",\n  \"Architecture\": \"x86_64\",\n  \"RootDeviceName\": \"/dev/xvda\",\n  \"BlockDeviceMappings\": [\n    { \"DeviceName\": \"/dev/xvda\", \"Ebs\": { \"SnapshotId\": \"snap-0123456789abcdef0\" } }\n  ]\n}\n"
        ],
        "good": [
          "{\n  \"Name\": \"base\",\n  \"Architecture\": \"x86_64\",\n  \"RootDeviceName\": \"/dev/xvda\",\n  \"ImdsSupport\": \"v2.0\",\n  \"BlockDeviceMappings\": [\n    { \"DeviceName\": \"/dev/xvda\", \"Ebs\": { \"SnapshotId\": \"snap-0123456789abcdef0\" } }\n  ]\n}\n"
        ]
      }
    }
  },
  {
    "id": "dropped-options",
    "title": "Metadata options that are written reach AWS",
    "severity": "high",
    "kinds": [
      "instance",
      "launch-template",
      "launch-configuration"
    ],
    "when": {
      "setting": "unsentOptions",
      "set": true
    },
    "at": "unsentOptions",
    "message": [
      {
        "when": {
          "setting": "unsentOptions",
          "set": true
        },
        "text": "What is written for {address} does not reach AWS: {unsentOptions}."
      },
      {
        "text": "What is written for {address} may not reach AWS: {unsentOptions.why}."
      }
    ],
    "why": "What is written is not always what is sent, and nothing warns of it: plan and apply succeed, and other tools that read the code report\nthe setting as present. Terraform's AWS provider has four such cases.\n\n**Launch configurations.** `http_tokens` and `http_put_response_hop_limit` are sent only when `http_endpoint = \"enabled\"` is written beside them.\nThat value is the default of AWS, so nobody expects to have to write it. Without it, a launch configuration with `http_tokens = \"required\"` launches\nmachines that accept IMDSv1.\n\n**Spot instance requests.** `aws_spot_instance_request` accepts a `metadata_options` block because it shares its schema with `aws_instance`, but the\nAPI that it calls has no such parameter. The whole block is left out, and so is `launch_template`: the account default, the image or AWS decides.\n\n**Instances over launch templates.** As soon as an `aws_instance` has a `metadata_options` block, the provider sends `http_endpoint`\n`enabled` and `http_protocol_ipv6` `disabled`, even if the block sets neither. Both override the launch template: a template\nthat switches the metadata service off is undone by a block that only speaks of tokens.\n\n**Launch templates with an old provider.** Versions before 4.61 send `http_tokens`, `http_put_response_hop_limit` and `instance_metadata_tags`\nof an `aws_launch_template` only when `http_endpoint = \"enabled\"` is written beside them. This is reported where the lock file or\n`required_providers` says that such a version runs.\n\nWhere the options that are lost leave IMDSv1 open or the hop limit too high, tokens-required and hop-limit report that as well: this rule\nsays what is ignored, the others what follows from it.\n",
    "fix": {
      "terraform": "Write the options where they are sent: in the `metadata_options` block of the launch template through which {address} launches."
    },
    "fixByType": {
      "aws_launch_template": "Write `http_endpoint = \"enabled\"` in the `metadata_options` block of {address}, beside the other options, or use version 4.61 or later of the AWS provider.",
      "aws_launch_configuration": "Write `http_endpoint = \"enabled\"` in the `metadata_options` block of {address}, beside the other options. A launch template has no such trap.",
      "aws_spot_instance_request": "Replace {address} by an `aws_instance` with `instance_market_options`, or by a fleet, that launches through an `aws_launch_template` with these options: the metadata options of a spot instance request are never sent.",
      "aws_instance": "Write the options that the launch template sets, such as `http_endpoint`, in the `metadata_options` block of {address} too, with the value that is meant, or remove that block and leave all of them to the launch template."
    },
    "references": [
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#metadata-options",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_configuration#metadata-options",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance#metadata-options",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/spot_instance_request",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestSpotLaunchSpecification.html",
      "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMetadataOptions.html"
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
          "resource \"aws_launch_configuration\" \"web\" {\n  image_id      = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  # Never sent: the provider drops it unless http_endpoint = \"enabled\" is written beside it.\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n",
          "resource \"aws_spot_instance_request\" \"batch\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_endpoint = \"enabled\"\n    http_tokens   = \"required\"\n  }\n}\n",
          "resource \"aws_launch_template\" \"dual_stack\" {\n  image_id               = \"ami-0123456789abcdef0\"\n  instance_type          = \"t3.micro\"\n  update_default_version = true\n\n  metadata_options {\n    http_tokens        = \"required\"\n    http_protocol_ipv6 = \"enabled\"\n  }\n}\n\n# Sends http_protocol_ipv6 = \"disabled\" with the hop limit. It would send http_endpoint = \"enabled\" over \"disabled\" just so.\nresource \"aws_instance\" \"web\" {\n  launch_template {\n    id = aws_launch_template.dual_stack.id\n  }\n\n  metadata_options {\n    http_put_response_hop_limit = 1\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_launch_configuration\" \"web\" {\n  image_id      = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_endpoint = \"enabled\"\n    http_tokens   = \"required\"\n  }\n}\n",
          "resource \"aws_launch_template\" \"batch\" {\n  image_id               = \"ami-0123456789abcdef0\"\n  instance_type          = \"t3.micro\"\n  update_default_version = true\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n\n  instance_market_options {\n    market_type = \"spot\"\n  }\n}\n\nresource \"aws_instance\" \"batch\" {\n  launch_template {\n    id = aws_launch_template.batch.id\n  }\n}\n"
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
      "terraform": "If the machine needs its metadata, write `http_endpoint = \"enabled\"` with `http_tokens = \"required\"` in the `metadata_options` block of {address}. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [{type}], rules: { endpoint-enabled: off } }]`.",
      "cloudformation": "If the machine needs its metadata, write `HttpEndpoint: enabled` with `HttpTokens: required` under `MetadataOptions` of {address}. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "launch-template-json": "If the machine needs its metadata, write `\"HttpEndpoint\": \"enabled\"` with `\"HttpTokens\": \"required\"` in the `MetadataOptions` of {address}. If not, accept it on purpose: turn the rule off for this path in the configuration file, `overrides: [{ paths: [...], rules: { endpoint-enabled: off } }]`."
    },
    "fixByType": {
      "AWS::EC2::LaunchTemplate": "If the machines need their metadata, write `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions` of {address}. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::WorkspacesInstances::WorkspaceInstance": "If the machine needs its metadata, write `HttpEndpoint: enabled` with `HttpTokens: required` under `ManagedInstance.MetadataOptions` of {address}, which replaces it. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::AutoScaling::AutoScalingGroup": "If the machines need their metadata, launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::GameLift::GameServerGroup": "If the machines need their metadata, launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::EC2::EC2Fleet": "If the machines need their metadata, launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`; an override with `MetadataOptions` of its own needs them too, or none. This replaces the fleet. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::EC2::SpotFleet": "If the machines need their metadata, launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`. This replaces the fleet. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::EKS::Nodegroup": "If the machines need their metadata, give {address} a `LaunchTemplate` with `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`; EKS can give one only to a new node group. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::Batch::ComputeEnvironment": "If the machines need their metadata, give the `ComputeResources` of {address} a `LaunchTemplate` with `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`.",
      "AWS::PCS::ComputeNodeGroup": "If the machines need their metadata, give {address} a `CustomLaunchTemplate` with `HttpEndpoint: enabled` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`. If not, accept it on purpose: turn the rule off for this path or type in the configuration file, `overrides: [{ paths: [...], types: [\"{type}\"], rules: { endpoint-enabled: off } }]`."
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
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_endpoint = \"disabled\"\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_endpoint = \"enabled\"\n    http_tokens   = \"required\"\n  }\n}\n"
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
          "{\n  \"LaunchTemplateName\": \"web\",\n  \"LaunchTemplateData\": {\n    \"ImageId\": \"ami-0123456789abcdef0\",\n    \"InstanceType\": \"t3.micro\",\n    \"MetadataOptions\": {\n      \"HttpEndpoint\": \"disabled\"\n    }\n  }\n}\n"
        ],
        "good": [
          "{\n  \"LaunchTemplateName\": \"web\",\n  \"LaunchTemplateData\": {\n    \"ImageId\": \"ami-0123456789abcdef0\",\n    \"InstanceType\": \"t3.micro\",\n    \"MetadataOptions\": {\n      \"HttpEndpoint\": \"enabled\",\n      \"HttpTokens\": \"required\"\n    }\n  }\n}\n"
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
      "launcher",
      "service"
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
        "text": "{address} launches with a hop limit of {httpPutResponseHopLimit}; at most {param.max} is allowed. Its image makes it so: an image with IMDS support \"v2.0\" sets the limit to 2 when neither the launch nor the account does."
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
      "launch-template-json": "Write `\"HttpPutResponseHopLimit\": {param.max}` in the `MetadataOptions` of {address}. If its containers need IMDS, raise the rule's parameter for this path in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`."
    },
    "fixByType": {
      "aws_launch_configuration": "Write `http_endpoint = \"enabled\"` together with `http_put_response_hop_limit = {param.max}` in the `metadata_options` block of {address}: without the endpoint the provider drops the block's other arguments.",
      "aws_spot_instance_request": "Replace {address} by an `aws_instance` with `instance_market_options`, or by a fleet, that launches through an `aws_launch_template` with `http_put_response_hop_limit = {param.max}`: the metadata options of a spot instance request are never sent.",
      "aws_spot_fleet_request": "Launch through an `aws_launch_template` with `http_put_response_hop_limit = {param.max}` in `launch_template_config`, instead of launch specifications: those have no metadata options.",
      "awscc_ec2_spot_fleet": "Launch through an `awscc_ec2_launch_template` with `http_put_response_hop_limit = {param.max}` in `launch_template_configs`, instead of launch specifications: those have no metadata options.",
      "aws_eks_node_group": "Give {address} a `launch_template` with `http_put_response_hop_limit = {param.max}`. If its pods on the container network need IMDS, raise the rule's parameter for this path or type in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`.",
      "awscc_eks_nodegroup": "Give {address} a `launch_template` with `http_put_response_hop_limit = {param.max}`. If its pods on the container network need IMDS, raise the rule's parameter for this path or type in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`.",
      "aws_batch_compute_environment": "Give the `compute_resources` of {address} a `launch_template` with `http_put_response_hop_limit = {param.max}`. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "awscc_batch_compute_environment": "Give the `compute_resources` of {address} a `launch_template` with `http_put_response_hop_limit = {param.max}`. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "awscc_ec2_launch_template": "Write `http_put_response_hop_limit = {param.max}` in the `metadata_options` of the `launch_template_data` of {address}.",
      "aws_imagebuilder_infrastructure_configuration": "Write `http_put_response_hop_limit = {param.max}` in the `instance_metadata_options` block of {address}. Container recipes need 2 beside required tokens: raise the rule's parameter for this path or type in the configuration file then.",
      "awscc_imagebuilder_infrastructure_configuration": "Write `http_put_response_hop_limit = {param.max}` in the `instance_metadata_options` of {address}. Container recipes need 2 beside required tokens: raise the rule's parameter for this path or type in the configuration file then.",
      "aws_emr_security_configuration": "Write `HttpPutResponseHopLimit` {param.max} in the `InstanceMetadataServiceConfiguration` of {address}.",
      "AWS::AutoScaling::AutoScalingGroup": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpPutResponseHopLimit: {param.max}` and `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`.",
      "AWS::GameLift::GameServerGroup": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpPutResponseHopLimit: {param.max}` and `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`.",
      "AWS::EC2::EC2Fleet": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpPutResponseHopLimit: {param.max}` and `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`. An override with `MetadataOptions` of its own needs them too, or none. Another version or override replaces the fleet.",
      "AWS::EC2::SpotFleet": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpPutResponseHopLimit: {param.max}` and `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, named in `LaunchTemplateConfigs` by its `LatestVersionNumber`, instead of launch specifications: those have no metadata options. This replaces the fleet.",
      "AWS::EKS::Nodegroup": "Give {address} a `LaunchTemplate` with `HttpPutResponseHopLimit: {param.max}` and `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`; EKS can give one only to a new node group. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "AWS::Batch::ComputeEnvironment": "Give the `ComputeResources` of {address} a `LaunchTemplate` with `HttpPutResponseHopLimit: {param.max}` and `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "AWS::PCS::ComputeNodeGroup": "Give {address} a `CustomLaunchTemplate` with `HttpPutResponseHopLimit: {param.max}` and `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "AWS::WorkspacesInstances::WorkspaceInstance": "Write `HttpPutResponseHopLimit: {param.max}` under `ManagedInstance.MetadataOptions` of {address}. This replaces the instance.",
      "AWS::ImageBuilder::InfrastructureConfiguration": "Write `HttpPutResponseHopLimit: {param.max}` under `InstanceMetadataOptions` of {address}. Container recipes need 2 beside required tokens: raise the rule's parameter for this path or type in the configuration file then.",
      "AWS::EMR::SecurityConfiguration": "Write `HttpPutResponseHopLimit: {param.max}` under `SecurityConfiguration.InstanceMetadataServiceConfiguration` of {address}. This replaces it and the clusters that use it.",
      "AWS::EC2::LaunchTemplate": "Write `HttpPutResponseHopLimit: {param.max}` under `LaunchTemplateData.MetadataOptions` of {address}. The update makes a new version of the template, which reaches only what launches the latest one. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`.",
      "AWS::AutoScaling::LaunchConfiguration": "Write `HttpPutResponseHopLimit: {param.max}` under `MetadataOptions` of {address}. CloudFormation replaces a launch configuration that is changed; its groups launch with the new one, running machines stay as they are. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead: `overrides: [{ paths: [...], rules: { hop-limit: { max: 2 } } }]`.",
      "terraform-aws-modules/ec2-instance/aws": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = {param.max} }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/autoscaling/aws": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = {param.max} }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/eks/aws//modules/eks-managed-node-group": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = {param.max} }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/eks/aws//modules/self-managed-node-group": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = {param.max} }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/eks/aws": "Write `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = {param.max} }` for {address}: all three, because not every version fills in what is left out. If its pods on the container network need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "cloudposse/ec2-instance/aws": "Pass `metadata_http_put_response_hop_limit = {param.max}` to {address}. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "cloudposse/ec2-autoscale-group/aws": "Pass `metadata_http_put_response_hop_limit = {param.max}` to {address}. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "cloudposse/eks-node-group/aws": "Pass `metadata_http_put_response_hop_limit = {param.max}` to {address}. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead.",
      "cloudposse/ec2-bastion-server/aws": "Pass `metadata_http_put_response_hop_limit = {param.max}` to {address}. If its containers need IMDS, raise the rule's parameter for this path or type in the configuration file instead."
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
          "resource \"aws_launch_template\" \"web\" {\n  image_id      = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens                 = \"required\"\n    http_put_response_hop_limit = 2\n  }\n}\n",
          "data \"aws_ssm_parameter\" \"al2023\" {\n  name = \"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64\"\n}\n\n# Amazon Linux 2023 requires tokens by itself, and with them comes a hop limit of 2.\nresource \"aws_instance\" \"web\" {\n  ami           = data.aws_ssm_parameter.al2023.value\n  instance_type = \"t3.micro\"\n}\n"
        ],
        "good": [
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens                 = \"required\"\n    http_put_response_hop_limit = 1\n  }\n}\n",
          "# AWS's own default is 1.\nresource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n"
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        HttpPutResponseHopLimit: \"3\"\n"
        ],
        "good": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        HttpPutResponseHopLimit: 1\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          "{\n  \"ImageId\": \"ami-0123456789abcdef0\",\n  \"InstanceType\": \"t3.micro\",\n  \"MinCount\": 1,\n  \"MaxCount\": 1,\n  \"MetadataOptions\": {\n    \"HttpTokens\": \"required\",\n    \"HttpPutResponseHopLimit\": 64\n  }\n}\n"
        ],
        "good": [
          "{\n  \"ImageId\": \"ami-0123456789abcdef0\",\n  \"InstanceType\": \"t3.micro\",\n  \"MinCount\": 1,\n  \"MaxCount\": 1,\n  \"MetadataOptions\": {\n    \"HttpTokens\": \"required\",\n    \"HttpPutResponseHopLimit\": 1\n  }\n}\n"
        ]
      }
    }
  },
  {
    "id": "invalid-value",
    "title": "Metadata options have names and values that exist",
    "severity": "low",
    "kinds": [
      "instance",
      "launch-template",
      "launch-configuration",
      "launcher",
      "image",
      "account-defaults",
      "service"
    ],
    "when": {
      "setting": "invalidOptions",
      "set": true
    },
    "at": "invalidOptions",
    "message": [
      {
        "when": {
          "setting": "invalidOptions",
          "set": true
        },
        "text": "What is written for {address} is refused or never read: {invalidOptions}."
      },
      {
        "text": "What is written for {address} may be refused: {invalidOptions.why}."
      }
    ],
    "why": "The options are words in lower case: `HttpTokens` is `optional` or `required`; the endpoint, its IPv6 switch and the tags are `enabled` or\n`disabled`; the hop limit is a whole number from 1 to 64. AWS and the Terraform provider refuse anything else, some of it only in the middle of a\ndeployment: `Required`, `true`, the `on` and `off` of YAML, `v2`, a hop limit of 0. Account defaults have one more word, `no-preference` (with a hyphen; in a\ndeclarative policy it is an underscore), and -1 for the hop limit; images have only `v2.0`.\n\nA misspelt name is worse where nobody refuses it. A module that takes `metadata_options` as an object drops the attributes that its type does not\nname, and one that takes a map never looks at them: `http_token = \"required\"` is accepted without a word, and the machines accept IMDSv1.\nSo this rule also reports keys that a local module, or a well-known module of the registry, does not read.\n\nWhere tokens are not required as a result, tokens-required says so as well: this rule says what the mistake is, that one what follows from it.\nA value that is not known is not judged, unless all the values that it may have are written down.\n",
    "fix": {
      "terraform": "Write the option of {address} with a name and a value that the AWS provider knows: `http_tokens = \"required\"`, `http_endpoint = \"enabled\"`, `http_put_response_hop_limit = 1`.",
      "cloudformation": "Write the property of {address} with a name and a value that CloudFormation knows: `HttpTokens: required`, `HttpEndpoint: enabled`, `HttpPutResponseHopLimit: 1`.",
      "launch-template-json": "Write the member of {address} with a name and a value that the API knows: `\"HttpTokens\": \"required\"`, `\"HttpEndpoint\": \"enabled\"`, `\"HttpPutResponseHopLimit\": 1`."
    },
    "fixByType": {
      "AWS::EC2::Instance": "Write the property under `MetadataOptions` of {address}, with a name and a value that CloudFormation knows: `HttpTokens: required`, `HttpEndpoint: enabled`, `HttpPutResponseHopLimit: 1`, `HttpProtocolIpv6: disabled`, `InstanceMetadataTags: disabled`.",
      "AWS::EC2::LaunchTemplate": "Write the property under `LaunchTemplateData.MetadataOptions` of {address}, with a name and a value that CloudFormation knows: `HttpTokens: required`, `HttpEndpoint: enabled`, `HttpPutResponseHopLimit: 1`, `HttpProtocolIpv6: disabled`, `InstanceMetadataTags: disabled`.",
      "AWS::AutoScaling::LaunchConfiguration": "Write the property under `MetadataOptions` of {address}, with a name and a value that CloudFormation knows: `HttpTokens: required`, `HttpEndpoint: enabled`, `HttpPutResponseHopLimit: 1`. A launch configuration has no other options. CloudFormation replaces a launch configuration that is changed; its groups launch with the new one, running machines stay as they are.",
      "AWS::EC2::EC2Fleet": "Write the property under `MetadataOptions` of the override of {address}, with a name and a value that CloudFormation knows: `HttpTokens: required`, `HttpEndpoint: enabled`, `HttpPutResponseHopLimit: 1`. An override has no other options. This replaces the fleet.",
      "AWS::WorkspacesInstances::WorkspaceInstance": "Write the property under `ManagedInstance.MetadataOptions` of {address}, with a name and a value that CloudFormation knows: `HttpTokens: required`, `HttpEndpoint: enabled`, `HttpPutResponseHopLimit: 1`, `HttpProtocolIpv6: disabled`, `InstanceMetadataTags: disabled`. This replaces the instance.",
      "AWS::ImageBuilder::InfrastructureConfiguration": "Write `HttpTokens: required` or `HttpPutResponseHopLimit: 1` under `InstanceMetadataOptions` of {address}: it has no other options.",
      "AWS::SageMaker::NotebookInstance": "Write `MinimumInstanceMetadataServiceVersion: \"2\"` under `InstanceMetadataServiceConfiguration` of {address}: it has no other options.",
      "AWS::AppStream::Fleet": "Write `DisableIMDSV1: true` in {address}.",
      "AWS::AppStream::ImageBuilder": "Write `DisableIMDSV1: true` in {address}.",
      "AWS::AppStream::AppBlockBuilder": "Write `DisableIMDSV1: true` in {address}.",
      "AWS::ElasticBeanstalk::Environment": "In the `OptionSettings` of {address}, give the option \"DisableIMDSv1\" of the namespace \"aws:autoscaling:launchconfiguration\" the value \"true\"; add it where it is missing.",
      "AWS::ElasticBeanstalk::ConfigurationTemplate": "In the `OptionSettings` of {address}, give the option \"DisableIMDSv1\" of the namespace \"aws:autoscaling:launchconfiguration\" the value \"true\"; add it where it is missing.",
      "AWS::EMR::SecurityConfiguration": "Write `MinimumInstanceMetadataServiceVersion: 2` and `HttpPutResponseHopLimit: 1` under `SecurityConfiguration.InstanceMetadataServiceConfiguration` of {address}. This replaces it and the clusters that use it.",
      "AWS::ECS::CapacityProvider": "Write `InstanceMetadataTagsPropagation: false`, or `true`, under `ManagedInstancesProvider.InstanceLaunchTemplate` of {address}."
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-launchtemplate-metadataoptions.html",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#metadata-options",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_instance_metadata_defaults"
    ],
    "mappings": {},
    "examples": {
      "terraform": {
        "bad": [
          "# tokens-required reports this, too.\nresource \"aws_launch_template\" \"web\" {\n  image_id      = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"Required\"\n  }\n}\n",
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens                 = \"required\"\n    http_put_response_hop_limit = 0\n  }\n}\n",
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens           = \"required\"\n    instance_metadata_tag = \"enabled\"\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens                 = \"required\"\n    http_put_response_hop_limit = 1\n    instance_metadata_tags      = \"enabled\"\n  }\n}\n",
          "# Account defaults have two values of their own.\nresource \"aws_ec2_instance_metadata_defaults\" \"this\" {\n  http_tokens                 = \"required\"\n  http_endpoint               = \"no-preference\"\n  http_put_response_hop_limit = -1\n}\n"
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        HttpEndpoint: true\n"
        ],
        "good": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        HttpEndpoint: enabled\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          "{\n  \"ImageId\": \"ami-0123456789abcdef0\",\n  \"InstanceType\": \"t3.micro\",\n  \"MetadataOptions\": {\n    \"HttpTokens\": \"required\",\n    \"HttpPutResponseHopLimit\": \"1\"\n  }\n}\n"
        ],
        "good": [
          "{\n  \"ImageId\": \"ami-0123456789abcdef0\",\n  \"InstanceType\": \"t3.micro\",\n  \"MetadataOptions\": {\n    \"HttpTokens\": \"required\",\n    \"HttpPutResponseHopLimit\": 1\n  }\n}\n"
        ]
      }
    }
  },
  {
    "id": "metadata-tags-key",
    "title": "Tags in the instance metadata have keys that can be a path",
    "severity": "low",
    "kinds": [
      "instance",
      "launch-template",
      "launcher"
    ],
    "when": {
      "setting": "illegalTagKeys",
      "set": true
    },
    "unless": {
      "setting": "httpEndpoint",
      "is": "disabled"
    },
    "at": "illegalTagKeys",
    "message": [
      {
        "text": "Machines of {address} fail to launch: tags are switched on in their metadata, where no tag can have the key {illegalTagKeys}."
      }
    ],
    "why": "With `InstanceMetadataTags` `enabled`, each tag of the instance becomes a path of the metadata service: `tags/instance/KEY`. So its keys may only hold letters,\ndigits and `+ - = . , _ : @`, and cannot be `.`, `..` or `_index`. EC2 refuses to launch an instance with any other key, or to switch the option on\nfor it: \"is not a valid tag key\". Elsewhere the same tags are legal, which is why nobody thinks of it: `kubernetes.io/cluster/NAME` and\n`k8s.io/cluster-autoscaler/enabled` hold a slash, `Cost Center` holds a space.\n\nThe tags of an instance come from several places, all of which count: its own, the provider's `default_tags`, the launch template's tag specifications for\ninstances, and what an auto scaling group passes on. In an auto scaling group or a node group the failure shows only when a machine is\nlaunched, at a scale-out or an instance refresh. Services add tags of their own, which no code shows: those of EKS hold slashes.\n",
    "fix": {
      "terraform": "Rename the tag key, keep it off the machines of {address} (`propagate_at_launch = false`), or write `instance_metadata_tags = \"disabled\"` in their metadata options.",
      "cloudformation": "Rename the tag key of {address}, or write `InstanceMetadataTags: disabled` under its `MetadataOptions`.",
      "launch-template-json": "Rename the tag key in the tag specification of {address}, or write `\"InstanceMetadataTags\": \"disabled\"` in its `MetadataOptions`."
    },
    "fixByType": {
      "AWS::EC2::LaunchTemplate": "Rename the tag key in the tag specification of {address}, or write `InstanceMetadataTags: disabled` under its `LaunchTemplateData.MetadataOptions`.",
      "AWS::AutoScaling::AutoScalingGroup": "Rename the tag key, keep it off the machines of {address} (`PropagateAtLaunch: false`), or write `InstanceMetadataTags: disabled` under `LaunchTemplateData.MetadataOptions` of its launch template."
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-autoscaling-autoscalinggroup-tagproperty.html",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block"
    ],
    "mappings": {},
    "examples": {
      "terraform": {
        "bad": [
          "resource \"aws_instance\" \"node\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens            = \"required\"\n    instance_metadata_tags = \"enabled\"\n  }\n\n  tags = {\n    Name                         = \"node\"\n    \"kubernetes.io/cluster/blue\" = \"owned\"\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_instance\" \"node\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens            = \"required\"\n    instance_metadata_tags = \"enabled\"\n  }\n\n  tags = {\n    Name      = \"node\"\n    \"team:no\" = \"7\"\n  }\n}\n"
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        InstanceMetadataTags: enabled\n      Tags:\n        - Key: Cost Center\n          Value: \"4711\"\n"
        ],
        "good": [
          "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      MetadataOptions:\n        HttpTokens: required\n        InstanceMetadataTags: enabled\n      Tags:\n        - Key: cost-center\n          Value: \"4711\"\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          "{\n  \"LaunchTemplateName\": \"web\",\n  \"LaunchTemplateData\": {\n    \"ImageId\": \"ami-0123456789abcdef0\",\n    \"InstanceType\": \"t3.micro\",\n    \"MetadataOptions\": { \"HttpTokens\": \"required\", \"InstanceMetadataTags\": \"enabled\" },\n    \"TagSpecifications\": [\n      { \"ResourceType\": \"instance\", \"Tags\": [{ \"Key\": \"kubernetes.io/cluster/blue\", \"Value\": \"owned\" }] }\n    ]\n  }\n}\n"
        ],
        "good": [
          "{\n  \"LaunchTemplateName\": \"web\",\n  \"LaunchTemplateData\": {\n    \"ImageId\": \"ami-0123456789abcdef0\",\n    \"InstanceType\": \"t3.micro\",\n    \"MetadataOptions\": { \"HttpTokens\": \"required\", \"InstanceMetadataTags\": \"enabled\" },\n    \"TagSpecifications\": [\n      { \"ResourceType\": \"volume\", \"Tags\": [{ \"Key\": \"kubernetes.io/cluster/blue\", \"Value\": \"owned\" }] }\n    ]\n  }\n}\n"
        ]
      }
    }
  },
  {
    "id": "stale-template-version",
    "title": "Updates of a launch template reach the machines that launch through it",
    "severity": "medium",
    "kinds": [
      "instance",
      "launcher"
    ],
    "when": {
      "setting": "staleVersion",
      "set": true
    },
    "at": "staleVersion",
    "message": [
      {
        "when": {
          "setting": "staleVersion",
          "set": true
        },
        "text": "{address} launches {staleVersion}: an update of the template never reaches it, not even the one that makes it safe."
      },
      {
        "text": "An update of its launch template may never reach {address}: {staleVersion.why}."
      }
    ],
    "why": "A launch template is never changed: every update makes a new version of it. Which one is launched is the choice of the consumer: a number, `$Latest`, or the\ndefault version, which is also what an omitted version means for instances and auto scaling groups. The default version stays 1 until\nsomebody moves it. Terraform moves it only with `update_default_version = true` (or `default_version`), CloudFormation not at all.\n\nSo the code can say `http_tokens = \"required\"`, every scanner that reads it is content, and the machines go on launching with version 1, in which it\nwas not written yet. Only a template that has been safe since its first version is unaffected, which the code does not show. This rule\nspeaks where a launch relies on its template for IMDSv2, or for a disabled endpoint, and goes through a version that updates never become.\n\nVersion 1 as a literal is the same. A higher number may be the newest one, and then pinning it is good practice, because a policy that requires IMDSv2\nis checked when a group is given its version: such a number is only reported as possible.\n\nAWS Config's `ec2-launch-template-imdsv2-check` looks at the default version only.\n",
    "fix": {
      "terraform": "Let {address} launch `version = aws_launch_template.NAME.latest_version`, or write `update_default_version = true` in the launch template. Machines that run already keep what they have until they are replaced.",
      "cloudformation": "Let {address} launch `Version: !GetAtt {template}.LatestVersionNumber`: CloudFormation never moves the default version of a launch template. Machines that run already keep what they have until they are replaced."
    },
    "fixByType": {
      "AWS::EC2::Instance": "Let {address} launch `Version: !GetAtt {template}.LatestVersionNumber`: CloudFormation never moves the default version of a launch template. That replaces the instance; `HttpTokens: required` under its own `MetadataOptions` is an update without interruption.",
      "AWS::EC2::EC2Fleet": "Let {address} launch `Version: !GetAtt {template}.LatestVersionNumber`: CloudFormation never moves the default version of a launch template. That replaces the fleet.",
      "AWS::EC2::SpotFleet": "Let {address} launch `Version: !GetAtt {template}.LatestVersionNumber`: CloudFormation never moves the default version of a launch template. That replaces the fleet."
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateSpecification.html",
      "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateSpecification.html",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-launchtemplate.html",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#update_default_version-1"
    ],
    "mappings": {
      "security-hub": [
        "EC2.170"
      ],
      "aws-config": [
        "ec2-launch-template-imdsv2-check"
      ],
      "attack": [
        "T1552.005"
      ]
    },
    "examples": {
      "terraform": {
        "bad": [
          "resource \"aws_launch_template\" \"web\" {\n  image_id      = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n\nresource \"aws_autoscaling_group\" \"web\" {\n  min_size           = 1\n  max_size           = 3\n  availability_zones = [\"eu-west-1a\"]\n\n  # Without a version it is the default one, which stays 1.\n  launch_template {\n    id = aws_launch_template.web.id\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_launch_template\" \"web\" {\n  image_id               = \"ami-0123456789abcdef0\"\n  instance_type          = \"t3.micro\"\n  update_default_version = true\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n\nresource \"aws_instance\" \"web\" {\n  launch_template {\n    id = aws_launch_template.web.id\n  }\n}\n",
          "resource \"aws_launch_template\" \"web\" {\n  image_id      = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n\nresource \"aws_autoscaling_group\" \"web\" {\n  min_size           = 1\n  max_size           = 3\n  availability_zones = [\"eu-west-1a\"]\n\n  launch_template {\n    id      = aws_launch_template.web.id\n    version = \"$Latest\"\n  }\n}\n"
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  WebTemplate:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        ImageId: ami-0123456789abcdef0\n        InstanceType: t3.micro\n        MetadataOptions:\n          HttpTokens: required\n  Web:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: \"1\"\n      MaxSize: \"3\"\n      AvailabilityZones: [eu-west-1a]\n      LaunchTemplate:\n        LaunchTemplateId: !Ref WebTemplate\n        Version: !GetAtt WebTemplate.DefaultVersionNumber\n"
        ],
        "good": [
          "Resources:\n  WebTemplate:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        ImageId: ami-0123456789abcdef0\n        InstanceType: t3.micro\n        MetadataOptions:\n          HttpTokens: required\n  Web:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: \"1\"\n      MaxSize: \"3\"\n      AvailabilityZones: [eu-west-1a]\n      LaunchTemplate:\n        LaunchTemplateId: !Ref WebTemplate\n        Version: !GetAtt WebTemplate.LatestVersionNumber\n"
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
      "launcher",
      "service"
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
        "kinds": [
          "service"
        ],
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
        "text": "{address} launches machines that accept IMDSv1: its {httpTokens.name} allows it explicitly."
      },
      {
        "kinds": [
          "service"
        ],
        "when": {
          "all": [
            {
              "setting": "httpTokens",
              "is": "optional"
            },
            {
              "setting": "httpTokens",
              "layer": "service-default"
            }
          ]
        },
        "text": "{address} launches machines that accept IMDSv1: nothing that is written requires tokens, and without that its service allows both versions."
      },
      {
        "kinds": [
          "service"
        ],
        "when": {
          "all": [
            {
              "setting": "httpTokens",
              "layer": "aws-default"
            },
            {
              "setting": "imdsSupport",
              "set": false
            }
          ]
        },
        "text": "{address} launches machines that accept IMDSv1: {httpTokens.name} is not set, and nothing else requires tokens."
      },
      {
        "kinds": [
          "service"
        ],
        "when": {
          "setting": "httpTokens",
          "layer": "aws-default"
        },
        "text": "{address} launches machines that accept IMDSv1, unless their image requires tokens: {httpTokens.name} is not set."
      },
      {
        "kinds": [
          "service"
        ],
        "when": {
          "all": [
            {
              "setting": "httpTokens",
              "set": true
            },
            {
              "setting": "httpTokens",
              "layer": "launch"
            }
          ]
        },
        "text": "{address} does not require tokens: {httpTokens.name} is {httpTokens}, which is not one of its values."
      },
      {
        "kinds": [
          "service"
        ],
        "when": {
          "setting": "httpTokens",
          "set": true
        },
        "text": "{address} launches machines that accept IMDSv1: {httpTokens.name} is not set, and the tokens are {httpTokens}, set by {httpTokens.layer}."
      },
      {
        "kinds": [
          "service"
        ],
        "text": "{address} may launch machines that accept IMDSv1: whether it requires tokens is not known ({httpTokens.why})."
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
              "layer": "launch"
            },
            {
              "setting": "weakenedOptions",
              "set": true
            }
          ]
        },
        "text": "{address} accepts IMDSv1: {httpTokens.name} is explicitly {httpTokens}."
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
          "all": [
            {
              "setting": "httpTokens",
              "layer": "aws-default"
            },
            {
              "setting": "unsentOptions",
              "set": true
            }
          ]
        },
        "text": "{address} accepts IMDSv1: no {httpTokens.name} reaches AWS, whose default is {httpTokens}."
      },
      {
        "when": {
          "all": [
            {
              "setting": "httpTokens",
              "layer": "aws-default"
            },
            {
              "setting": "imdsSupport",
              "set": false
            }
          ]
        },
        "text": "{address} accepts IMDSv1: nothing sets {httpTokens.name}, and the default of AWS is {httpTokens}."
      },
      {
        "when": {
          "setting": "httpTokens",
          "layer": "aws-default"
        },
        "text": "{address} accepts IMDSv1, unless its image requires tokens: nothing sets {httpTokens.name}, and the default of AWS is {httpTokens}."
      },
      {
        "when": {
          "setting": "httpTokens",
          "set": true
        },
        "text": "{address} does not require tokens: {httpTokens.name} is {httpTokens}, not \"required\"."
      },
      {
        "when": {
          "not": {
            "setting": "httpTokens",
            "is": "required"
          }
        },
        "text": "{address} does not require tokens: {httpTokens.name} is {httpTokens}, never \"required\"."
      },
      {
        "text": "{address} may accept IMDSv1: {httpTokens.name} is not known to be \"required\" ({httpTokens.why})."
      }
    ],
    "why": "The Instance Metadata Service hands the temporary credentials of a machine's IAM role to whoever asks from that machine. IMDSv1\nanswers any plain GET request. A server-side request forgery flaw, an open proxy or a misconfigured web application firewall is\nthen enough to fetch those credentials from outside and to use them anywhere.\n\nIMDSv2 asks for a session token first. The token comes from a PUT request with a header of its own, the answer does not travel further\nthan the hop limit, and a request for a token that carries `X-Forwarded-For` is refused. Most request forgeries can only send GET requests\nwithout such headers, and get nothing. But IMDSv1 stays open until `HttpTokens` is `required`.\n\nAWS decides the option at launch: the instance or its launch template first, then the account default of the Region, then the\nimage (`ImdsSupport`), and at last its own default `optional`. An explicit `optional` is the worst case, because it overrides\nan account default and an image that would have required tokens. Values are lower-case strings; AWS has no `Required` and no `true`.\n",
    "fix": {
      "terraform": "Write `http_tokens = \"required\"` in the `metadata_options` block of {address}. Before that, make sure that the software on the machine uses IMDSv2: the CloudWatch metric MetadataNoToken counts the calls that would fail.",
      "cloudformation": "Write `HttpTokens: required` under `MetadataOptions` of {address}.",
      "launch-template-json": "Write `\"MetadataOptions\": { \"HttpTokens\": \"required\" }` in {address}. For a launch template that exists, create a new version from it and make the consumers use that version."
    },
    "fixByType": {
      "aws_launch_configuration": "Write `http_endpoint = \"enabled\"` together with `http_tokens = \"required\"` in the `metadata_options` block of {address}: without the endpoint the provider drops the block's other arguments. A launch template has no such trap.",
      "aws_spot_instance_request": "Replace {address} by an `aws_instance` with `instance_market_options`, or by a fleet, that launches through an `aws_launch_template` with `http_tokens = \"required\"`: the metadata options of a spot instance request are never sent.",
      "aws_spot_fleet_request": "Launch through an `aws_launch_template` with `http_tokens = \"required\"` in `launch_template_config`, instead of launch specifications: those have no metadata options.",
      "awscc_ec2_spot_fleet": "Launch through an `awscc_ec2_launch_template` with `http_tokens = \"required\"` in `launch_template_configs`, instead of launch specifications: those have no metadata options.",
      "aws_eks_node_group": "Give {address} a `launch_template` with `http_tokens = \"required\"`, or, for nodes of Amazon Linux, an `ami_type` of Amazon Linux 2023, whose image requires tokens.",
      "awscc_eks_nodegroup": "Give {address} a `launch_template` with `http_tokens = \"required\"`, or, for nodes of Amazon Linux, an `ami_type` of Amazon Linux 2023, whose image requires tokens.",
      "aws_batch_compute_environment": "Give the `compute_resources` of {address} a `launch_template` with `http_tokens = \"required\"`, or, where it names no image of its own, the image type `ECS_AL2023`, whose image requires tokens.",
      "awscc_batch_compute_environment": "Give the `compute_resources` of {address} a `launch_template` with `http_tokens = \"required\"`, or, where it names no image of its own, the image type `ECS_AL2023`, whose image requires tokens.",
      "awscc_ec2_launch_template": "Write `metadata_options = { http_tokens = \"required\" }` in the `launch_template_data` of {address}. Before that, make sure that the software on the machine uses IMDSv2.",
      "aws_imagebuilder_infrastructure_configuration": "Write `http_tokens = \"required\"` in the `instance_metadata_options` block of {address}; for container recipes with `http_put_response_hop_limit = 2`.",
      "awscc_imagebuilder_infrastructure_configuration": "Write `http_tokens = \"required\"` in the `instance_metadata_options` of {address}; for container recipes with `http_put_response_hop_limit = 2`.",
      "aws_sagemaker_notebook_instance": "Write an `instance_metadata_service_configuration` block with `minimum_instance_metadata_service_version = \"2\"` in {address}.",
      "awscc_sagemaker_notebook_instance": "Write `instance_metadata_service_configuration = { minimum_instance_metadata_service_version = \"2\" }` in {address}.",
      "aws_elastic_beanstalk_environment": "Write a `setting` block in {address} with namespace \"aws:autoscaling:launchconfiguration\", name \"DisableIMDSv1\" and value \"true\".",
      "aws_elastic_beanstalk_configuration_template": "Write a `setting` block in {address} with namespace \"aws:autoscaling:launchconfiguration\", name \"DisableIMDSv1\" and value \"true\".",
      "awscc_elasticbeanstalk_environment": "Add an element to the `option_settings` of {address} with namespace \"aws:autoscaling:launchconfiguration\", option name \"DisableIMDSv1\" and value \"true\".",
      "awscc_elasticbeanstalk_configuration_template": "Add an element to the `option_settings` of {address} with namespace \"aws:autoscaling:launchconfiguration\", option name \"DisableIMDSv1\" and value \"true\".",
      "aws_emr_security_configuration": "Add `InstanceMetadataServiceConfiguration` with `MinimumInstanceMetadataServiceVersion` 2 and `HttpPutResponseHopLimit` 1 to the configuration of {address}. EMR understands it from the releases 5.23.1, 5.27.1, 5.32 and 6.2 on; earlier ones fail to start.",
      "AWS::AutoScaling::AutoScalingGroup": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`.",
      "AWS::GameLift::GameServerGroup": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`.",
      "AWS::EC2::EC2Fleet": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`. An override with `MetadataOptions` of its own needs `HttpTokens: required` too, or none. Another version or override replaces the fleet.",
      "AWS::EC2::SpotFleet": "Launch {address} through an `AWS::EC2::LaunchTemplate` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, named in `LaunchTemplateConfigs` by its `LatestVersionNumber`, instead of launch specifications: those have no metadata options. This replaces the fleet.",
      "AWS::EKS::Nodegroup": "Give {address} a `LaunchTemplate` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, or, for nodes of Amazon Linux, an `AmiType` of Amazon Linux 2023, whose image requires tokens. EKS can give a template only to a new node group, and another `AmiType` replaces the old one too.",
      "AWS::Batch::ComputeEnvironment": "Give the `ComputeResources` of {address} a `LaunchTemplate` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, or, where it names no image of its own, the image type `ECS_AL2023`, whose image requires tokens.",
      "AWS::PCS::ComputeNodeGroup": "Give {address} a `CustomLaunchTemplate` with `HttpTokens: required` under `LaunchTemplateData.MetadataOptions`, by its `LatestVersionNumber`.",
      "AWS::WorkspacesInstances::WorkspaceInstance": "Write `HttpTokens: required` under `ManagedInstance.MetadataOptions` of {address}. This replaces the instance.",
      "AWS::ImageBuilder::InfrastructureConfiguration": "Write `HttpTokens: required` under `InstanceMetadataOptions` of {address}; for container recipes with `HttpPutResponseHopLimit: 2`.",
      "AWS::SageMaker::NotebookInstance": "Write `MinimumInstanceMetadataServiceVersion: \"2\"` under `InstanceMetadataServiceConfiguration` of {address}.",
      "AWS::AppStream::Fleet": "Write `DisableIMDSV1: true` in {address}. Its image needs an agent of January 16, 2024, or later.",
      "AWS::AppStream::ImageBuilder": "Write `DisableIMDSV1: true` in {address}. Its image needs an agent of January 16, 2024, or later.",
      "AWS::AppStream::AppBlockBuilder": "Write `DisableIMDSV1: true` in {address}. Its image needs an agent of January 16, 2024, or later.",
      "AWS::ElasticBeanstalk::Environment": "In the `OptionSettings` of {address}, give the option \"DisableIMDSv1\" of the namespace \"aws:autoscaling:launchconfiguration\" the value \"true\"; add it where it is missing.",
      "AWS::ElasticBeanstalk::ConfigurationTemplate": "In the `OptionSettings` of {address}, give the option \"DisableIMDSv1\" of the namespace \"aws:autoscaling:launchconfiguration\" the value \"true\"; add it where it is missing.",
      "AWS::EMR::SecurityConfiguration": "Write `MinimumInstanceMetadataServiceVersion: 2` and `HttpPutResponseHopLimit: 1` under `SecurityConfiguration.InstanceMetadataServiceConfiguration` of {address}. This replaces it and the clusters that use it. EMR understands it from the releases 5.23.1, 5.27.1, 5.32 and 6.2 on; earlier ones fail to start.",
      "AWS::EMR::Cluster": "Give {address} a `SecurityConfiguration` with `MinimumInstanceMetadataServiceVersion: 2` and `HttpPutResponseHopLimit: 1` under `SecurityConfiguration.InstanceMetadataServiceConfiguration`. This replaces the cluster.",
      "AWS::EC2::Instance": "Write `HttpTokens: required` under `MetadataOptions` of {address}: an update without interruption, whereas adding a `LaunchTemplate` would replace the instance.",
      "AWS::EC2::LaunchTemplate": "Write `HttpTokens: required` under `LaunchTemplateData.MetadataOptions` of {address}. The update makes a new version of the template, which reaches only what launches the latest one.",
      "AWS::AutoScaling::LaunchConfiguration": "Write `HttpTokens: required` under `MetadataOptions` of {address}. CloudFormation replaces a launch configuration that is changed; its groups launch with the new one, running machines stay as they are.",
      "terraform-aws-modules/ec2-instance/aws": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = 1 }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/autoscaling/aws": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = 1 }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/eks/aws//modules/eks-managed-node-group": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = 1 }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/eks/aws//modules/self-managed-node-group": "Pass `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = 1 }` to {address}: all three, because not every version fills in what is left out.",
      "terraform-aws-modules/eks/aws": "Write `metadata_options = { http_endpoint = \"enabled\", http_tokens = \"required\", http_put_response_hop_limit = 1 }` for {address}: all three, because not every version fills in what is left out. Versions before 18 spell them `metadata_http_tokens` and so on.",
      "github-aws-runners/github-runner/aws": "Pass `runner_metadata_options` with `http_tokens = \"required\"` and every other key of its default to {address}.",
      "cloudposse/ec2-instance/aws": "Pass `metadata_http_tokens_required = true` to {address}; where its version has no such argument, use a newer one.",
      "cloudposse/ec2-autoscale-group/aws": "Pass `metadata_http_tokens_required = true` to {address}; where its version has no such argument, use a newer one.",
      "cloudposse/eks-node-group/aws": "Pass `metadata_http_tokens_required = true` to {address}; where its version has no such argument, use a newer one.",
      "cloudposse/ec2-bastion-server/aws": "Pass `metadata_http_tokens_required = true` to {address}; where its version has no such argument, use a newer one."
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html",
      "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#metadata-options",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-instance-metadataoptions.html",
      "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html",
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-ec2-imds.html",
      "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html"
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
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n}\n",
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"optional\"\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_instance\" \"web\" {\n  ami           = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n",
          "resource \"aws_launch_template\" \"web\" {\n  image_id      = \"ami-0123456789abcdef0\"\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n\nresource \"aws_autoscaling_group\" \"web\" {\n  min_size           = 1\n  max_size           = 3\n  availability_zones = [\"eu-west-1a\"]\n\n  launch_template {\n    id      = aws_launch_template.web.id\n    version = aws_launch_template.web.latest_version\n  }\n}\n"
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
          "{\n  \"LaunchTemplateName\": \"web\",\n  \"LaunchTemplateData\": {\n    \"ImageId\": \"ami-0123456789abcdef0\",\n    \"InstanceType\": \"t3.micro\"\n  }\n}\n",
          "{\n  \"ImageId\": \"ami-0123456789abcdef0\",\n  \"InstanceType\": \"t3.micro\",\n  \"MetadataOptions\": {\n    \"HttpTokens\": \"optional\"\n  }\n}\n"
        ],
        "good": [
          "{\n  \"LaunchTemplateName\": \"web\",\n  \"LaunchTemplateData\": {\n    \"ImageId\": \"ami-0123456789abcdef0\",\n    \"InstanceType\": \"t3.micro\",\n    \"MetadataOptions\": {\n      \"HttpTokens\": \"required\"\n    }\n  }\n}\n"
        ]
      }
    }
  },
  {
    "id": "weakened-override",
    "title": "Nothing overrides a safer launch template, account default or image",
    "severity": "medium",
    "kinds": [
      "instance",
      "launch-template",
      "launcher"
    ],
    "when": {
      "setting": "weakenedOptions",
      "set": true
    },
    "at": "weakenedOptions",
    "message": [
      {
        "text": "{address} undoes a setting that would have been safer: {weakenedOptions}."
      }
    ],
    "why": "AWS asks for each option by itself: the instance first, then its launch template, then the account default of the Region, then the image. Whoever\nwrites less than the layer below would have given takes its protection away, often without knowing that there was any: a copied\n`http_tokens = \"optional\"`, an override of a fleet or of a mixed instances policy with a template of its own, an endpoint that the template\nhad switched off.\n\nThis rule names both places. tokens-required and hop-limit say what follows from it, whatever the layers say, and stay the graver words where\nIMDSv1 is open; this one says that the cure is to remove a line rather than to add one. It also speaks where those are silent: where a limit that hop-limit accepts is\nhigher than that of the template, and where an endpoint is enabled again.\n\nA hop limit of 2 over an account default does not count: AWS recommends it for container hosts, and a default is there to be adapted. Neither does any\nhop limit over that of an image, which is 2 and so no protection. Options that the provider sends although nobody wrote them are the business of\ndropped-options.\n",
    "fix": {
      "terraform": "Remove the option from {address}, so that the safer setting below it holds, or give it the same value.",
      "cloudformation": "Remove the property from {address}, so that the safer setting below it holds, or give it the same value.",
      "launch-template-json": "Remove the member from {address}, so that the safer setting below it holds, or give it the same value."
    },
    "fixByType": {
      "AWS::AutoScaling::AutoScalingGroup": "Remove `LaunchTemplateSpecification` from the override of {address}, so that the safer template of the policy holds, or give the template that it names the same value.",
      "AWS::EC2::EC2Fleet": "Remove the property from the `MetadataOptions` of the override of {address}, so that the safer setting of its template holds, or give it the same value. Either replaces the fleet."
    },
    "references": [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FleetLaunchTemplateOverridesRequest.html",
      "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateOverrides.html"
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
          "resource \"aws_launch_template\" \"base\" {\n  image_id               = \"ami-0123456789abcdef0\"\n  instance_type          = \"t3.micro\"\n  update_default_version = true\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n\nresource \"aws_instance\" \"web\" {\n  launch_template {\n    id = aws_launch_template.base.id\n  }\n\n  # tokens-required reports this, too.\n  metadata_options {\n    http_tokens = \"optional\"\n  }\n}\n",
          "# Amazon Linux 2023 would require tokens by itself.\ndata \"aws_ssm_parameter\" \"al2023\" {\n  name = \"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64\"\n}\n\nresource \"aws_instance\" \"web\" {\n  ami           = data.aws_ssm_parameter.al2023.value\n  instance_type = \"t3.micro\"\n\n  metadata_options {\n    http_tokens                 = \"optional\"\n    http_put_response_hop_limit = 1\n  }\n}\n"
        ],
        "good": [
          "resource \"aws_launch_template\" \"base\" {\n  image_id               = \"ami-0123456789abcdef0\"\n  instance_type          = \"t3.micro\"\n  update_default_version = true\n\n  metadata_options {\n    http_tokens = \"required\"\n  }\n}\n\nresource \"aws_instance\" \"web\" {\n  launch_template {\n    id = aws_launch_template.base.id\n  }\n}\n"
        ]
      },
      "cloudformation": {
        "bad": [
          "Resources:\n  Base:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        ImageId: ami-0123456789abcdef0\n        InstanceType: t3.micro\n        MetadataOptions:\n          HttpTokens: required\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      LaunchTemplate:\n        LaunchTemplateId: !Ref Base\n        Version: !GetAtt Base.LatestVersionNumber\n      MetadataOptions:\n        HttpTokens: optional\n"
        ],
        "good": [
          "Resources:\n  Base:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        ImageId: ami-0123456789abcdef0\n        InstanceType: t3.micro\n        MetadataOptions:\n          HttpTokens: required\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      LaunchTemplate:\n        LaunchTemplateId: !Ref Base\n        Version: !GetAtt Base.LatestVersionNumber\n      MetadataOptions:\n        HttpPutResponseHopLimit: 1\n"
        ]
      },
      "launch-template-json": {
        "bad": [
          "{\n  \"MinCount\": 1,\n  \"MaxCount\": 1,\n  \"ImageId\": \"resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64\",\n  \"InstanceType\": \"t3.micro\",\n  \"MetadataOptions\": {\n    \"HttpTokens\": \"optional\",\n    \"HttpPutResponseHopLimit\": 1\n  }\n}\n"
        ],
        "good": [
          "{\n  \"MinCount\": 1,\n  \"MaxCount\": 1,\n  \"ImageId\": \"resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64\",\n  \"InstanceType\": \"t3.micro\",\n  \"MetadataOptions\": {\n    \"HttpPutResponseHopLimit\": 1\n  }\n}\n"
        ]
      }
    }
  }
];
