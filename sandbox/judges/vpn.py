"""Customer gateways, VPN gateways, VPN connections, their tunnels and routes, concentrators and devices."""

from judge import advance, claim, control, ec2, equal, every, filters, has, need, raw, refusal, refused, tags

vpc_id = ec2.create_vpc(CidrBlock="10.50.0.0/16")["Vpc"]["VpcId"]
table_id = ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]
absent = "0123456789abcdef0"
hosts = iter(range(1, 250))


def customer_gateway(**members):
    members = {"Type": "ipsec.1", "PublicIp": f"203.0.113.{next(hosts)}", "BgpAsn": 65010, **members}
    return ec2.create_customer_gateway(**members)["CustomerGateway"]


def vpn_gateway(**members):
    return ec2.create_vpn_gateway(Type="ipsec.1", **members)["VpnGateway"]["VpnGatewayId"]


def connection(**options):
    members = {"Type": "ipsec.1", "CustomerGatewayId": customer_gateway()["CustomerGatewayId"], "VpnGatewayId": gateway_id}
    return ec2.create_vpn_connection(**members, Options=options)["VpnConnection"]


def read(connection_id):
    return ec2.describe_vpn_connections(VpnConnectionIds=[connection_id])["VpnConnections"][0]


with claim("a customer gateway becomes available, and the same again is the same"):
    made = customer_gateway(PublicIp="3.37.222.142", TagSpecifications=tags("customer-gateway", Name="leeds"))
    has(made, Type="ipsec.1", IpAddress="3.37.222.142", BgpAsn="65010", Tags=[{"Key": "Name", "Value": "leeds"}])
    cgw_id = made["CustomerGatewayId"]
    ec2.get_waiter("customer_gateway_available").wait(CustomerGatewayIds=[cgw_id])
    (seen,) = ec2.describe_customer_gateways(Filters=filters(ip_address="3.37.222.142", bgp_asn="65010"))["CustomerGateways"]
    has(seen, CustomerGatewayId=cgw_id, State="available")
    equal(customer_gateway(PublicIp="3.37.222.142")["CustomerGatewayId"], cgw_id)

with claim("a customer gateway without an ASN has 65000"):
    made = raw.create_customer_gateway(Type="ipsec.1", PublicIp="198.51.100.9")["CustomerGateway"]
    equal(made["BgpAsn"], "65000")

with claim("an ASN of four bytes is told in a member of its own"):
    need("CreateCustomerGateway.BgpAsnExtended")
    made = ec2.create_customer_gateway(Type="ipsec.1", IpAddress="198.51.100.1", BgpAsnExtended=4_200_000_001)["CustomerGateway"]
    equal(made["BgpAsnExtended"], "4200000001")

with claim("a customer gateway is checked before it is made"):
    for change in ({"Type": "ipsec.2"}, {"PublicIp": "256.0.0.1"}, {"PublicIp": "leeds"}, {"BgpAsn": 0}, {"BgpAsn": 7224}):
        members = {"Type": "ipsec.1", "PublicIp": "198.51.100.2", **change}
        refused(raw.create_customer_gateway, "InvalidParameterValue", **members)

with claim("a VPN gateway is available at once, with an ASN"):
    gateway_id = vpn_gateway(AmazonSideAsn=64513, TagSpecifications=tags("vpn-gateway", Name="hub"))
    (seen,) = ec2.describe_vpn_gateways(Filters=filters(amazon_side_asn="64513"))["VpnGateways"]
    has(seen, VpnGatewayId=gateway_id, State="available", Type="ipsec.1", AmazonSideAsn=64513, VpcAttachments=[])
    for asn in (64511, 65535, 4_199_999_999, 4_294_967_295):
        refused(ec2.create_vpn_gateway, "InvalidParameterValue", Type="ipsec.1", AmazonSideAsn=asn)

