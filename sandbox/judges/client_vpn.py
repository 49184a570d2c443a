"""Client VPN: endpoints, target networks, rules, routes, revocation lists and the clients that connect."""

import base64

from judge import advance, claim, control, ec2, equal, every, filters, has, need, refused, tags

vpc_id = ec2.create_vpc(CidrBlock="10.50.0.0/16")["Vpc"]["VpcId"]
subnet_id = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.50.1.0/24", AvailabilityZone="ap-northeast-2a")["Subnet"]["SubnetId"]
second_id = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.50.2.0/24", AvailabilityZone="ap-northeast-2b")["Subnet"]["SubnetId"]


def certificate(name):
    return f"arn:aws:acm:ap-northeast-2:111122223333:certificate/{name}"


plain = {
    "ServerCertificateArn": certificate("server"),
    "AuthenticationOptions": [
        {"Type": "certificate-authentication", "MutualAuthentication": {"ClientRootCertificateChainArn": certificate("clients")}}
    ],
    "ClientCidrBlock": "172.20.0.0/16",
    "ConnectionLogOptions": {"Enabled": False},
}


def der(tag, *parts):
    content = b"".join(parts)
    return bytes([tag, len(content)]) + content


def revocation_list():
    """An empty list of revoked certificates, as short as RFC 5280 allows."""
    algorithm = der(0x30, der(0x06, bytes.fromhex("2a864886f70d01010b")))
    signed = der(0x30, der(0x02, b"\x01"), algorithm, der(0x30), der(0x17, b"260101000000Z"), der(0x17, b"360101000000Z"))
    text = base64.b64encode(der(0x30, signed, algorithm, der(0x03, b"\x00\x00"))).decode()
    return f"-----BEGIN X509 CRL-----\n{text}\n-----END X509 CRL-----\n"


with claim("an endpoint waits for its first network"):
    made = ec2.create_client_vpn_endpoint(**plain, SplitTunnel=True, TagSpecifications=tags("client-vpn-endpoint", Name="admins"))
    endpoint_id = made["ClientVpnEndpointId"]
    equal(made["Status"], {"Code": "pending-associate"})
    (seen,) = every("describe_client_vpn_endpoints", "ClientVpnEndpoints", Filters=filters(endpoint_id=endpoint_id))
    has(seen, SplitTunnel=True, VpnPort=443, TransportProtocol="udp", VpnProtocol="openvpn", ClientCidrBlock="172.20.0.0/16",
        Tags=[{"Key": "Name", "Value": "admins"}])

with claim("an endpoint is checked before it is made"):
    for change in ({"ClientCidrBlock": "172.16.0.0/11"}, {"VpnPort": 8443}, {"ServerCertificateArn": "server"}, {"DnsServers": ["dns.leeds"]}):
        refused(ec2.create_client_vpn_endpoint, "InvalidParameterValue", **{**plain, **change})
    told = "Endpoint cvpn-endpoint-0123456789abcdef0 does not exist"
    refused(ec2.delete_client_vpn_endpoint, "InvalidClientVpnEndpointId.NotFound", told, ClientVpnEndpointId="cvpn-endpoint-0123456789abcdef0")

endpoint = {"ClientVpnEndpointId": endpoint_id}

with claim("a network makes it available, once to a zone"):
    refused(ec2.create_client_vpn_route, "InvalidClientVpnActiveAssociationNotFound", **endpoint,
            DestinationCidrBlock="0.0.0.0/0", TargetVpcSubnetId=subnet_id)
    made = ec2.associate_client_vpn_target_network(**endpoint, SubnetId=subnet_id, ClientToken="once")
    equal(made["Status"], {"Code": "associating"})
    equal(ec2.associate_client_vpn_target_network(**endpoint, SubnetId=subnet_id, ClientToken="once")["AssociationId"], made["AssociationId"])
    advance(60)
    (seen,) = every("describe_client_vpn_target_networks", "ClientVpnTargetNetworks", **endpoint)
    has(seen, AssociationId=made["AssociationId"], TargetNetworkId=subnet_id, VpcId=vpc_id, Status={"Code": "associated"})
    equal(ec2.describe_client_vpn_endpoints(ClientVpnEndpointIds=[endpoint_id])["ClientVpnEndpoints"][0]["Status"]["Code"], "available")
    refused(ec2.associate_client_vpn_target_network, "InvalidClientVpnDuplicateAssociationException", **endpoint, SubnetId=subnet_id)
    refused(ec2.delete_subnet, "DependencyViolation", SubnetId=subnet_id)

with claim("security groups are applied to its networks"):
    group = ec2.create_security_group(GroupName="clients", Description="clients", VpcId=vpc_id)["GroupId"]
    applied = ec2.apply_security_groups_to_client_vpn_target_network(**endpoint, VpcId=vpc_id, SecurityGroupIds=[group])
    equal(applied["SecurityGroupIds"], [group])

with claim("a rule is authorized once and revoked"):
    rule = {**endpoint, "TargetNetworkCidr": "10.50.0.0/16", "AuthorizeAllGroups": True}
    equal(ec2.authorize_client_vpn_ingress(**rule)["Status"], {"Code": "authorizing"})
    advance(30)
    (seen,) = every("describe_client_vpn_authorization_rules", "AuthorizationRules", **endpoint)
    has(seen, DestinationCidr="10.50.0.0/16", AccessAll=True, Status={"Code": "active"})
    refused(ec2.authorize_client_vpn_ingress, "InvalidClientVpnDuplicateAuthorizationRule", **rule)

