import { expect, test } from "vitest";
import { repository } from "../../support/project.ts";
import { code, plan } from "../../parsers/terraform-plan/support.ts";
import { reportOf, told } from "./support.ts";

const written = `provider "aws" {
  default_tags {
    tags = { "cost/center" = "1" }
  }
}
resource "aws_instance" "web" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  tags          = { Name = "web" }
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "enabled"
  }
}
`;
const options = { http_tokens: "required", http_put_response_hop_limit: 1, http_endpoint: "enabled", instance_metadata_tags: "enabled" };
const constant = (value: unknown) => ({ constant_value: value });

function planned(tags: Readonly<Record<string, string>>): string {
  const after = { ami: "ami-1", instance_type: "t3.micro", tags: { Name: "web" }, tags_all: tags, metadata_options: [options] };
  const block = { http_tokens: constant("required"), http_put_response_hop_limit: constant(1), instance_metadata_tags: constant("enabled") };
  return plan([{ address: "aws_instance.web", after }], code({ "aws_instance.web": { ami: constant("ami-1"), instance_type: constant("t3.micro"), tags: constant({ Name: "web" }), metadata_options: [block] } }));
}

test.each([
  ["the code alone", undefined],
  ["a plan beside it", planned({ Name: "web", "cost/center": "1" })],
])("a tag key that metadata refuses is found with %s", async (_, text) => {
  const report = await reportOf(repository({ "main.tf": written, ...(text === undefined ? {} : { "plan.json": text }) }), []);
  expect(told(report)).toEqual(["main.tf:3 metadata-tags-key definite aws_instance.web"]);
});