with claim("a VPN gateway is attached to one VPC, and a VPC has one"):
    made = ec2.attach_vpn_gateway(VpnGatewayId=gateway_id, VpcId=vpc_id)["VpcAttachment"]
    equal(made, {"State": "attaching", "VpcId": vpc_id})
    advance(10)
    (seen,) = ec2.describe_vpn_gateways(Filters=filters(attachment__vpc_id=vpc_id, attachment__state="attached"))["VpnGateways"]
    equal(seen["VpcAttachments"], [{"State": "attached", "VpcId": vpc_id}])
    equal(ec2.attach_vpn_gateway(VpnGatewayId=gateway_id, VpcId=vpc_id)["VpcAttachment"]["State"], "attached")
    other = ec2.create_vpc(CidrBlock="10.51.0.0/16")["Vpc"]["VpcId"]
    told = "The maximum number of virtual private gateway attachments has been reached."
    refused(ec2.attach_vpn_gateway, "VpnGatewayAttachmentLimitExceeded", told, VpnGatewayId=gateway_id, VpcId=other)
    second = vpn_gateway()
    refused(ec2.attach_vpn_gateway, "InvalidVpcState", VpnGatewayId=second, VpcId=vpc_id)
    told = f"The attachment with vpn gateway ID '{second}' and vpc ID '{vpc_id}' does not exist"
    refused(ec2.detach_vpn_gateway, "InvalidVpnGatewayAttachment.NotFound", told, VpnGatewayId=second, VpcId=vpc_id)
    told = f"resource {second} is not attached to network {vpc_id}"
    refused(ec2.enable_vgw_route_propagation, "Gateway.NotAttached", told, RouteTableId=table_id, GatewayId=second)
    told = "The VPN gateway is in use."
    refused(ec2.delete_vpn_gateway, "IncorrectState", told, VpnGatewayId=gateway_id)

with claim("unknown gateways and connections are told with their ids"):
    told = f"The customerGateway ID 'cgw-{absent}' does not exist"
    refused(ec2.delete_customer_gateway, "InvalidCustomerGatewayID.NotFound", told, CustomerGatewayId=f"cgw-{absent}")
    told = f"The vpnGateway ID 'vgw-{absent}' does not exist"
    refused(ec2.delete_vpn_gateway, "InvalidVpnGatewayID.NotFound", told, VpnGatewayId=f"vgw-{absent}")
    told = f"The vpnConnection ID 'vpn-{absent}' does not exist"
    refused(ec2.delete_vpn_connection, "InvalidVpnConnectionID.NotFound", told, VpnConnectionId=f"vpn-{absent}")
    told = 'Invalid id: "cgw-leeds" (expecting "cgw-...")'
    refused(ec2.describe_customer_gateways, "InvalidCustomerGatewayId.Malformed", told, CustomerGatewayIds=["cgw-leeds"])

with claim("a static connection has two tunnels, keys in its configuration, and its routes"):
    key = "cloud.neta_1"
    request = {
        "Type": "ipsec.1", "CustomerGatewayId": cgw_id, "VpnGatewayId": gateway_id,
        "Options": {"StaticRoutesOnly": True, "TunnelOptions": [{"PreSharedKey": key, "TunnelInsideCidr": "169.254.44.0/30"}, {}]},
        "TagSpecifications": tags("vpn-connection", Name="leeds"),
    }
    made = ec2.create_vpn_connection(**request)["VpnConnection"]
    connection_id = made["VpnConnectionId"]
    has(made, State="pending", Type="ipsec.1", Category="VPN", VpnGatewayId=gateway_id, CustomerGatewayId=cgw_id)
    for text in (f'<vpn_connection id="{connection_id}">', f"<pre_shared_key>{key}</pre_shared_key>", "NoBGPVPNConnection"):
        assert text in made["CustomerGatewayConfiguration"], text
    equal(ec2.create_vpn_connection(**request)["VpnConnection"]["VpnConnectionId"], connection_id)
    route = {"VpnConnectionId": connection_id, "DestinationCidrBlock": "10.60.0.0/16"}
    ec2.create_vpn_connection_route(**route)
    ec2.get_waiter("vpn_connection_available").wait(VpnConnectionIds=[connection_id])
    named = filters(**{"tag:Name": "leeds"}, option__static_routes_only="true", route__destination_cidr_block="10.60.0.0/16",
                    state="available", customer_gateway_id=cgw_id, vpn_gateway_id=gateway_id)
    (seen,) = ec2.describe_vpn_connections(Filters=named)["VpnConnections"]
    equal(seen["Routes"], [{"DestinationCidrBlock": "10.60.0.0/16", "Source": "Static", "State": "available"}])
    equal(seen["GatewayAssociationState"], "associated")
    equal([one["Status"] for one in seen["VgwTelemetry"]], ["DOWN", "DOWN"])
    has(seen["Options"]["TunnelOptions"][0], PreSharedKey=key, TunnelInsideCidr="169.254.44.0/30")
    outside = [one["OutsideIpAddress"] for one in seen["Options"]["TunnelOptions"]]
    equal(sorted(outside), sorted(one["OutsideIpAddress"] for one in seen["VgwTelemetry"]))

