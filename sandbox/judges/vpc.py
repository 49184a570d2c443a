"""The network of a VPC: blocks, subnets, routes, gateways, DHCP options, prefix lists and tags."""

from judge import advance, claim, client, ec2, equal, every, filters, has, raw, refused, tags

vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tags("vpc", Name="leeds"))["Vpc"]
vpc_id = vpc["VpcId"]

with claim("a VPC is pending, then available, with what EC2 puts into it"):
    has(vpc, State="pending", CidrBlock="10.0.0.0/16", InstanceTenancy="default", IsDefault=False)
    equal(vpc["Tags"], [{"Key": "Name", "Value": "leeds"}])
    ec2.get_waiter("vpc_available").wait(VpcIds=[vpc_id])
    (seen,) = ec2.describe_vpcs(Filters=filters(**{"tag:Name": "leeds"}, cidr="10.0.0.0/16"))["Vpcs"]
    has(seen, VpcId=vpc_id, State="available", DhcpOptionsId=vpc["DhcpOptionsId"])
    has(seen["CidrBlockAssociationSet"][0], CidrBlock="10.0.0.0/16", CidrBlockState={"State": "associated"})
    (table,) = ec2.describe_route_tables(Filters=filters(vpc_id=vpc_id, association__main="true"))["RouteTables"]
    local = {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}
    equal(table["Routes"], [local])
    (acl,) = ec2.describe_network_acls(Filters=filters(vpc_id=vpc_id, default="true"))["NetworkAcls"]
    equal([(e["RuleNumber"], e["RuleAction"], e["Egress"]) for e in acl["Entries"]],
          [(100, "allow", True), (32767, "deny", True), (100, "allow", False), (32767, "deny", False)])
    (group,) = ec2.describe_security_groups(Filters=filters(vpc_id=vpc_id))["SecurityGroups"]
    has(group, GroupName="default", Description="default VPC security group")
    equal(group["IpPermissions"][0]["UserIdGroupPairs"][0]["GroupId"], group["GroupId"])

with claim("host bits of a VPC's block are dropped"):
    equal(ec2.create_vpc(CidrBlock="100.68.0.18/18")["Vpc"]["CidrBlock"], "100.68.0.0/18")

for block in ("10.0.0.0/8", "10.0.0.0/29"):
    with claim(f"a VPC of {block} is refused"):
        refused(ec2.create_vpc, "InvalidVpc.Range", f"The CIDR '{block}' is invalid.", CidrBlock=block)

with claim("text that is no block is refused"):
    refused(
        ec2.create_vpc,
        "InvalidParameterValue",
        "Value (1000.0.0.0/16) for parameter cidrBlock is invalid. This is not a valid CIDR block.",
        CidrBlock="1000.0.0.0/16",
    )

with claim("an unknown VPC is told with its id"):
    absent = "vpc-0123456789abcdef0"
    told = f"The vpc ID '{absent}' does not exist"
    refused(ec2.describe_vpcs, "InvalidVpcID.NotFound", told, VpcIds=[absent])
    refused(ec2.delete_vpc, "InvalidVpcID.NotFound", told, VpcId=absent)

with claim("a VPC's attributes are read and set one by one"):
    read = lambda name: ec2.describe_vpc_attribute(VpcId=vpc_id, Attribute=name)
    equal(read("enableDnsSupport")["EnableDnsSupport"], {"Value": True})
    equal(read("enableDnsHostnames")["EnableDnsHostnames"], {"Value": False})
    ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    equal(read("enableDnsHostnames")["EnableDnsHostnames"], {"Value": True})

with claim("a VPC's tenancy can only become default"):
    ec2.modify_vpc_tenancy(VpcId=ec2.create_vpc(CidrBlock="10.1.0.0/16", InstanceTenancy="dedicated")["Vpc"]["VpcId"],
                           InstanceTenancy="default")
    refused(raw.modify_vpc_tenancy, "InvalidParameterValue", VpcId=vpc_id, InstanceTenancy="dedicated")

with claim("a second block comes and goes"):
    made = ec2.associate_vpc_cidr_block(VpcId=vpc_id, CidrBlock="10.2.0.0/16")["CidrBlockAssociation"]
    equal(made["CidrBlockState"]["State"], "associating")
    advance(5)
    (seen,) = ec2.describe_vpcs(Filters=filters(cidr_block_association__cidr_block="10.2.0.0/16"))["Vpcs"]
    equal(seen["CidrBlockAssociationSet"][1]["CidrBlockState"]["State"], "associated")
    gone = ec2.disassociate_vpc_cidr_block(AssociationId=made["AssociationId"])["CidrBlockAssociation"]
    equal(gone["CidrBlockState"]["State"], "disassociating")
    first = vpc["CidrBlockAssociationSet"][0]["AssociationId"]
    refused(ec2.disassociate_vpc_cidr_block, "OperationNotPermitted", AssociationId=first)

