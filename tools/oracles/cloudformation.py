"""Creates stacks in moto's CloudFormation engine and says with which MetadataOptions it makes each resource.

Reads a list of {id, template, parameters, files} from standard input, where files are the templates of nested stacks by the path that names them, with {exporter:
{stack, template, parameters}} where another stack is there before, writes {versions, answers: {id: {resource: options}}} to standard
output. moto's models of instances and launch configurations leave MetadataOptions out, so they are taken where the engine hands a
resource's evaluated properties to its model; of launch templates they are compared with what is described after creation. Of an auto scaling group
it says by which logical names it launches.
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
group = "AWS::AutoScaling::AutoScalingGroup"
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
    if answer is not None and answer[2] == group:
        made["groups"][made["current"]] = launched(answer[1].get("Properties", {}))
    return answer


def launched(properties):
    """Whatever names a template or configuration in a group, the common template only if an override is without its own."""
    mixed = properties.get("MixedInstancesPolicy", {}).get("LaunchTemplate", {})
    own = [override.get("LaunchTemplateSpecification") for override in mixed.get("Overrides", [])]
    common = [mixed.get("LaunchTemplateSpecification")] if None in own or not own else []
    specifications = [properties.get("LaunchTemplate"), *common, *own]
    named = [one.get("LaunchTemplateId") or one.get("LaunchTemplateName") for one in specifications if one]
    return [*named, *filter(None, [properties.get("LaunchConfigurationName")])]


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
    made["options"], made["groups"] = {}, {}
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in case["parameters"].items()]
    cloudformation.create_stack(StackName=stack, TemplateBody=uploaded(case), Parameters=parameters)


def answer(case, stack, cloudformation, ec2):
    create(case, stack, cloudformation)
    for name, options in described(cloudformation, ec2, stack):
        if texts(options) != texts(made["options"][name]):
            raise SystemExit(f"{case['id']}: {name} was made with {made['options'][name]} and is described with {options}")
    return made["options"] | {name: {"LaunchesThrough": through(stack, names, cloudformation, ec2)} for name, names in made["groups"].items()}


def uploaded(case):
    """The template with the addresses of its nested ones in a bucket in the place of their paths; what is nested comes before what nests it."""
    template, files = case["template"], dict(case.get("files", {}))
    for path in files:
        url, name = f"https://templates.s3.amazonaws.com/{path.split('/')[-1]}", f"TemplateURL: {path}"
        s3.put_object(Bucket="templates", Key=path.split("/")[-1], Body=files[path])
        template = template.replace(name, f"TemplateURL: {url}")
        files = {other: text.replace(name, f"TemplateURL: {url}") for other, text in files.items()}
    return template


def through(stack, names, cloudformation, ec2):
    """The logical names of what a group names by its physical id or its name."""
    resources = cloudformation.list_stack_resources(StackName=stack)["StackResourceSummaries"]
    logical = {resource["PhysicalResourceId"]: resource["LogicalResourceId"] for resource in resources}
    templates = {template["LaunchTemplateName"]: template["LaunchTemplateId"] for template in ec2.describe_launch_templates()["LaunchTemplates"]}
    return ", ".join(sorted({logical[templates.get(name, name)] for name in names}))


def safe_answer(case, stack, cloudformation, ec2):
    exporter = case.get("exporter")
    try:
        if exporter is not None:
            create(exporter, exporter["stack"], cloudformation)
        return answer(case, stack, cloudformation, ec2)
    except Exception as error:  # what moto cannot do is an answer, too: the differences say why
        return {"error": f"{type(error).__name__}: {error}"[:200]}
    finally:
        for template in ec2.describe_launch_templates()["LaunchTemplates"]:  # names are free again for the next case
            ec2.delete_launch_template(LaunchTemplateId=template["LaunchTemplateId"])


def clients():
    return boto3.client("cloudformation"), boto3.client("ec2")


def alone(case):
    """In an account of its own, in which nobody else exports the same names."""
    with mock_aws():
        return safe_answer(case, "stack", *clients())


cases = json.load(sys.stdin)
versions = {"moto": moto.__version__, "boto3": boto3.__version__, "python": platform.python_version()}
with mock_aws():
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket="templates")
    both = clients()
    answers = {case["id"]: safe_answer(case, f"stack-{number}", *both) for number, case in enumerate(cases) if "exporter" not in case}
answers.update((case["id"], alone(case)) for case in cases if "exporter" in case)
json.dump({"versions": versions, "answers": answers}, sys.stdout)
