"""Writes what the tests hold this parser to: member names of the AWS API and real output of --generate-cli-skeleton.

Run it by hand after an API change, with a current botocore and awscli installed:

    python3 test/parsers/launch-template-json/api-facts.py

It writes fixtures/parsers/launch-template-json/api-members.json and .../skeletons/*.json. It opens no connection:
botocore carries the service models, and skeletons are made locally.
"""

import json
import os
import pathlib
import subprocess

import botocore
import botocore.session

OUT = pathlib.Path(__file__).resolve().parents[3] / "fixtures" / "parsers" / "launch-template-json"

SHAPES = {
    "ec2": [
        "RequestLaunchTemplateData",
        "ResponseLaunchTemplateData",
        "CreateLaunchTemplateRequest",
        "CreateLaunchTemplateVersionRequest",
        "GetLaunchTemplateDataResult",
        "DescribeLaunchTemplateVersionsResult",
        "RunInstancesRequest",
        "CreateFleetRequest",
        "FleetLaunchTemplateOverridesRequest",
        "SpotFleetRequestConfigData",
        "RequestSpotFleetRequest",
        "RequestSpotInstancesRequest",
        "RegisterImageRequest",
        "ModifyImageAttributeRequest",
        "ImageAttribute",
        "DescribeImagesResult",
        "DescribeInstancesResult",
        "ModifyInstanceMetadataOptionsRequest",
        "ModifyInstanceMetadataDefaultsRequest",
        "GetInstanceMetadataDefaultsResult",
        "InstanceMetadataDefaultsResponse",
        "LaunchTemplateInstanceMetadataOptionsRequest",
        "InstanceMetadataOptionsRequest",
    ],
    "autoscaling": ["CreateAutoScalingGroupType", "UpdateAutoScalingGroupType", "CreateLaunchConfigurationType", "LaunchConfigurationsType", "InstanceMetadataOptions"],
}

INPUTS = {
    "ec2": [
        "RunInstances",
        "CreateLaunchTemplate",
        "CreateLaunchTemplateVersion",
        "CreateFleet",
        "RequestSpotFleet",
        "RequestSpotInstances",
        "RegisterImage",
        "ModifyImageAttribute",
        "ModifyInstanceMetadataOptions",
        "ModifyInstanceMetadataDefaults",
    ],
    "autoscaling": ["CreateLaunchConfiguration", "CreateAutoScalingGroup", "UpdateAutoScalingGroup"],
}

SKELETONS = [
    ["ec2", "run-instances"],
    ["ec2", "create-launch-template"],
    ["ec2", "create-launch-template-version"],
    ["ec2", "create-fleet"],
    ["ec2", "request-spot-fleet"],
    ["ec2", "request-spot-instances"],
    ["ec2", "register-image"],
    ["ec2", "modify-image-attribute"],
    ["ec2", "modify-instance-metadata-options"],
    ["ec2", "modify-instance-metadata-defaults"],
    ["autoscaling", "create-launch-configuration"],
    ["autoscaling", "create-auto-scaling-group"],
    ["autoscaling", "update-auto-scaling-group"],
    ["ec2", "describe-launch-template-versions", "output"],
    ["ec2", "get-launch-template-data", "output", "--instance-id", "i-00000000"],
    ["ec2", "describe-instances", "output"],
    ["ec2", "describe-images", "output"],
    ["ec2", "describe-image-attribute", "output", "--attribute", "imdsSupport", "--image-id", "ami-00000000"],
    ["ec2", "get-instance-metadata-defaults", "output"],
]
# `describe-launch-configurations --generate-cli-skeleton output` is missing: the CLI refuses its own zeros for it.


def enumerated_members(session):
    """Names of the members that are strings of an enumeration (or lists of such) anywhere below the inputs."""
    found = set()

    def walk(shape, above):
        if shape.name in above:
            return
        if shape.type_name == "list":
            walk(shape.member, above | {shape.name})
        elif shape.type_name == "structure":
            for name, member in shape.members.items():
                leaf = member.member if member.type_name == "list" else member
                if leaf.type_name == "string" and leaf.enum:
                    found.add(name)
                walk(member, above | {shape.name})

    for service, operations in INPUTS.items():
        model = session.get_service_model(service)
        for operation in operations:
            walk(model.operation_model(operation).input_shape, frozenset())
    return sorted(found)


def main():
    session = botocore.session.get_session()
    members = {}
    for service, shapes in SHAPES.items():
        model = session.get_service_model(service)
        for shape in shapes:
            members[shape] = sorted(model.shape_for(shape).members)
    facts = {"source": f"botocore {botocore.__version__}", "members": members, "enumerated": enumerated_members(session)}
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "api-members.json").write_text(json.dumps(facts, indent=1) + "\n")

    folder = OUT / "skeletons"
    folder.mkdir(exist_ok=True)
    env = {**os.environ, "AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
    for service, command, *rest in SKELETONS:
        arguments = ["aws", service, command, "--generate-cli-skeleton", *rest]
        text = subprocess.run(arguments, check=True, capture_output=True, text=True, env=env).stdout
        (folder / f"{command}.json").write_text(text)


if __name__ == "__main__":
    main()
