"""Every filter that the documentation in botocore's model names must be known to the operation it belongs to."""

import json
import os
import re

from botocore import xform_name
from botocore.exceptions import ClientError
from judge import claim, ec2, raw

simulated = json.loads(os.environ["SANDBOX_ACTIONS"])
model = ec2.meta.service_model

# What stands for the rest of a name in the documentation, or is spoken of in passing.
placeholders = {"tag": "tag:Name", "tag:<key>": "tag:Name"}
also = re.compile(r"use <code>([\w-]+)</code>(?: or <code>([\w-]+)</code>)? as the filter name")


def documented(text):
    """The names of a list of filters: each stands at the beginning of its entry, with a dash or colon behind it."""
    names = re.findall(r"<li>\s*<p>\s*<code>([a-z0-9.:<>&;-]+)</code>\s*(?:-|:|–)", text)
    spelt = [name for pair in also.findall(text) for name in pair if name]
    return [name for name in names + spelt if not name.startswith("tag:")]


for operation in sorted(set(simulated) & set(model.operation_names)):
    shape = model.operation_model(operation).input_shape
    members = {} if shape is None else shape.members
    member = next((name for name in ("Filters", "Filter") if name in members), None)
    if member is None or shape.required_members:
        continue
    names = documented(members[member].documentation)
    if not names:
        continue
    with claim(f"{operation} knows its {len(names)} documented filters"):
        unknown = []
        for name in names:
            given = placeholders.get(name, name)
            try:
                getattr(raw, xform_name(operation))(**{member: [{"Name": given, "Values": ["x"]}]})
            except ClientError as error:
                if error.response["Error"]["Message"] == f"The filter '{given}' is invalid":
                    unknown.append(name)
        assert not unknown, f"unknown: {', '.join(unknown)}"
