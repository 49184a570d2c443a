"""Bad input to every simulated EC2 operation, made from botocore's own model of it."""

import json
import os

from judge import claim, ec2, raw, refusal, refused
from botocore import xform_name

simulated = json.loads(os.environ["SANDBOX_ACTIONS"])
model = ec2.meta.service_model
known = [name for name in sorted(simulated) if name in model.operation_names]

# Member names that hold an id: prefix, then what EC2 calls an id that is absent and one that is none.
ids = {
    "VpcId": ("vpc", "InvalidVpcID.NotFound", "InvalidVpcID.Malformed"),
    "SubnetId": ("subnet", "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed"),
    "RouteTableId": ("rtb", "InvalidRouteTableID.NotFound", "InvalidRouteTableId.Malformed"),
    "InternetGatewayId": ("igw", "InvalidInternetGatewayID.NotFound", "InvalidInternetGatewayId.Malformed"),
    "NetworkAclId": ("acl", "InvalidNetworkAclID.NotFound", "InvalidNetworkAclId.Malformed"),
    "GroupId": ("sg", "InvalidGroup.NotFound", "InvalidGroupId.Malformed"),
    "InstanceId": ("i", "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed"),
    "NetworkInterfaceId": ("eni", "InvalidNetworkInterfaceID.NotFound", "InvalidNetworkInterfaceId.Malformed"),
    "CustomerGatewayId": ("cgw", "InvalidCustomerGatewayID.NotFound", "InvalidCustomerGatewayId.Malformed"),
    "VpnGatewayId": ("vgw", "InvalidVpnGatewayID.NotFound", "InvalidVpnGatewayID.Malformed"),
    "VpnConnectionId": ("vpn", "InvalidVpnConnectionID.NotFound", "InvalidVpnConnectionID.Malformed"),
    "VpnConcentratorId": ("vcn", "InvalidVpnConcentratorID.NotFound", "InvalidVpnConcentratorID.Malformed"),
    "TransitGatewayId": ("tgw", "InvalidTransitGatewayID.NotFound", "InvalidTransitGatewayID.Malformed"),
    "TransitGatewayAttachmentId": (
        "tgw-attach",
        "InvalidTransitGatewayAttachmentID.NotFound",
        "InvalidTransitGatewayAttachmentID.Malformed",
    ),
    "TransitGatewayRouteTableId": ("tgw-rtb", "InvalidRouteTableID.NotFound", "InvalidRouteTableID.Malformed"),
    "NatGatewayId": ("nat", "NatGatewayNotFound", "NatGatewayMalformed"),
    "PrefixListId": ("pl", "InvalidPrefixListID.NotFound", "InvalidPrefixListID.Malformed"),
    "DhcpOptionsId": ("dopt", "InvalidDhcpOptionID.NotFound", "InvalidDhcpOptionID.Malformed"),
    "ClientVpnEndpointId": (
        "cvpn-endpoint",
        "InvalidClientVpnEndpointId.NotFound",
        "InvalidClientVpnEndpointId.Malformed",
    ),
    "NetworkInsightsPathId": ("nip", "InvalidNetworkInsightsPathId.NotFound", "InvalidNetworkInsightsPathId.Malformed"),
    "NetworkInsightsAnalysisId": (
        "nia",
        "InvalidNetworkInsightsAnalysisId.NotFound",
        "InvalidNetworkInsightsAnalysisId.Malformed",
    ),
    # Associations have no code for an id that is none (API error codes).
    "AssociationId": ("rtbassoc", "InvalidAssociationID.NotFound", "InvalidAssociationID.NotFound"),
    "AllocationId": ("eipalloc", "InvalidAllocationID.NotFound", "InvalidAllocationID.Malformed"),
}


# Where one name means ids of several kinds.
ids_of_operations = {
    ("DisassociateSubnetCidrBlock", "AssociationId"): ("subnet-cidr-assoc", *["InvalidSubnetCidrBlockAssociationID.NotFound"] * 2),
    ("DisassociateVpcCidrBlock", "AssociationId"): ("vpc-cidr-assoc", *["InvalidVpcCidrBlockAssociationID.NotFound"] * 2),
}