with claim("a route is there once, and its subnet's association before it"):
    route = {**endpoint, "DestinationCidrBlock": "0.0.0.0/0", "TargetVpcSubnetId": subnet_id}
    equal(ec2.create_client_vpn_route(**route)["Status"], {"Code": "creating"})
    advance(30)
    equal([(one["DestinationCidr"], one["Origin"]) for one in every("describe_client_vpn_routes", "Routes", **endpoint)],
          [("10.50.0.0/16", "associate"), ("0.0.0.0/0", "add-route")])
    refused(ec2.create_client_vpn_route, "InvalidClientVpnDuplicateRoute", **route)
    equal(ec2.delete_client_vpn_route(**route)["Status"], {"Code": "deleting"})
    advance(30)
    refused(ec2.delete_client_vpn_route, "InvalidClientVpnRouteNotFound", **route)

with claim("a client connects, is listed and is sent away"):
    made = control("POST", "/client-vpn/connections", {"endpointId": endpoint_id, "commonName": "leeds"})
    (seen,) = every("describe_client_vpn_connections", "Connections", **endpoint)
    has(seen, CommonName="leeds", Status={"Code": "active"}, ClientVpnEndpointId=endpoint_id)
    told = ec2.terminate_client_vpn_connections(**endpoint, ConnectionId=seen["ConnectionId"])
    equal(told["ConnectionStatuses"][0]["CurrentStatus"], {"Code": "terminating"})
    advance(30)
    refused(ec2.terminate_client_vpn_connections, "InvalidClientVpnConnection.IdNotFound", **endpoint,
            ConnectionId="cvpn-connection-0123456789abcdef0")

with claim("its configuration names it, and its revocation list comes back"):
    text = ec2.export_client_vpn_client_configuration(**endpoint)["ClientConfiguration"]
    assert endpoint_id in text and "<ca>" in text and "remote-cert-tls server" in text, text
    refused(ec2.import_client_vpn_client_certificate_revocation_list, "InvalidParameterValue", **endpoint, CertificateRevocationList="none")
    equal(ec2.import_client_vpn_client_certificate_revocation_list(**endpoint, CertificateRevocationList=revocation_list())["Return"], True)
    advance(30)
    told = ec2.export_client_vpn_client_certificate_revocation_list(**endpoint)
    equal((told["CertificateRevocationList"].strip(), told["Status"]), (revocation_list().strip(), {"Code": "active"}))

with claim("an endpoint is modified"):
    equal(ec2.modify_client_vpn_endpoint(**endpoint, Description="staff", SplitTunnel=False)["Return"], True)
    has(ec2.describe_client_vpn_endpoints(ClientVpnEndpointIds=[endpoint_id])["ClientVpnEndpoints"][0], Description="staff", SplitTunnel=False)
    refused(ec2.modify_client_vpn_endpoint, "InvalidParameterValue", **endpoint, VpnPort=8443)

with claim("a policy decides beside the rules"):
    need("ModifyClientVpnEndpointAuthorizationPolicy", "GetClientVpnEndpointAuthorizationPolicy")
    refused(ec2.get_client_vpn_endpoint_authorization_policy, "InvalidClientVpnEndpointAuthorizationPolicyNotFound", **endpoint)
    ec2.modify_client_vpn_endpoint_authorization_policy(**endpoint, PolicyDocument="permit(principal, action, resource);")
    advance(30)
    has(ec2.get_client_vpn_endpoint_authorization_policy(**endpoint), Status="active", ShadowMode="disabled")
    ec2.delete_client_vpn_endpoint_authorization_policy(**endpoint)
    advance(30)

with claim("an endpoint leads to a transit gateway in the place of a VPC"):
    need("CreateClientVpnEndpoint.TransitGatewayConfiguration", "DeleteTransitGatewayClientVpnAttachment")
    transit_id = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    advance(30)
    made = ec2.create_client_vpn_endpoint(**plain, TransitGatewayConfiguration={"TransitGatewayId": transit_id})["ClientVpnEndpointId"]
    advance(30)
    (own,) = ec2.describe_transit_gateway_attachments(Filters=filters(resource_type="client-vpn"))["TransitGatewayAttachments"]
    has(own, ResourceId=made, State="available")
    attached = {"TransitGatewayAttachmentId": own["TransitGatewayAttachmentId"]}
    told = f"{own['TransitGatewayAttachmentId']} is in invalid state"
    refused(ec2.accept_transit_gateway_client_vpn_attachment, "IncorrectState", told, **attached)
    refused(ec2.reject_transit_gateway_client_vpn_attachment, "IncorrectState", told, **attached)
    seen = ec2.delete_transit_gateway_client_vpn_attachment(**attached)["TransitGatewayClientVpnAttachment"]
    has(seen, State="deleting", ClientVpnEndpointId=made)

with claim("an endpoint goes after its networks"):
    ec2.revoke_client_vpn_ingress(**endpoint, TargetNetworkCidr="10.50.0.0/16", RevokeAllGroups=True)
    (seen,) = every("describe_client_vpn_target_networks", "ClientVpnTargetNetworks", **endpoint)
    gone = ec2.disassociate_client_vpn_target_network(**endpoint, AssociationId=seen["AssociationId"])
    equal(gone["Status"], {"Code": "disassociating"})
    advance(60)
    refused(ec2.disassociate_client_vpn_target_network, "InvalidClientVpnAssociationIdNotFound", **endpoint, AssociationId=seen["AssociationId"])
    equal(ec2.delete_client_vpn_endpoint(**endpoint)["Status"]["Code"], "deleting")
