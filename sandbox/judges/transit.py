"""Transit gateways: attachments, peerings, Connect, route tables and routes."""

from judge import advance, claim, client, ec2, equal, every, filters, has, need, raw, refused, tags

absent = "0123456789abcdef0"


def network(block):
    """A VPC and a subnet that is all of it."""
    made = ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"]
    return made, ec2.create_subnet(VpcId=made, CidrBlock=block, AvailabilityZone="ap-northeast-2a")["Subnet"]["SubnetId"]


def attachment(attachment_id):
    return ec2.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[attachment_id])["TransitGatewayAttachments"][0]


vpc_id, subnet_id = network("10.0.0.0/24")

with claim("a transit gateway is pending, then available, with the documented options"):
    made = ec2.create_transit_gateway(Description="core", TagSpecifications=tags("transit-gateway", Name="core"))["TransitGateway"]
    transit_id = made["TransitGatewayId"]
    has(made, State="pending", Description="core", OwnerId="111122223333")
    has(made["Options"], AmazonSideAsn=64512, AutoAcceptSharedAttachments="disable", DefaultRouteTableAssociation="enable",
        DefaultRouteTablePropagation="enable", VpnEcmpSupport="enable", DnsSupport="enable", MulticastSupport="disable")
    refused(ec2.create_transit_gateway_vpc_attachment, "IncorrectState", f"{transit_id} is in invalid state",
            TransitGatewayId=transit_id, VpcId=vpc_id, SubnetIds=[subnet_id])
    advance(30)
    (seen,) = ec2.describe_transit_gateways(Filters=filters(**{"tag:Name": "core"}, state="available"))["TransitGateways"]
    default_id = seen["Options"]["AssociationDefaultRouteTableId"]
    equal(seen["Options"]["PropagationDefaultRouteTableId"], default_id)

with claim("a transit gateway is modified, and refuses what it cannot be"):
    changed = ec2.modify_transit_gateway(TransitGatewayId=transit_id, Description="hub", Options={"AddTransitGatewayCidrBlocks": ["10.255.0.0/24"]})
    equal(changed["TransitGateway"]["State"], "modifying")
    advance(30)
    (seen,) = ec2.describe_transit_gateways(TransitGatewayIds=[transit_id])["TransitGateways"]
    equal((seen["Description"], seen["Options"]["TransitGatewayCidrBlocks"]), ("hub", ["10.255.0.0/24"]))
    refused(ec2.create_transit_gateway, "InvalidParameterValue", Options={"AmazonSideAsn": 1})
    told = f"Transit Gateway tgw-{absent} was deleted or does not exist."
    refused(ec2.delete_transit_gateway, "InvalidTransitGatewayID.NotFound", told, TransitGatewayId=f"tgw-{absent}")

with claim("a VPC is attached once, with one subnet to a zone"):
    made = ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=transit_id, VpcId=vpc_id, SubnetIds=[subnet_id],
        TagSpecifications=tags("transit-gateway-attachment", Name="leeds"))["TransitGatewayVpcAttachment"]
    attach_id = made["TransitGatewayAttachmentId"]
    has(made, State="pending", VpcId=vpc_id, SubnetIds=[subnet_id], VpcOwnerId="111122223333")
    has(made["Options"], DnsSupport="enable", Ipv6Support="disable", ApplianceModeSupport="disable")
    advance(30)
    (seen,) = every("describe_transit_gateway_vpc_attachments", "TransitGatewayVpcAttachments", Filters=filters(vpc_id=vpc_id))
    has(seen, State="available", TransitGatewayAttachmentId=attach_id)
    has(attachment(attach_id), ResourceType="vpc", ResourceId=vpc_id,
        Association={"State": "associated", "TransitGatewayRouteTableId": default_id})
    told = f"{transit_id} has non-deleted Transit Gateway Attachments with same VPC ID."
    again = {"TransitGatewayId": transit_id, "VpcId": vpc_id, "SubnetIds": [subnet_id]}
    refused(ec2.create_transit_gateway_vpc_attachment, "DuplicateTransitGatewayAttachment", told, **again)
    refused(ec2.delete_subnet, "DependencyViolation", SubnetId=subnet_id)