with claim("propagation brings the prefixes of tunnels that are up"):
    control("POST", "/devices", {"connectionId": connection_id, "configured": True, "immediate": True})
    equal([one["Status"] for one in read(connection_id)["VgwTelemetry"]], ["UP", "UP"])
    ec2.enable_vgw_route_propagation(RouteTableId=table_id, GatewayId=gateway_id)
    (seen,) = ec2.describe_route_tables(Filters=filters(route__origin="EnableVgwRoutePropagation"))["RouteTables"]
    equal(seen["PropagatingVgws"], [{"GatewayId": gateway_id}])
    equal(seen["Routes"][-1], {"DestinationCidrBlock": "10.60.0.0/16", "GatewayId": gateway_id,
                               "Origin": "EnableVgwRoutePropagation", "State": "active"})
    ec2.disable_vgw_route_propagation(RouteTableId=table_id, GatewayId=gateway_id)
    equal(len(ec2.describe_route_tables(RouteTableIds=[table_id])["RouteTables"][0]["Routes"]), 1)

with claim("static routes are deleted once, and a BGP connection has none"):
    ec2.delete_vpn_connection_route(**route)
    told = "The specified route 10.60.0.0/16 does not exist"
    refused(ec2.delete_vpn_connection_route, "InvalidRoute.NotFound", told, **route)
    dynamic = connection()
    refused(ec2.create_vpn_connection_route, "InvalidVpnConnection.InvalidType",
            VpnConnectionId=dynamic["VpnConnectionId"], DestinationCidrBlock="10.61.0.0/16")

with claim("all options of a tunnel come back as they were set"):
    algorithms = lambda *values: [{"Value": value} for value in values]
    given = {
        "TunnelInsideCidr": "169.254.45.0/30", "PreSharedKey": "another.key_2",
        "Phase1LifetimeSeconds": 14400, "Phase2LifetimeSeconds": 1800, "RekeyMarginTimeSeconds": 300,
        "RekeyFuzzPercentage": 50, "ReplayWindowSize": 512,
        "Phase1EncryptionAlgorithms": algorithms("AES256", "AES256-GCM-16"), "Phase2EncryptionAlgorithms": algorithms("AES256"),
        "Phase1IntegrityAlgorithms": algorithms("SHA2-256"), "Phase2IntegrityAlgorithms": algorithms("SHA2-512"),
        "Phase1DHGroupNumbers": algorithms(14, 20), "Phase2DHGroupNumbers": algorithms(5, 21), "StartupAction": "start",
    }
    both = {**given, "DPDTimeoutSeconds": 45, "DPDTimeoutAction": "restart", "IKEVersions": algorithms("ikev2")}
    seen = connection(TunnelOptions=[both, {}])["Options"]["TunnelOptions"][0]
    has(seen, **given, DpdTimeoutSeconds=45, DpdTimeoutAction="restart", IkeVersions=algorithms("ikev2"))

for what, option in (
    ("a key that begins with 0", {"PreSharedKey": "0abcdefgh"}),
    ("a key of seven letters", {"PreSharedKey": "abcdefg"}),
    ("a key with a hyphen", {"PreSharedKey": "abc-defgh"}),
    ("an inside block that AWS reserves", {"TunnelInsideCidr": "169.254.169.252/30"}),
    ("an inside block outside 169.254.0.0/16", {"TunnelInsideCidr": "10.0.0.0/30"}),
    ("group 5 in phase 1", {"Phase1DHGroupNumbers": [{"Value": 5}]}),
    ("DES", {"Phase2EncryptionAlgorithms": [{"Value": "DES"}]}),
    ("a phase 2 over an hour", {"Phase2LifetimeSeconds": 3601}),
    ("a fuzz over 100", {"RekeyFuzzPercentage": 101}),
    ("a window of 63", {"ReplayWindowSize": 63}),
    ("a DPD timeout of 29", {"DPDTimeoutSeconds": 29}),
):
    with claim(f"a tunnel with {what} is refused, and a key is never repeated"):
        members = {"Type": "ipsec.1", "CustomerGatewayId": customer_gateway()["CustomerGatewayId"], "VpnGatewayId": gateway_id}
        code, message, status = refusal(ec2.create_vpn_connection, **members, Options={"TunnelOptions": [option, {}]})
        equal((code, status), ("InvalidParameterValue", 400))
        assert "PreSharedKey" not in option or option["PreSharedKey"] not in message, message

