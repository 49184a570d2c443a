"""Security groups with their rules, and network ACLs."""

from judge import claim, ec2, equal, every, filters, has, need, raw, refused, tags

vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnet_id = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
web = ec2.create_security_group(GroupName="web", Description="Web servers", VpcId=vpc_id, TagSpecifications=tags("security-group", Name="web"))
group_id = web["GroupId"]
ssh = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.60.0.0/16", "Description": "leeds"}]}


def group():
    return ec2.describe_security_groups(GroupIds=[group_id])["SecurityGroups"][0]


with claim("a security group begins with all egress and no ingress"):
    equal(web["Tags"], [{"Key": "Name", "Value": "web"}])
    has(group(), GroupName="web", Description="Web servers", VpcId=vpc_id, OwnerId="111122223333", IpPermissions=[])
    (egress,) = group()["IpPermissionsEgress"]
    has(egress, IpProtocol="-1", IpRanges=[{"CidrIp": "0.0.0.0/0"}])

with claim("a group's name is once in a VPC, and never begins with sg-"):
    told = f"The security group 'web' already exists for VPC '{vpc_id}'"
    refused(ec2.create_security_group, "InvalidGroup.Duplicate", told, GroupName="web", Description="x", VpcId=vpc_id)
    refused(ec2.create_security_group, "InvalidParameterValue", GroupName="sg-web", Description="x", VpcId=vpc_id)
    refused(ec2.create_security_group, "InvalidParameterValue", GroupName="w", Description="ümlaut", VpcId=vpc_id)
    told = "The request must contain the parameter GroupDescription"
    refused(ec2.create_security_group, "MissingParameter", told, GroupName="w", Description="", VpcId=vpc_id)

with claim("a rule comes once, and is told with its id"):
    (rule,) = ec2.authorize_security_group_ingress(GroupId=group_id, IpPermissions=[ssh])["SecurityGroupRules"]
    has(rule, GroupId=group_id, IsEgress=False, IpProtocol="tcp", FromPort=22, ToPort=22, CidrIpv4="10.60.0.0/16", Description="leeds")
    rule_id = rule["SecurityGroupRuleId"]
    equal(group()["IpPermissions"], [{**ssh, "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []}])
    told = "The specified rule already exists"
    refused(ec2.authorize_security_group_ingress, "InvalidPermission.Duplicate", told, GroupId=group_id, IpPermissions=[ssh])

with claim("flat members mean the same as a permission"):
    flat = {"IpProtocol": "udp", "FromPort": 500, "ToPort": 500, "CidrIp": "3.37.222.142/32"}
    ec2.authorize_security_group_ingress(GroupId=group_id, **flat)
    (found,) = ec2.describe_security_groups(Filters=filters(ip_permission__cidr="3.37.222.142/32"))["SecurityGroups"]
    equal(found["GroupId"], group_id)
    equal(ec2.revoke_security_group_ingress(GroupId=group_id, **flat)["Return"], True)

with claim("rules are read, described anew and changed by their ids"):
    ec2.update_security_group_rule_descriptions_ingress(
        GroupId=group_id, IpPermissions=[{**ssh, "IpRanges": [{"CidrIp": "10.60.0.0/16", "Description": "york"}]}])
    (seen,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule_id])["SecurityGroupRules"]
    equal(seen["Description"], "york")
    change = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "10.61.0.0/16"}
    ec2.modify_security_group_rules(GroupId=group_id, SecurityGroupRules=[{"SecurityGroupRuleId": rule_id, "SecurityGroupRule": change}])
    (seen,) = every("describe_security_group_rules", "SecurityGroupRules", Filters=filters(security_group_rule_id=rule_id))
    has(seen, FromPort=443, CidrIpv4="10.61.0.0/16")
    equal(len(ec2.describe_security_group_rules(Filters=filters(group_id=group_id))["SecurityGroupRules"]), 2)
    ec2.revoke_security_group_ingress(GroupId=group_id, SecurityGroupRuleIds=[rule_id])
    refused(ec2.describe_security_group_rules, "InvalidSecurityGroupRuleId.NotFound", SecurityGroupRuleIds=[rule_id])

with claim("a rule that is not there is not revoked"):
    told = "The specified rule does not exist in this security group"
    refused(ec2.revoke_security_group_ingress, "InvalidPermission.NotFound", told, GroupId=group_id, IpPermissions=[ssh])

with claim("egress has rules of its own"):
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}]}
    ec2.authorize_security_group_egress(GroupId=group_id, IpPermissions=[https])
    ec2.update_security_group_rule_descriptions_egress(
        GroupId=group_id, IpPermissions=[{**https, "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32", "Description": "out"}]}])
    (seen,) = [one for one in group()["IpPermissionsEgress"] if one["IpProtocol"] == "tcp"]
    equal(seen["Ipv6Ranges"], [{"CidrIpv6": "2001:db8::/32", "Description": "out"}])
    ec2.revoke_security_group_egress(GroupId=group_id, IpPermissions=[https])
    equal(len(group()["IpPermissionsEgress"]), 1)

