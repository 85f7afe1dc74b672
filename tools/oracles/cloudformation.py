"""Creates stacks in moto's CloudFormation engine and says with which MetadataOptions it makes each resource.

Reads a list of {id, template, parameters} from standard input, with {exporter: {stack, template, parameters}} where another stack is there before, writes {versions, answers: {id: {resource: options}}} to standard
output. moto's models of instances and launch configurations leave MetadataOptions out, so they are taken where the engine hands a
resource's evaluated properties to its model; of launch templates they are compared with what is described after creation.
"""

import json
import os
import platform
import sys
import warnings

os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="eu-west-1")
warnings.simplefilter("ignore")

import boto3
import moto
from moto import mock_aws
from moto.cloudformation import parsing

types = {"AWS::EC2::Instance", "AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration"}
made = {}
parse = parsing.parse_and_create_resource
clean = parsing.parse_resource


def remembering(logical_id, *others, **named):
    made["current"] = logical_id
    return parse(logical_id, *others, **named)


def cleaning(resource_json, resources_map):
    answer = clean(resource_json, resources_map)
    if answer is not None and answer[2] in types:
        properties = answer[1].get("Properties", {})
        data = properties.get("LaunchTemplateData", {}) if answer[2] == "AWS::EC2::LaunchTemplate" else properties
        made["options"][made["current"]] = data.get("MetadataOptions")
    return answer


parsing.parse_and_create_resource = remembering
parsing.parse_resource = cleaning


def described(cloudformation, ec2, stack):
    for resource in cloudformation.list_stack_resources(StackName=stack)["StackResourceSummaries"]:
        if resource["ResourceType"] != "AWS::EC2::LaunchTemplate":
            continue
        versions = ec2.describe_launch_template_versions(LaunchTemplateId=resource["PhysicalResourceId"], Versions=["$Latest"])
        yield resource["LogicalResourceId"], versions["LaunchTemplateVersions"][0]["LaunchTemplateData"].get("MetadataOptions")


def texts(options):
    return {key: str(value) for key, value in (options or {}).items()}


def create(case, stack, cloudformation):
    made["options"] = {}
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in case["parameters"].items()]
    cloudformation.create_stack(StackName=stack, TemplateBody=case["template"], Parameters=parameters)


def answer(case, stack, cloudformation, ec2):
    create(case, stack, cloudformation)
    for name, options in described(cloudformation, ec2, stack):
        if texts(options) != texts(made["options"][name]):
            raise SystemExit(f"{case['id']}: {name} was made with {made['options'][name]} and is described with {options}")
    return made["options"]


def safe_answer(case, stack, cloudformation, ec2):
    exporter = case.get("exporter")
    try:
        if exporter is not None:
            create(exporter, exporter["stack"], cloudformation)
        return answer(case, stack, cloudformation, ec2)
    except Exception as error:  # what moto cannot do is an answer, too: the differences say why
        return {"error": f"{type(error).__name__}: {error}"[:200]}


def clients():
    return boto3.client("cloudformation"), boto3.client("ec2")


def alone(case):
    """In an account of its own, in which nobody else exports the same names."""
    with mock_aws():
        return safe_answer(case, "stack", *clients())


cases = json.load(sys.stdin)
versions = {"moto": moto.__version__, "boto3": boto3.__version__, "python": platform.python_version()}
with mock_aws():
    both = clients()
    answers = {case["id"]: safe_answer(case, f"stack-{number}", *both) for number, case in enumerate(cases) if "exporter" not in case}
answers.update((case["id"], alone(case)) for case in cases if "exporter" in case)
json.dump({"versions": versions, "answers": answers}, sys.stdout)