with claim("an inside block is used once on a VPN gateway"):
    refused(connection, "InvalidCidr.InUse", TunnelOptions=[{"TunnelInsideCidr": "169.254.45.0/30"}, {}])

with claim("one gateway and two ASNs are what a connection needs"):
    equal_asn = customer_gateway(BgpAsn=64513)["CustomerGatewayId"]
    refused(ec2.create_vpn_connection, "AsnConflict", Type="ipsec.1", CustomerGatewayId=equal_asn, VpnGatewayId=gateway_id)
    told = "The request must not contain both parameter vpnGatewayId and transitGatewayId"
    refused(ec2.create_vpn_connection, "InvalidParameterValue", told, Type="ipsec.1", CustomerGatewayId=cgw_id,
            VpnGatewayId=gateway_id, TransitGatewayId=f"tgw-{absent}")

with claim("one tunnel's options take that tunnel down, and no second change meanwhile"):
    change = {"VpnConnectionId": connection_id, "VpnTunnelOutsideIpAddress": outside[1]}
    made = ec2.modify_vpn_tunnel_options(**change, TunnelOptions={"ReplayWindowSize": 128})["VpnConnection"]
    equal(made["State"], "modifying")
    status = {one["OutsideIpAddress"]: one["Status"] for one in made["VgwTelemetry"]}
    equal(status, {outside[0]: "UP", outside[1]: "DOWN"})
    refused(ec2.modify_vpn_tunnel_options, "IncorrectState", **change, TunnelOptions={"ReplayWindowSize": 64})
    ec2.get_waiter("vpn_connection_available").wait(VpnConnectionIds=[connection_id])
    equal(read(connection_id)["Options"]["TunnelOptions"][1]["ReplayWindowSize"], 128)
    refused(ec2.modify_vpn_tunnel_options, "InvalidParameterValue", VpnConnectionId=connection_id,
            VpnTunnelOutsideIpAddress="192.0.2.1", TunnelOptions={})

with claim("the connection's own options and its gateways change"):
    made = ec2.modify_vpn_connection_options(VpnConnectionId=connection_id, LocalIpv4NetworkCidr="10.60.0.0/16")["VpnConnection"]
    has(made["Options"], LocalIpv4NetworkCidr="10.60.0.0/16", RemoteIpv4NetworkCidr="0.0.0.0/0")
    advance(60)
    to = customer_gateway()["CustomerGatewayId"]
    advance(5)
    equal(ec2.modify_vpn_connection(VpnConnectionId=connection_id, CustomerGatewayId=to)["VpnConnection"]["CustomerGatewayId"], to)
    advance(60)
    equal(sorted(one["OutsideIpAddress"] for one in read(connection_id)["Options"]["TunnelOptions"]), sorted(outside))

with claim("a certificate is replaced only where there is one"):
    advance(60)
    arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000"
    certain = ec2.create_customer_gateway(Type="ipsec.1", BgpAsn=65010, CertificateArn=arn)["CustomerGateway"]
    equal(certain["CertificateArn"], arn)
    made = ec2.create_vpn_connection(Type="ipsec.1", CustomerGatewayId=certain["CustomerGatewayId"], VpnGatewayId=gateway_id)["VpnConnection"]
    advance(60)
    (first, _) = made["Options"]["TunnelOptions"]
    before = [one.get("CertificateArn") for one in read(made["VpnConnectionId"])["VgwTelemetry"]]
    ec2.modify_vpn_tunnel_certificate(VpnConnectionId=made["VpnConnectionId"], VpnTunnelOutsideIpAddress=first["OutsideIpAddress"])
    advance(60)
    after = [one.get("CertificateArn") for one in read(made["VpnConnectionId"])["VgwTelemetry"]]
    assert all(before) and before != after, (before, after)