# Structures whose members are not required in the model, though they are in truth.
structures = {
    "Filter": {"Name": "state", "Values": ["active"]},
    "Tag": {"Key": "Name", "Value": "leeds"},
    "SecurityGroupRuleUpdate": {"SecurityGroupRuleId": "sgr-0123456789abcdef0", "SecurityGroupRule": {"IpProtocol": "-1"}},
    "ClientVpnAuthenticationRequest": {"Type": "certificate-authentication"},
    "NewDhcpConfiguration": {"Key": "domain-name", "Values": ["leeds.example"]},
}
strings = {"Type": "ipsec.1"}


absent = {facts[1] for facts in ids.values()}


def placeholder(name, shape, suffix):
    """Something of the right type that no world has."""
    if shape.name in structures:
        return structures[shape.name]
    if shape.type_name == "structure":
        return {member: placeholder(member, shape.members[member], suffix) for member in shape.required_members}
    if shape.type_name == "list":
        return [placeholder(singular(name), shape.member, suffix)]
    if shape.type_name in ("integer", "long"):
        return 1
    if shape.type_name == "boolean":
        return False
    if shape.type_name == "timestamp":
        return "2026-01-05T08:00:00Z"
    if getattr(shape, "enum", None):
        return shape.enum[0]
    if name in ids:
        return f"{ids[name][0]}-{suffix}"
    return "10.0.0.0/24" if "Cidr" in name else strings.get(name, "x")


# What older models still call required.
optional_since = {
    ("AssociateClientVpnTargetNetwork", "SubnetId"),
    ("AssociateSubnetCidrBlock", "Ipv6CidrBlock"),
    ("CreateClientVpnRoute", "TargetVpcSubnetId"),
    ("CreateClientVpnEndpoint", "ClientCidrBlock"),
    ("CreateDefaultSubnet", "AvailabilityZone"),
    ("CreateNetworkInsightsPath", "Destination"),
}


def singular(name):
    return name[:-1] if name.endswith("Ids") else name


def facts_of(operation, name):
    return ids_of_operations.get((operation, singular(name))) or ids[singular(name)]


def minimal(operation, suffix="0123456789abcdef0"):
    shape = model.operation_model(operation).input_shape
    if shape is None:
        return {}
    return {name: placeholder(name, shape.members[name], suffix) for name in shape.required_members}


def members_of(operation):
    shape = model.operation_model(operation).input_shape
    return {} if shape is None else shape.members


for operation in known:
    call = getattr(raw, xform_name(operation))
    members = members_of(operation)
    given = minimal(operation)
    for missing in given:
        # Structures leave no trace on the wire without members, and botocore makes up tokens by itself.
        if members[missing].type_name == "structure" or missing == "ClientToken" or (operation, missing) in optional_since:
            continue
        with claim(f"{operation} misses {missing}"):
            rest = {name: value for name, value in given.items() if name != missing}
            code, message, _ = refusal(call, **rest)
            assert code == "MissingParameter", (code, message)
            assert message.startswith("The request must contain the parameter "), message
    if "DryRun" in members:
        with claim(f"{operation} answers a dry run"):
            told = "Request would have succeeded, but DryRun flag is set."
            refused(call, "DryRunOperation", told, status=412, DryRun=True, **given)
    named = [name for name in given if singular(name) in ids]
    if named:
        facts = [facts_of(operation, name) for name in named]
        with claim(f"{operation} knows no {' or '.join(named)} that is not there"):
            code, message, _ = refusal(call, **given)
            assert code in [fact[1] for fact in facts], (code, message)
        with claim(f"{operation} tells an id that is none"):
            code, message, _ = refusal(call, **minimal(operation, "zzz"))
            assert code in [fact[2] for fact in facts], (code, message)
    if "Filters" in members or "Filter" in members:
        name = "Filters" if "Filters" in members else "Filter"
        with claim(f"{operation} refuses a filter it does not know"):
            filter = [{"Name": "color", "Values": ["red"]}]
            code, message, _ = refusal(call, **{**given, name: filter})
            wanted = ("InvalidParameterValue", "The filter 'color' is invalid")
            assert (code, message) == wanted or code in absent, (code, message)
    if "MaxResults" in members:
        with claim(f"{operation} refuses pages of 100,000"):
            code, message, _ = refusal(call, MaxResults=100_000, **given)
            assert code == "InvalidParameterValue" or code in absent, (code, message)
    if "NextToken" in members:
        with claim(f"{operation} refuses a token that it did not give"):
            code, message, _ = refusal(call, NextToken="x", **given)
            assert code in {"InvalidPaginationToken", *absent}, (code, message)