with claim("an Amazon IPv6 block is a /56, and a subnet's a /64 of it"):
    made = ec2.associate_vpc_cidr_block(VpcId=vpc_id, AmazonProvidedIpv6CidrBlock=True)["Ipv6CidrBlockAssociation"]
    advance(5)
    (seen,) = ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"]
    block = seen["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
    assert block.endswith("/56"), block
    subnet = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.99.0/24")["Subnet"]["SubnetId"]
    small = block.replace("/56", "/64")
    own = ec2.associate_subnet_cidr_block(SubnetId=subnet, Ipv6CidrBlock=small)["Ipv6CidrBlockAssociation"]
    equal(own["Ipv6CidrBlock"], small)
    advance(5)
    refused(ec2.disassociate_vpc_cidr_block, "DependencyViolation", AssociationId=made["AssociationId"])
    ec2.disassociate_subnet_cidr_block(AssociationId=own["AssociationId"])
    advance(5)
    ec2.delete_subnet(SubnetId=subnet)

with claim("a subnet has five addresses less than its block, and its Region's zone"):
    made = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.1.0/24", AvailabilityZone="ap-northeast-2a")["Subnet"]
    has(made, AvailableIpAddressCount=251, AvailabilityZone="ap-northeast-2a", DefaultForAz=False, MapPublicIpOnLaunch=False)
    subnet_id = made["SubnetId"]
    ec2.get_waiter("subnet_available").wait(SubnetIds=[subnet_id])
    has(ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"][0], State="available", VpcId=vpc_id)
    ec2.modify_subnet_attribute(SubnetId=subnet_id, MapPublicIpOnLaunch={"Value": True})
    equal(ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"][0]["MapPublicIpOnLaunch"], True)

with claim("subnets do not overlap, nor leave their VPC"):
    told = "The CIDR '10.0.1.128/25' conflicts with another subnet"
    refused(ec2.create_subnet, "InvalidSubnet.Conflict", told, VpcId=vpc_id, CidrBlock="10.0.1.128/25")
    told = "The CIDR '192.168.0.0/24' is invalid."
    refused(ec2.create_subnet, "InvalidSubnet.Range", told, VpcId=vpc_id, CidrBlock="192.168.0.0/24")
    refused(ec2.create_subnet, "InvalidSubnet.Range", VpcId=vpc_id, CidrBlock="10.0.2.0/29")
    refused(ec2.create_subnet, "InvalidParameterValue", VpcId=vpc_id, CidrBlock="10.0.2.0/24", AvailabilityZone="us-mars-1a")

with claim("a zone of another Region is named with the zones of this one"):
    zones = [z["ZoneName"] for z in ec2.describe_availability_zones()["AvailabilityZones"]]
    told = (
        "Value (us-east-1a) for parameter availabilityZone is invalid. "
        f"Subnets can currently only be created in the following availability zones: {', '.join(zones)}."
    )
    refused(ec2.create_subnet, "InvalidParameterValue", told, VpcId=vpc_id, CidrBlock="10.0.3.0/24", AvailabilityZone="us-east-1a")

with claim("Regions are listed and an unknown one is refused"):
    assert "eu-west-1" in [region["RegionName"] for region in ec2.describe_regions()["Regions"]]
    refused(ec2.describe_regions, "InvalidParameterValue", RegionNames=["eu-mars-1"])

with claim("an internet gateway is attached to one VPC, and a VPC has one"):
    gateway = ec2.create_internet_gateway(TagSpecifications=tags("internet-gateway", Name="out"))["InternetGateway"]
    gateway_id = gateway["InternetGatewayId"]
    equal(gateway["Attachments"], [])
    refused(ec2.detach_internet_gateway, "Gateway.NotAttached",
            f"resource {gateway_id} is not attached to network {vpc_id}", InternetGatewayId=gateway_id, VpcId=vpc_id)
    ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc_id)
    (seen,) = ec2.describe_internet_gateways(Filters=filters(attachment__vpc_id=vpc_id))["InternetGateways"]
    equal(seen["Attachments"], [{"State": "available", "VpcId": vpc_id}])
    refused(ec2.delete_internet_gateway, "DependencyViolation",
            f"The internetGateway '{gateway_id}' has dependencies and cannot be deleted.", InternetGatewayId=gateway_id)
    other = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    refused(ec2.attach_internet_gateway, "Resource.AlreadyAssociated", InternetGatewayId=gateway_id, VpcId=other)
    second = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    refused(ec2.attach_internet_gateway, "InvalidParameterValue", InternetGatewayId=second, VpcId=vpc_id)
    ec2.delete_internet_gateway(InternetGatewayId=second)
    refused(ec2.describe_internet_gateways, "InvalidInternetGatewayID.NotFound",
            f"The internetGateway ID '{second}' does not exist", InternetGatewayIds=[second])

with claim("routes lead where they are told, and a destination only once"):
    table_id = ec2.create_route_table(VpcId=vpc_id, TagSpecifications=tags("route-table", Name="public"))["RouteTable"]["RouteTableId"]
    equal(ec2.create_route(RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway_id)["Return"], True)
    refused(ec2.create_route, "RouteAlreadyExists", "The route identified by 0.0.0.0/0 already exists.",
            RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway_id)
    (seen,) = ec2.describe_route_tables(RouteTableIds=[table_id])["RouteTables"]
    equal(seen["Routes"][-1], {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": gateway_id, "Origin": "CreateRoute", "State": "active"})
    ec2.replace_route(RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway_id)
    told = f"no route with destination-cidr-block 10.77.0.0/16 in route table {table_id}"
    refused(ec2.delete_route, "InvalidRoute.NotFound", told, RouteTableId=table_id, DestinationCidrBlock="10.77.0.0/16")
    told = "There is no route defined for '10.77.0.0/16' in the route table. Use CreateRoute instead."
    refused(ec2.replace_route, "InvalidParameterValue", told,
            RouteTableId=table_id, DestinationCidrBlock="10.77.0.0/16", GatewayId=gateway_id)
    ec2.delete_route(RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0")
    for unknown in ("igw-0123456789abcdef0", "vgw-0123456789abcdef0", "leeds"):
        told = f"The gateway ID '{unknown}' does not exist"
        refused(ec2.create_route, "InvalidGatewayID.NotFound", told,
                RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0", GatewayId=unknown)

with claim("a destination with host bits is canonical afterwards"):
    ec2.create_route(RouteTableId=table_id, DestinationCidrBlock="10.88.1.1/16", GatewayId=gateway_id)
    (seen,) = ec2.describe_route_tables(Filters=filters(route__destination_cidr_block="10.88.0.0/16"))["RouteTables"]
    equal(seen["RouteTableId"], table_id)
    ec2.delete_route(RouteTableId=table_id, DestinationCidrBlock="10.88.0.0/16")

with claim("a table is associated once with a subnet, and moved"):
    made = ec2.associate_route_table(RouteTableId=table_id, SubnetId=subnet_id)
    equal(made["AssociationState"], {"State": "associated"})
    again = ec2.associate_route_table(RouteTableId=table_id, SubnetId=subnet_id)
    equal(again["AssociationId"], made["AssociationId"])
    refused(ec2.delete_route_table, "DependencyViolation",
            f"The routeTable '{table_id}' has dependencies and cannot be deleted.", RouteTableId=table_id)
    second = ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]
    moved = ec2.replace_route_table_association(AssociationId=made["AssociationId"], RouteTableId=second)
    assert moved["NewAssociationId"] != made["AssociationId"]
    refused(ec2.disassociate_route_table, "InvalidAssociationID.NotFound",
            f"The association ID '{made['AssociationId']}' does not exist", AssociationId=made["AssociationId"])
    ec2.disassociate_route_table(AssociationId=moved["NewAssociationId"])
    ec2.delete_route_table(RouteTableId=second)
    refused(ec2.describe_route_tables, "InvalidRouteTableID.NotFound",
            f"The routeTable ID '{second}' does not exist", RouteTableIds=[second])

with claim("the main table moves and is not deleted"):
    main = table["Associations"][0]["RouteTableAssociationId"]
    refused(ec2.delete_route_table, "DependencyViolation", RouteTableId=table["RouteTableId"])
    moved = ec2.replace_route_table_association(AssociationId=main, RouteTableId=table_id)["NewAssociationId"]
    (seen,) = ec2.describe_route_tables(Filters=filters(vpc_id=vpc_id, association__main="true"))["RouteTables"]
    equal(seen["RouteTableId"], table_id)
    ec2.replace_route_table_association(AssociationId=moved, RouteTableId=table["RouteTableId"])

with claim("an egress-only gateway takes IPv6 and nothing else"):
    made = ec2.create_egress_only_internet_gateway(VpcId=vpc_id, ClientToken="once")["EgressOnlyInternetGateway"]
    egress_id = made["EgressOnlyInternetGatewayId"]
    equal(made["Attachments"], [{"State": "attached", "VpcId": vpc_id}])
    ec2.create_route(RouteTableId=table_id, DestinationIpv6CidrBlock="::/0", EgressOnlyInternetGatewayId=egress_id)
    equal(len(ec2.describe_egress_only_internet_gateways(EgressOnlyInternetGatewayIds=[egress_id])["EgressOnlyInternetGateways"]), 1)
    equal(ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=egress_id)["ReturnCode"], True)
    ec2.delete_route(RouteTableId=table_id, DestinationIpv6CidrBlock="::/0")

with claim("DHCP options are made, associated, refused while in use, and deleted"):
    options = [{"Key": "domain-name", "Values": ["leeds.example"]}, {"Key": "domain-name-servers", "Values": ["10.0.0.2", "10.0.0.3"]}]
    made = ec2.create_dhcp_options(DhcpConfigurations=options, TagSpecifications=tags("dhcp-options", Name="leeds"))["DhcpOptions"]
    dhcp_id = made["DhcpOptionsId"]
    ec2.associate_dhcp_options(DhcpOptionsId=dhcp_id, VpcId=vpc_id)
    (seen,) = ec2.describe_dhcp_options(Filters=filters(key="domain-name", value="leeds.example"))["DhcpOptions"]
    equal(seen["DhcpConfigurations"][0], {"Key": "domain-name", "Values": [{"Value": "leeds.example"}]})
    equal(ec2.describe_vpcs(Filters=filters(dhcp_options_id=dhcp_id))["Vpcs"][0]["VpcId"], vpc_id)
    refused(ec2.delete_dhcp_options, "DependencyViolation",
            f"The dhcpOptions '{dhcp_id}' has dependencies and cannot be deleted.", DhcpOptionsId=dhcp_id)
    ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc_id)
    ec2.delete_dhcp_options(DhcpOptionsId=dhcp_id)
    refused(ec2.describe_dhcp_options, "InvalidDhcpOptionID.NotFound",
            f"The dhcpOption ID '{dhcp_id}' does not exist", DhcpOptionsIds=[dhcp_id])

with claim("a prefix list counts its versions and is routed to"):
    entries = [{"Cidr": "10.60.0.0/16", "Description": "leeds"}]
    made = ec2.create_managed_prefix_list(PrefixListName="sites", MaxEntries=5, AddressFamily="IPv4", Entries=entries)["PrefixList"]
    list_id = made["PrefixListId"]
    has(made, State="create-in-progress", Version=1, MaxEntries=5, AddressFamily="IPv4")
    advance(5)
    equal(ec2.get_managed_prefix_list_entries(PrefixListId=list_id)["Entries"], entries)
    ec2.modify_managed_prefix_list(PrefixListId=list_id, CurrentVersion=1, AddEntries=[{"Cidr": "10.61.0.0/16"}])
    advance(5)
    (seen,) = ec2.describe_managed_prefix_lists(PrefixListIds=[list_id])["PrefixLists"]
    has(seen, Version=2, State="modify-complete")
    refused(ec2.modify_managed_prefix_list, "PrefixListVersionMismatch", PrefixListId=list_id, CurrentVersion=1, RemoveEntries=[{"Cidr": "10.61.0.0/16"}])
    equal(len(ec2.get_managed_prefix_list_entries(PrefixListId=list_id, TargetVersion=1)["Entries"]), 1)
    ec2.create_route(RouteTableId=table_id, DestinationPrefixListId=list_id, GatewayId=gateway_id)
    used = ec2.get_managed_prefix_list_associations(PrefixListId=list_id)["PrefixListAssociations"]
    equal([one["ResourceId"] for one in used], [table_id])
    ec2.delete_route(RouteTableId=table_id, DestinationPrefixListId=list_id)
    equal(ec2.delete_managed_prefix_list(PrefixListId=list_id)["PrefixList"]["State"], "delete-in-progress")

with claim("AWS's own prefix lists are there"):
    names = [one["PrefixListName"] for one in ec2.describe_prefix_lists()["PrefixLists"]]
    assert "com.amazonaws.ap-northeast-2.s3" in names, names

with claim("the account says which numbers it has"):
    (attribute,) = ec2.describe_account_attributes(AttributeNames=["supported-platforms"])["AccountAttributes"]
    equal(attribute, {"AttributeName": "supported-platforms", "AttributeValues": [{"AttributeValue": "VPC"}]})
    equal(ec2.describe_vpc_classic_link(VpcIds=[vpc_id])["Vpcs"][0]["ClassicLinkEnabled"], False)
    equal(ec2.describe_vpc_classic_link_dns_support(VpcIds=[vpc_id])["Vpcs"][0]["ClassicLinkDnsSupported"], False)

with claim("tags come, are found, and go"):
    both = [vpc_id, subnet_id]
    ec2.create_tags(Resources=both, Tags=[{"Key": "site", "Value": "leeds"}, {"Key": "empty", "Value": ""}])
    found = every("describe_tags", "Tags", Filters=filters(key="site"))
    equal(sorted((tag["ResourceId"], tag["ResourceType"]) for tag in found), sorted([(vpc_id, "vpc"), (subnet_id, "subnet")]))
    ec2.delete_tags(Resources=both, Tags=[{"Key": "site", "Value": "york"}])
    equal(len(ec2.describe_tags(Filters=filters(key="site", value="leeds"))["Tags"]), 2)
    ec2.delete_tags(Resources=both, Tags=[{"Key": "site"}])
    equal(ec2.describe_tags(Filters=filters(key="site"))["Tags"], [])
    refused(ec2.create_tags, "InvalidID", Resources=["leeds-1"], Tags=[{"Key": "a", "Value": "b"}])
    refused(ec2.create_tags, "InvalidVpcID.NotFound", Resources=[absent], Tags=[{"Key": "a", "Value": "b"}])
    refused(ec2.create_tags, "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use",
            Resources=[vpc_id], Tags=[{"Key": "aws:a", "Value": "b"}])
    many = [{"Key": str(number), "Value": ""} for number in range(50)]
    refused(ec2.create_tags, "TagLimitExceeded", Resources=[vpc_id], Tags=many)

with claim("pages add up to the whole"):
    for number in range(12):
        ec2.create_subnet(VpcId=vpc_id, CidrBlock=f"10.0.{100 + number}.0/24")
    whole = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]]
    equal([one["SubnetId"] for one in every("describe_subnets", "Subnets", size=5)], whole)
    refused(ec2.describe_subnets, "InvalidParameterCombination", SubnetIds=[subnet_id], MaxResults=5)
    refused(raw.describe_subnets, "InvalidParameterValue",
            "Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5.", MaxResults=4)

with claim("values of a filter are alternatives with wildcards, filters add up"):
    wild = ec2.describe_subnets(Filters=filters(cidr_block=["10.0.10?.0/24", "10.0.1.*"], vpc_id=vpc_id))["Subnets"]
    equal(len(wild), 11)
    equal(ec2.describe_subnets(Filters=filters(vpc_id="vpc-?", cidr_block="*"))["Subnets"], [])

with claim("the default VPC has a subnet in each zone and is one"):
    default = ec2.create_default_vpc()["Vpc"]
    has(default, CidrBlock="172.31.0.0/16", IsDefault=True)
    refused(ec2.create_default_vpc, "DefaultVpcAlreadyExists")
    subnets = ec2.describe_subnets(Filters=filters(vpc_id=default["VpcId"], default_for_az="true"))["Subnets"]
    equal(sorted(one["AvailabilityZone"] for one in subnets), sorted(zones))
    ec2.delete_subnet(SubnetId=subnets[0]["SubnetId"])
    again = ec2.create_default_subnet(AvailabilityZone=subnets[0]["AvailabilityZone"])["Subnet"]
    has(again, DefaultForAz=True, VpcId=default["VpcId"], MapPublicIpOnLaunch=True)

with claim("a VPC with anything in it is not deleted, an empty one is"):
    refused(ec2.delete_vpc, "DependencyViolation", f"The vpc '{vpc_id}' has dependencies and cannot be deleted.", VpcId=vpc_id)
    empty = ec2.create_vpc(CidrBlock="10.5.0.0/16")["Vpc"]["VpcId"]
    ec2.delete_vpc(VpcId=empty)
    refused(ec2.describe_vpcs, "InvalidVpcID.NotFound", f"The vpc ID '{empty}' does not exist", VpcIds=[empty])

with claim("an internet gateway leaves its VPC and goes"):
    ec2.detach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc_id)
    ec2.delete_internet_gateway(InternetGatewayId=gateway_id)
    ec2.delete_route_table(RouteTableId=table_id)

with claim("what is not simulated says so in EC2's envelope"):
    refused(ec2.describe_fpga_images, "UnsupportedOperation")

with claim("a Region does not see another's VPCs"):
    equal(client("ec2", region="eu-west-1").describe_vpcs()["Vpcs"], [])