with claim("an attachment's options and subnets change"):
    made = ec2.modify_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attach_id, Options={"ApplianceModeSupport": "enable"})
    equal(made["TransitGatewayVpcAttachment"]["State"], "modifying")
    advance(30)
    (seen,) = ec2.describe_transit_gateway_vpc_attachments(TransitGatewayAttachmentIds=[attach_id])["TransitGatewayVpcAttachments"]
    equal((seen["State"], seen["Options"]["ApplianceModeSupport"]), ("available", "enable"))

with claim("only what waits to be accepted is accepted or rejected"):
    told = f"{attach_id} is in invalid state"
    refused(ec2.accept_transit_gateway_vpc_attachment, "IncorrectState", told, TransitGatewayAttachmentId=attach_id)
    refused(ec2.reject_transit_gateway_vpc_attachment, "IncorrectState", told, TransitGatewayAttachmentId=attach_id)

with claim("a route table associates, propagates and is found by its filters"):
    made = ec2.create_transit_gateway_route_table(TransitGatewayId=transit_id)["TransitGatewayRouteTable"]
    table_id = made["TransitGatewayRouteTableId"]
    has(made, State="pending", DefaultAssociationRouteTable=False, DefaultPropagationRouteTable=False)
    advance(30)
    (seen,) = ec2.describe_transit_gateway_route_tables(Filters=filters(transit_gateway_id=transit_id, default_association_route_table="false"))["TransitGatewayRouteTables"]
    has(seen, State="available", TransitGatewayRouteTableId=table_id)
    both = {"TransitGatewayRouteTableId": table_id, "TransitGatewayAttachmentId": attach_id}
    refused(ec2.associate_transit_gateway_route_table, "Resource.AlreadyAssociated", **both)
    ec2.disassociate_transit_gateway_route_table(TransitGatewayRouteTableId=default_id, TransitGatewayAttachmentId=attach_id)
    advance(30)
    equal(ec2.associate_transit_gateway_route_table(**both)["Association"]["State"], "associating")
    advance(30)
    (one,) = every("get_transit_gateway_route_table_associations", "Associations", TransitGatewayRouteTableId=table_id)
    equal(one, {"TransitGatewayAttachmentId": attach_id, "ResourceId": vpc_id, "ResourceType": "vpc", "State": "associated"})
    ec2.enable_transit_gateway_route_table_propagation(**both)
    advance(30)
    told = f"Propagation {attach_id} already exists in Transit Gateway Route Table {table_id}."
    refused(ec2.enable_transit_gateway_route_table_propagation, "TransitGatewayRouteTablePropagation.Duplicate", **both)
    (one,) = every("get_transit_gateway_route_table_propagations", "TransitGatewayRouteTablePropagations", TransitGatewayRouteTableId=table_id)
    has(one, State="enabled", TransitGatewayAttachmentId=attach_id)
    tables = every("get_transit_gateway_attachment_propagations", "TransitGatewayAttachmentPropagations", TransitGatewayAttachmentId=attach_id)
    equal(sorted(one["TransitGatewayRouteTableId"] for one in tables), sorted([default_id, table_id]))

