import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "../src/model/source.ts";
import { hashicorpParser } from "../src/syntax/hcl/judge.ts";
import { parseHcl } from "../src/syntax/hcl/parse.ts";

/**
 * The speed of our HCL parser and of hcl2json over the same text, in one run:
 *   npx tsx bench/hcl.ts [folder]
 * Without a folder with *.tf files a module is made up.
 */
await main(process.argv[2]);

async function main(folder: string | undefined): Promise<void> {
  const sources = folder === undefined ? generated(200) : collected(folder);
  const bytes = sources.reduce((sum, source) => sum + Buffer.byteLength(source.text), 0);
  const megabytes = bytes / 1e6;
  if (bytes === 0) throw new Error(`no .tf files below ${folder ?? "the generated module"}`);
  console.log(`${sources.length} files, ${megabytes.toFixed(2)} MB${folder === undefined ? ", generated" : ""}`);

  const first = timed(() => {
    for (const source of sources) parseHcl(source);
  });
  const passes: number[] = [];
  while (passes.length < 5 || sum(passes) < 2000) {
    passes.push(
      timed(() => {
        for (const source of sources) parseHcl(source);
      }),
    );
  }
  const ours = median(passes);
  console.log(`parseHcl, first pass      ${rate(megabytes, first)} MB/s  (${first.toFixed(0)} ms)`);
  console.log(`parseHcl, median of ${String(passes.length).padStart(4)}  ${rate(megabytes, ours)} MB/s  (${ours.toFixed(1)} ms)`);

  const loading = performance.now();
  const { toJson } = await hashicorpParser();
  const loaded = performance.now() - loading;
  const asking = performance.now();
  for (const source of sources) await toJson(source);
  const theirs = performance.now() - asking;
  console.log(`hcl2json                  ${rate(megabytes, theirs)} MB/s  (${theirs.toFixed(0)} ms, and ${loaded.toFixed(0)} ms to load)`);
  console.log(`ratio                     ${(theirs / ours).toFixed(0)} times as fast warm, ${((theirs + loaded) / first).toFixed(0)} times in a first pass with loading`);
}

function collected(folder: string): Source[] {
  const sources: Source[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".tf")) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, "utf8");
    // hcl2json takes minutes for texts much longer than this.
    if (text.length <= 1_000_000) sources.push({ path, text });
  }
  return sources;
}

/** What modules are made of: variables with descriptions, locals with functions, resources with nested and dynamic blocks, outputs. */
function generated(count: number): Source[] {
  return Array.from({ length: count }, (_, index) => ({ path: `module-${index}.tf`, text: Array.from({ length: 10 }, (__, part) => chunk(index * 10 + part)).join("\n") }));
}

function chunk(id: number): string {
  return `################################################################################
# Group ${id}
################################################################################

variable "group_${id}" {
  description = "Settings of group ${id}: instance type, capacity, and the tags of its volumes"
  type = object({
    instance_type = optional(string, "m5.large")
    capacity      = optional(number, ${id % 7})
    tags          = optional(map(string), {})
  })
  default  = {}
  nullable = false
}

locals {
  name_${id}  = "\${var.prefix}-group-${id}-\${local.region}"
  zones_${id} = { for index, zone in slice(data.aws_availability_zones.available.names, 0, 3) : zone => cidrsubnet(var.cidr, 8, index + ${id % 200}) }
}

resource "aws_launch_template" "group_${id}" {
  count = var.create && length(local.zones_${id}) > 0 ? 1 : 0

  name_prefix            = "\${local.name_${id}}-"
  image_id               = coalesce(var.image_id, data.aws_ami.this[0].id)
  instance_type          = var.group_${id}.instance_type
  update_default_version = true
  vpc_security_group_ids = compact(concat([aws_security_group.node[0].id], var.security_group_ids))

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = try(var.metadata_options.http_tokens, "required")
    http_put_response_hop_limit = 2
  }

  dynamic "block_device_mappings" {
    for_each = var.block_device_mappings

    content {
      device_name = block_device_mappings.value.device_name

      ebs {
        encrypted   = try(block_device_mappings.value.ebs.encrypted, true)
        volume_size = try(block_device_mappings.value.ebs.volume_size, 50)
      }
    }
  }

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail
    /etc/eks/bootstrap.sh \${var.cluster_name} --kubelet-extra-args '--node-labels=group=${id}'
  EOT
  )

  tags = merge(var.tags, { Name = local.name_${id} }, var.group_${id}.tags)
}

output "group_${id}_ids" {
  description = "The launch templates of group ${id}"
  value       = aws_launch_template.group_${id}[*].id
}
`;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function rate(megabytes: number, milliseconds: number): string {
  return (megabytes / (milliseconds / 1000)).toFixed(2).padStart(8);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
