import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A root that calls one module `count` times, by as many blocks, and returns its folder. */
export function writeCalls(folder: string, count: number): string {
  const calls = Array.from({ length: count }, (_, at) => call(at)).join("\n");
  write(folder, "main.tf", `provider "aws" {\n  region = "eu-west-1"\n}\n\nlocals {\n  common = { Team = "platform", Stage = "test" }\n}\n\n${calls}`);
  write(folder, "modules/service/variables.tf", variables);
  write(folder, "modules/service/main.tf", resources);
  write(folder, "modules/service/outputs.tf", outputs);
  write(folder, "modules/template/main.tf", template);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function call(at: number): string {
  return `module "service_${at}" {
  source        = "./modules/service"
  name          = "service-${at}"
  instance_type = "${at % 3 === 0 ? "t3.small" : "m6i.large"}"
  ports         = [80, 443, ${8000 + at}]
  tags          = merge(local.common, { Service = "service-${at}" })
  groups = {
    blue  = { size = ${1 + (at % 5)} }
    green = { size = 1, options = { tokens = "${at % 10 === 0 ? "optional" : "required"}" } }
  }
}
`;
}

const variables = `variable "name" {
  type = string
}

variable "instance_type" {
  type    = string
  default = "t3.micro"
}

variable "ports" {
  type    = list(number)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "groups" {
  type = map(object({
    size = optional(number, 1)
    options = optional(object({
      endpoint = optional(string, "enabled")
      tokens   = optional(string, "required")
      hops     = optional(number, 1)
    }), {})
  }))
  default = {}
}
`;

const resources = `locals {
  prefix = "\${var.name}-\${var.instance_type}"
  tags   = merge(var.tags, { Name = local.prefix, Ports = join(",", var.ports) })
  rules  = { for port in var.ports : tostring(port) => { port = port, name = "\${local.prefix}-\${port}" } }
  groups = { for key, group in var.groups : key => merge(group, { name = "\${local.prefix}-\${key}" }) }
}

data "aws_ami" "this" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-x86_64"]
  }
}

module "template" {
  source   = "../template"
  for_each = local.groups
  name     = each.value.name
  image    = data.aws_ami.this.id
  options  = each.value.options
  tags     = local.tags
}

resource "aws_autoscaling_group" "this" {
  for_each = local.groups
  name     = each.value.name
  min_size = each.value.size
  max_size = each.value.size * 2

  launch_template {
    id      = module.template[each.key].id
    version = module.template[each.key].latest_version
  }

  dynamic "tag" {
    for_each = local.tags
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}

resource "aws_instance" "bastion" {
  ami           = data.aws_ami.this.id
  instance_type = var.instance_type
  tags          = local.tags

  dynamic "metadata_options" {
    for_each = [for group in values(var.groups) : group.options if group.size > 0]
    content {
      http_endpoint = metadata_options.value.endpoint
      http_tokens   = metadata_options.value.tokens
    }
  }
}
${["alarm", "topic", "queue", "role", "policy", "bucket", "log", "key", "record", "target", "listener", "parameter"]
  .map(
    (name) => `
resource "aws_${name}_thing" "${name}" {
  for_each    = local.rules
  name        = "\${each.value.name}-${name}"
  description = format("The %s of port %d", "${name}", each.value.port)
  tags        = merge(local.tags, { Kind = "${name}" })

  dynamic "setting" {
    for_each = var.tags
    content {
      key   = setting.key
      value = upper(setting.value)
    }
  }
}
`,
  )
  .join("")}`;

const outputs = `output "groups" {
  value = { for key, group in aws_autoscaling_group.this : key => group.name }
}

output "templates" {
  value = [for template in module.template : template.id]
}
`;

const template = `variable "name" {
  type = string
}

variable "image" {
  type = string
}

variable "options" {
  type = object({ endpoint = string, tokens = string, hops = number })
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_launch_template" "this" {
  name_prefix = "\${var.name}-"
  image_id    = var.image

  metadata_options {
    http_endpoint               = var.options.endpoint
    http_tokens                 = var.options.tokens
    http_put_response_hop_limit = var.options.hops
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume"])
    content {
      resource_type = tag_specifications.key
      tags          = merge(var.tags, { Name = var.name })
    }
  }
}

output "id" {
  value = aws_launch_template.this.id
}

output "latest_version" {
  value = aws_launch_template.this.latest_version
}
`;