with claim("routes are static or propagated, and searched"):
    route = {"TransitGatewayRouteTableId": table_id, "DestinationCidrBlock": "10.60.0.0/16"}
    made = ec2.create_transit_gateway_route(**route, TransitGatewayAttachmentId=attach_id)["Route"]
    has(made, DestinationCidrBlock="10.60.0.0/16", Type="static", State="active")
    refused(ec2.create_transit_gateway_route, "RouteAlreadyExists", **route, TransitGatewayAttachmentId=attach_id)
    equal(ec2.replace_transit_gateway_route(**route, Blackhole=True)["Route"]["State"], "blackhole")
    search = lambda **wanted: ec2.search_transit_gateway_routes(TransitGatewayRouteTableId=table_id, Filters=filters(**wanted))["Routes"]
    (one,) = search(type="propagated")
    has(one, DestinationCidrBlock="10.0.0.0/24", State="active")
    equal([one["DestinationCidrBlock"] for one in search(route_search__longest_prefix_match="10.60.1.1/32")], ["10.60.0.0/16"])
    equal(search(route_search__exact_match="10.60.0.0/17"), [])
    equal(ec2.delete_transit_gateway_route(**route)["Route"]["State"], "deleted")
    refused(ec2.delete_transit_gateway_route, "InvalidRoute.NotFound", **route)
    refused(raw.search_transit_gateway_routes, "MissingParameter", TransitGatewayRouteTableId=table_id)

with claim("a prefix list is referred to, changed and let go"):
    list_id = ec2.create_managed_prefix_list(PrefixListName="sites", MaxEntries=3, AddressFamily="IPv4", Entries=[{"Cidr": "10.61.0.0/16"}])["PrefixList"]["PrefixListId"]
    advance(5)
    both = {"TransitGatewayRouteTableId": table_id, "PrefixListId": list_id}
    made = ec2.create_transit_gateway_prefix_list_reference(**both, TransitGatewayAttachmentId=attach_id)["TransitGatewayPrefixListReference"]
    has(made, PrefixListId=list_id, Blackhole=False)
    equal([one["DestinationCidrBlock"] for one in search(prefix_list_id=list_id)], ["10.61.0.0/16"])
    made = ec2.modify_transit_gateway_prefix_list_reference(**both, Blackhole=True)["TransitGatewayPrefixListReference"]
    equal(made["Blackhole"], True)
    equal(len(every("get_transit_gateway_prefix_list_references", "TransitGatewayPrefixListReferences", TransitGatewayRouteTableId=table_id)), 1)
    ec2.delete_transit_gateway_prefix_list_reference(**both)
    refused(ec2.delete_transit_gateway_prefix_list_reference, "InvalidPrefixListId.NotFound", **both)

with claim("a VPN connection brings its attachment"):
    site = ec2.create_customer_gateway(Type="ipsec.1", PublicIp="203.0.113.7", BgpAsn=65010)["CustomerGateway"]["CustomerGatewayId"]
    made = ec2.create_vpn_connection(Type="ipsec.1", CustomerGatewayId=site, TransitGatewayId=transit_id)["VpnConnection"]
    equal(made["TransitGatewayId"], transit_id)
    advance(60)
    (own,) = ec2.describe_transit_gateway_attachments(Filters=filters(resource_type="vpn"))["TransitGatewayAttachments"]
    has(own, ResourceId=made["VpnConnectionId"], State="available")
    refused(ec2.create_vpn_connection_route, "InvalidVpnConnection.InvalidType", VpnConnectionId=made["VpnConnectionId"], DestinationCidrBlock="10.62.0.0/16")
    refused(ec2.delete_transit_gateway, "IncorrectState", TransitGatewayId=transit_id)
    ec2.delete_vpn_connection(VpnConnectionId=made["VpnConnectionId"])

with claim("a peering crosses Regions: offered, accepted, deleted"):
    far = client("ec2", region="eu-west-1")
    there = far.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    third = far.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    advance(30)
    ask = lambda peer: ec2.create_transit_gateway_peering_attachment(
        TransitGatewayId=transit_id, PeerTransitGatewayId=peer, PeerAccountId="111122223333", PeerRegion="eu-west-1"
    )["TransitGatewayPeeringAttachment"]["TransitGatewayAttachmentId"]
    peering, other = ask(there), ask(third)
    advance(30)
    (seen,) = ec2.describe_transit_gateway_peering_attachments(TransitGatewayAttachmentIds=[peering])["TransitGatewayPeeringAttachments"]
    equal(seen["State"], "pendingAcceptance")
    refused(ec2.accept_transit_gateway_peering_attachment, "IncorrectState", TransitGatewayAttachmentId=peering)
    far.accept_transit_gateway_peering_attachment(TransitGatewayAttachmentId=peering)
    far.reject_transit_gateway_peering_attachment(TransitGatewayAttachmentId=other)
    advance(30)
    equal([attachment(one)["State"] for one in (peering, other)], ["available", "rejected"])
    ec2.delete_transit_gateway_peering_attachment(TransitGatewayAttachmentId=peering)

