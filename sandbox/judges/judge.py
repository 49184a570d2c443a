"""What all judges share: clients of boto3, which shares no code and no schema with the sandbox, and claims about what they see.

A claim is one sentence about the sandbox and the code that finds out. Each is reported on a line of its own, as JSON;
`judge.ts` makes a test of it. What the installed botocore is too old to know is reported as skipped, with the reason.
"""

import contextlib
import json
import os
import traceback
import urllib.request

import boto3
import botocore
import botocore.waiter
from botocore.config import Config
from botocore.exceptions import ClientError

url = os.environ["SANDBOX_URL"]
plain = Config(retries={"max_attempts": 0})
unchecked = Config(retries={"max_attempts": 0}, parameter_validation=False)


def client(service, region="ap-northeast-2", config=plain, **options):
    return boto3.client(service, region_name=region, endpoint_url=url, config=config, **options)


ec2 = client("ec2")
# Sends what boto3 would refuse by itself.
raw = client("ec2", config=unchecked)


def control(method, path, body=None):
    """A call of the endpoint that steers the sandbox."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(os.environ["SANDBOX_CONTROL_URL"] + path, data=data, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def advance(seconds):
    control("POST", "/clock", {"advanceSeconds": seconds})


class Clock:
    """Waiters of botocore sleep through this, so their waiting moves the sandbox's clock and not ours."""

    sleep = staticmethod(advance)


botocore.waiter.time = Clock


class Skipped(Exception):
    pass


def need(*names, of=ec2):
    """Skips the claim unless botocore knows each of `Operation` and `Operation.Member`."""
    model = of.meta.service_model
    for name in names:
        operation, _, member = name.partition(".")
        known = operation in model.operation_names
        if known and member:
            known = member in model.operation_model(operation).input_shape.members
        if not known:
            raise Skipped(f"botocore {botocore.__version__} does not know {name}")


@contextlib.contextmanager
def claim(name):
    """Reports whether the block ran to its end. What it threw is the detail."""
    try:
        yield
    except Skipped as reason:
        report(name=name, skipped=str(reason))
    except Exception as error:  # A judge goes on to the next claim whatever happened.
        report(name=name, ok=False, detail=describe(error))
    else:
        report(name=name, ok=True)


def describe(error):
    last = traceback.extract_tb(error.__traceback__)
    here = [frame for frame in last if frame.filename.startswith(os.path.dirname(os.path.abspath(__file__)))]
    places = "".join(f"\n  {os.path.basename(frame.filename)}:{frame.lineno} {frame.line}" for frame in here)
    return f"{type(error).__name__}: {error}{places}"


def report(**line):
    print(json.dumps(line), flush=True)


def equal(seen, wanted):
    assert seen == wanted, f"saw {seen!r}, wanted {wanted!r}"


def has(seen, **wanted):
    """The members named, and possibly others."""
    equal({name: seen.get(name) for name in wanted}, wanted)


def refusal(call, **members):
    """Code, message and HTTP status with which a call is refused."""
    try:
        answer = call(**members)
    except ClientError as error:
        told = error.response["Error"]
        return told["Code"], told.get("Message"), error.response["ResponseMetadata"]["HTTPStatusCode"]
    answer.pop("ResponseMetadata", None)
    raise AssertionError(f"was answered with {answer!r}")


def refused(call, code, message=None, status=400, **members):
    """The call must be refused with this code and, when given, exactly this message."""
    seen = refusal(call, **members)
    wanted = (code, seen[1] if message is None else message, status)
    equal(seen, wanted)


def every(operation, key, size=None, **members):
    """All that a paginator of boto3 finds."""
    config = {"PageSize": size} if size else {}
    pages = ec2.get_paginator(operation).paginate(PaginationConfig=config, **members)
    return [item for page in pages for item in page[key]]


def tags(resource_type, **named):
    """TagSpecifications for one resource."""
    return [{"ResourceType": resource_type, "Tags": [{"Key": key, "Value": value} for key, value in named.items()]}]


def filters(**named):
    """Filters by name, with `_` for `-` and `__` for `.`"""
    return [
        {"Name": name.replace("__", ".").replace("_", "-"), "Values": value if isinstance(value, list) else [value]}
        for name, value in named.items()
    ]
