import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes 100 modules of Terraform as people write it, about 10 kB each, and a root that calls ten of them. The same every time. */
export function writeModules(folder: string): void {
  const calls = Array.from({ length: 10 }, (_, index) => `module "m${index}" {\n  source = "./modules/m${index}"\n  name   = "m${index}"\n}\n`);
  write(folder, "main.tf", `provider "aws" {\n  region = "eu-west-1"\n}\n\n${calls.join("\n")}`);
  for (let index = 0; index < 100; index++) {
    const module = `modules/m${index}`;
    write(folder, `${module}/variables.tf`, variables(index));
    write(folder, `${module}/main.tf`, resources(index));
    write(folder, `${module}/network.tf`, network());
    write(folder, `${module}/outputs.tf`, outputs());
  }
}

/** Writes files that a scan has to look into only to find that they are none of its business. */
export function writeIrrelevant(folder: string, count: number): void {
  const kinds = ["yaml", "json", "tf", "md", "ts"];
  for (let index = 0; index < count; index++) {
    const extension = kinds[index % kinds.length] ?? "txt";
    write(folder, `d${index % 200}/f${index}.${extension}`, irrelevant(extension, index));
  }
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function irrelevant(extension: string, index: number): string {
  const lines = (line: (at: number) => string) => Array.from({ length: 60 }, (_, at) => line(at)).join("\n");
  switch (extension) {
    case "json":
      return `{\n${lines((at) => `  "key${at}": { "value": ${index}, "text": "nothing to see here" },`)}\n  "end": true\n}\n`;
    case "tf":
      return lines((at) => `resource "aws_s3_bucket" "b${index}_${at}" {\n  bucket = "bucket-${index}-${at}"\n}\n`);
    default:
      return lines((at) => `key${at}: # a line of a file that is not infrastructure\n  value: ${index}`);
  }
}

function variables(index: number): string {
  const names = ["name", "subnet_id", "instance_type", "ami", "tokens", "hop_limit", "monitoring", "volume_size", "kms_key_id", "tags", "schedule", "owner", "stage", "cidr", "zones", "port"];
  return names
    .map((name) => {
      const type = name === "tags" ? "map(string)" : name === "zones" ? "list(string)" : "string";
      const value = name === "tokens" ? (index % 4 === 0 ? '"optional"' : '"required"') : name === "tags" ? "{}" : name === "zones" ? "[]" : name === "hop_limit" ? "1" : '""';
      return `variable "${name}" {\n  description = "The ${name.replace("_", " ")} of the machines of this module, as the platform team agreed upon it."\n  type        = ${type}\n  default     = ${value}\n}\n`;
    })
    .join("\n");
}

function resources(index: number): string {
  return `locals {
  prefix = "\${var.name}-\${var.stage}"
  tags   = merge(var.tags, { Name = local.prefix, Owner = var.owner })
}

resource "aws_launch_template" "this" {
  name_prefix   = local.prefix
  image_id      = var.ami
  instance_type = var.instance_type == "" ? "t3.micro" : var.instance_type

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = var.tokens
    http_put_response_hop_limit = var.hop_limit
  }

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail
    echo "starting \${local.prefix}"
    %{for zone in var.zones~}
    echo "zone \${zone}"
    %{endfor~}
  EOT
  )

  tags = local.tags
}

resource "aws_autoscaling_group" "this" {
  name                = local.prefix
  max_size            = ${index + 1}
  min_size            = 1
  vpc_zone_identifier = [var.subnet_id]

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
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

resource "aws_iam_role" "this" {
  name = local.prefix
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
`;
}

function network(): string {
  return Array.from(
    { length: 12 },
    (_, at) => `resource "aws_security_group_rule" "rule_${at}" {
  description       = "Port \${var.port + ${at}} from the network of the platform."
  type              = "ingress"
  from_port         = tonumber(var.port) + ${at}
  to_port           = tonumber(var.port) + ${at}
  protocol          = "tcp"
  cidr_blocks       = [for zone in var.zones : cidrsubnet(var.cidr, 4, index(var.zones, zone))]
  security_group_id = aws_security_group.this.id # one group for all rules
}
`,
  ).join("\n");
}

function outputs(): string {
  return ["id", "arn", "name", "latest_version"].map((name) => `output "${name}" {\n  description = "The ${name} of the launch template."\n  value       = aws_launch_template.this.${name}\n}\n`).join("\n");
}