with claim("Connect stands on a VPC attachment and has peers"):
    made = ec2.create_transit_gateway_connect(TransportTransitGatewayAttachmentId=attach_id, Options={"Protocol": "gre"})
    connect_id = made["TransitGatewayConnect"]["TransitGatewayAttachmentId"]
    advance(30)
    equal(ec2.describe_transit_gateway_connects(TransitGatewayAttachmentIds=[connect_id])["TransitGatewayConnects"][0]["State"], "available")
    peer = {"TransitGatewayAttachmentId": connect_id, "PeerAddress": "10.0.0.9", "InsideCidrBlocks": ["169.254.6.0/29"]}
    peer_id = ec2.create_transit_gateway_connect_peer(**peer)["TransitGatewayConnectPeer"]["TransitGatewayConnectPeerId"]
    advance(30)
    (seen,) = ec2.describe_transit_gateway_connect_peers(TransitGatewayConnectPeerIds=[peer_id])["TransitGatewayConnectPeers"]
    has(seen, State="available", TransitGatewayAttachmentId=connect_id)
    refused(ec2.delete_transit_gateway_vpc_attachment, "IncorrectState", TransitGatewayAttachmentId=attach_id)
    ec2.delete_transit_gateway_connect_peer(TransitGatewayConnectPeerId=peer_id)
    advance(30)
    ec2.delete_transit_gateway_connect(TransitGatewayAttachmentId=connect_id)
    advance(30)

with claim("kinds that cannot be made here are none"):
    equal(ec2.describe_transit_gateway_multicast_domains()["TransitGatewayMulticastDomains"], [])
    equal(ec2.describe_transit_gateway_policy_tables()["TransitGatewayPolicyTables"], [])
    equal(ec2.describe_transit_gateway_route_table_announcements()["TransitGatewayRouteTableAnnouncements"], [])

with claim("metering policies are none"):
    need("DescribeTransitGatewayMeteringPolicies")
    equal(ec2.describe_transit_gateway_metering_policies()["TransitGatewayMeteringPolicies"], [])

with claim("exporting routes to S3 is not simulated"):
    refused(ec2.export_transit_gateway_routes, "UnsupportedOperation", TransitGatewayRouteTableId=table_id, S3Bucket="routes")

with claim("tables and transit gateways go when nothing is on them"):
    both = {"TransitGatewayRouteTableId": table_id, "TransitGatewayAttachmentId": attach_id}
    refused(ec2.delete_transit_gateway_route_table, "IncorrectState", TransitGatewayRouteTableId=table_id)
    ec2.disable_transit_gateway_route_table_propagation(**both)
    ec2.disassociate_transit_gateway_route_table(**both)
    advance(30)
    refused(ec2.disable_transit_gateway_route_table_propagation, "TransitGatewayRouteTablePropagation.NotFound", **both)
    ec2.delete_transit_gateway_route_table(TransitGatewayRouteTableId=table_id)
    refused(ec2.delete_transit_gateway, "IncorrectState", TransitGatewayId=transit_id)
    ec2.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attach_id)
    advance(30)
    equal(ec2.delete_transit_gateway(TransitGatewayId=transit_id)["TransitGateway"]["State"], "deleting")
    advance(30)
    equal(ec2.describe_transit_gateways(TransitGatewayIds=[transit_id])["TransitGateways"][0]["State"], "deleted")