with claim("a rule is checked before it is taken"):
    for bad in (
        {"IpProtocol": "tcp", "FromPort": 23, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
        {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 65_536, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/33"}]},
    ):
        refused(ec2.authorize_security_group_ingress, "InvalidParameterValue", GroupId=group_id, IpPermissions=[bad])
    pigeon = {"IpProtocol": "carrier-pigeon", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    refused(ec2.authorize_security_group_ingress, "InvalidPermission.Malformed", GroupId=group_id, IpPermissions=[pigeon])
    stranger = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-0123456789abcdef0"}]}
    refused(ec2.authorize_security_group_ingress, "InvalidGroup.NotFound", GroupId=group_id, IpPermissions=[stranger])

with claim("host bits of a rule's block are dropped"):
    ec2.authorize_security_group_ingress(GroupId=group_id, IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp="10.62.1.1/16")
    equal(group()["IpPermissions"][0]["IpRanges"], [{"CidrIp": "10.62.0.0/16"}])

with claim("a group that another one names is not deleted, nor is the default one"):
    back = ec2.create_security_group(GroupName="back", Description="Behind web", VpcId=vpc_id)["GroupId"]
    peer = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group_id}]}
    ec2.authorize_security_group_ingress(GroupId=back, IpPermissions=[peer])
    refused(ec2.delete_security_group, "DependencyViolation", f"resource {group_id} has a dependent object", GroupId=group_id)
    (default,) = ec2.describe_security_groups(Filters=filters(group_name="default", vpc_id=vpc_id))["SecurityGroups"]
    told = 'the specified group: "%s" name: "default" cannot be deleted by a user' % default["GroupId"]
    refused(ec2.delete_security_group, "CannotDelete", told, GroupId=default["GroupId"])
    ec2.delete_security_group(GroupId=back)
    refused(ec2.delete_security_group, "InvalidGroup.NotFound", f"The security group '{back}' does not exist", GroupId=back)

with claim("a group is waited for"):
    ec2.get_waiter("security_group_exists").wait(GroupIds=[group_id])

with claim("what looks at groups from elsewhere finds no peering"):
    equal(ec2.describe_security_group_references(GroupId=[group_id])["SecurityGroupReferenceSet"], [])
    equal(ec2.describe_stale_security_groups(VpcId=vpc_id)["StaleSecurityGroupSet"], [])

with claim("a VPC's groups are those to use in it"):
    need("GetSecurityGroupsForVpc", "DescribeSecurityGroupVpcAssociations")
    names = [one["GroupName"] for one in ec2.get_security_groups_for_vpc(VpcId=vpc_id)["SecurityGroupForVpcs"]]
    equal(sorted(names), ["default", "web"])
    equal(ec2.describe_security_group_vpc_associations()["SecurityGroupVpcAssociations"], [])

acl = ec2.create_network_acl(VpcId=vpc_id, TagSpecifications=tags("network-acl", Name="strict"))["NetworkAcl"]
acl_id = acl["NetworkAclId"]
entry = {"NetworkAclId": acl_id, "RuleNumber": 100, "Protocol": "6", "RuleAction": "allow", "Egress": False,
         "CidrBlock": "10.60.0.0/16", "PortRange": {"From": 22, "To": 22}}

with claim("a network ACL denies everything until it has entries"):
    has(acl, IsDefault=False, VpcId=vpc_id, Associations=[])
    equal([(one["RuleNumber"], one["RuleAction"]) for one in acl["Entries"]], [(32767, "deny"), (32767, "deny")])
    ec2.create_network_acl_entry(**entry)
    (seen,) = ec2.describe_network_acls(Filters=filters(entry__cidr="10.60.0.0/16"))["NetworkAcls"]
    has([one for one in seen["Entries"] if one["RuleNumber"] == 100][0], PortRange={"From": 22, "To": 22}, Protocol="6")

with claim("an entry's number is there once each way, is replaced and deleted"):
    told = "The network acl entry identified by 100 already exists."
    refused(ec2.create_network_acl_entry, "NetworkAclEntryAlreadyExists", told, **entry)
    ec2.create_network_acl_entry(**{**entry, "Egress": True})
    ec2.replace_network_acl_entry(**{**entry, "RuleAction": "deny"})
    ec2.delete_network_acl_entry(NetworkAclId=acl_id, RuleNumber=100, Egress=False)
    told = "The specified network acl entry does not exist."
    refused(ec2.delete_network_acl_entry, "InvalidNetworkAclEntry.NotFound", NetworkAclId=acl_id, RuleNumber=100, Egress=False)
    refused(ec2.replace_network_acl_entry, "InvalidNetworkAclEntry.NotFound", **entry)

with claim("an entry is checked before it is taken"):
    for change in ({"RuleNumber": 0}, {"RuleNumber": 32767}, {"CidrBlock": "10.0.0.0/33"}, {"Protocol": "smoke"}, {"RuleAction": "maybe"}):
        refused(raw.create_network_acl_entry, "InvalidParameterValue", **{**entry, **change})
    missing = {name: value for name, value in entry.items() if name != "PortRange"}
    refused(ec2.create_network_acl_entry, "MissingParameter", **missing)

with claim("a subnet moves to an ACL, which is not deleted meanwhile"):
    (default,) = ec2.describe_network_acls(Filters=filters(association__subnet_id=subnet_id))["NetworkAcls"]
    association = default["Associations"][0]["NetworkAclAssociationId"]
    moved = ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=acl_id)["NewAssociationId"]
    assert moved != association
    refused(ec2.delete_network_acl, "DependencyViolation",
            f"The networkAcl '{acl_id}' has dependencies and cannot be deleted.", NetworkAclId=acl_id)
    refused(ec2.delete_network_acl, "InvalidParameterValue", NetworkAclId=default["NetworkAclId"])
    ec2.replace_network_acl_association(AssociationId=moved, NetworkAclId=default["NetworkAclId"])
    ec2.delete_network_acl(NetworkAclId=acl_id)
    refused(ec2.describe_network_acls, "InvalidNetworkAclID.NotFound",
            f"The networkAcl ID '{acl_id}' does not exist", NetworkAclIds=[acl_id])