with claim("a tunnel is replaced on demand, and its maintenance is told"):
    need("ReplaceVpnTunnel")
    tunnel = {"VpnConnectionId": connection_id, "VpnTunnelOutsideIpAddress": outside[0]}
    told = ec2.get_vpn_tunnel_replacement_status(**tunnel)
    has(told, **tunnel, CustomerGatewayId=to, VpnGatewayId=gateway_id)
    equal(ec2.replace_vpn_tunnel(**tunnel)["Return"], True)
    advance(60)

with claim("what a tunnel agreed on is told"):
    need("GetActiveVpnTunnelStatus")
    device = {"connectionId": connection_id, "configured": True, "immediate": True}
    control("POST", "/devices", device)
    told = ec2.get_active_vpn_tunnel_status(VpnConnectionId=connection_id, VpnTunnelOutsideIpAddress=outside[0])
    has(told["ActiveVpnTunnelStatus"], ProvisioningStatus="available", IkeVersion="ikev2")

with claim("device types are paged, and a sample has the connection's own values"):
    types = every("get_vpn_connection_device_types", "VpnConnectionDeviceTypes")
    strongswan = [one for one in types if one["Vendor"] == "Strongswan"][0]["VpnConnectionDeviceTypeId"]
    sample = ec2.get_vpn_connection_device_sample_configuration(
        VpnConnectionId=connection_id, VpnConnectionDeviceTypeId=strongswan, InternetKeyExchangeVersion="ikev2")
    assert outside[0] in sample["VpnConnectionDeviceSampleConfiguration"]
    refused(ec2.get_vpn_connection_device_sample_configuration, "InvalidParameterValue",
            VpnConnectionId=connection_id, VpnConnectionDeviceTypeId="00000000")

with claim("a concentrator stands on a transit gateway"):
    need("CreateVpnConcentrator")
    transit_id = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    advance(30)
    made = ec2.create_vpn_concentrator(Type="ipsec.1", TransitGatewayId=transit_id)["VpnConcentrator"]
    advance(60)
    (seen,) = ec2.describe_vpn_concentrators(VpnConcentratorIds=[made["VpnConcentratorId"]])["VpnConcentrators"]
    has(seen, State="available", TransitGatewayId=transit_id, Type="ipsec.1")
    equal(ec2.delete_vpn_concentrator(VpnConcentratorId=made["VpnConcentratorId"])["Return"], True)

with claim("gateways in use are not deleted, and a connection lingers as deleted"):
    told = "The customer gateway is in use."
    refused(ec2.delete_customer_gateway, "IncorrectState", told, CustomerGatewayId=to)
    ec2.delete_vpn_connection(VpnConnectionId=connection_id)
    seen = read(connection_id)
    equal((seen["State"], "CustomerGatewayConfiguration" in seen), ("deleting", False))
    ec2.get_waiter("vpn_connection_deleted").wait(VpnConnectionIds=[connection_id])
    ec2.delete_customer_gateway(CustomerGatewayId=to)
    advance(120)
    told = f"The vpnConnection ID '{connection_id}' does not exist"
    refused(ec2.describe_vpn_connections, "InvalidVpnConnectionID.NotFound", told, VpnConnectionIds=[connection_id])

with claim("a VPN gateway is detached, and deleted when nothing is left on it"):
    ec2.detach_vpn_gateway(VpnGatewayId=gateway_id, VpcId=vpc_id)
    (seen,) = ec2.describe_vpn_gateways(VpnGatewayIds=[gateway_id])["VpnGateways"]
    equal(seen["VpcAttachments"], [{"State": "detaching", "VpcId": vpc_id}])
    refused(ec2.delete_vpn_gateway, "IncorrectState", VpnGatewayId=gateway_id)
    ec2.delete_vpn_gateway(VpnGatewayId=second)
    advance(10)
    equal([one["State"] for one in ec2.describe_vpn_gateways(VpnGatewayIds=[second])["VpnGateways"]], ["deleted"])
