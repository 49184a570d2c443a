import type { ClientVpnEndpoint as EndpointView } from "@aws-sdk/client-ec2";
import type { Wire } from "../../operation";
import { tagSet } from "../../tags";
import type { World } from "../../world";
import { authenticationView } from "./authentication";
import type { ClientVpnEndpoint } from "./endpoint";

/** As DescribeClientVpnEndpoints shows it. */
export function endpointView(endpoint: ClientVpnEndpoint, world: World): Wire<EndpointView> {
  return {
    ClientVpnEndpointId: endpoint.id,
    Description: endpoint.description,
    Status: { Code: endpoint.state },
    CreationTime: wholeSeconds(endpoint.createdMs),
    DeletionTime: endpoint.deletedMs === undefined ? undefined : wholeSeconds(endpoint.deletedMs),
    DnsName: dnsName(endpoint, world),
    ClientCidrBlock: endpoint.clientCidr,
    DnsServers: endpoint.dnsServers,
    SplitTunnel: endpoint.isSplitTunnel,
    VpnProtocol: "openvpn",
    TransportProtocol: endpoint.transportProtocol,
    VpnPort: endpoint.vpnPort,
    AssociatedTargetNetworks: endpoint.networks.map((network) => ({
      NetworkId: network.subnetId ?? network.zone.name,
      NetworkType: "vpc",
    })),
    ServerCertificateArn: endpoint.serverCertificateArn,
    AuthenticationOptions: endpoint.authentication.map(authenticationView),
    ConnectionLogOptions: logView(endpoint),
    Tags: tagSet(endpoint.tags),
    SecurityGroupIds: endpoint.vpc?.securityGroupIds ?? [],
    VpcId: endpoint.vpc?.id,
    SelfServicePortalUrl: endpoint.hasPortal
      ? `https://self-service.clientvpn.amazonaws.com/endpoints/${endpoint.id}`
      : undefined,
    ClientConnectOptions: {
      Enabled: endpoint.connectHandlerArn !== undefined,
      LambdaFunctionArn: endpoint.connectHandlerArn,
      Status: { Code: endpoint.isHandlerApplied ? "applied" : "applying" },
    },
    SessionTimeoutHours: endpoint.sessionTimeoutHours,
    ClientLoginBannerOptions: { Enabled: endpoint.banner !== undefined, BannerText: endpoint.banner },
    ClientRouteEnforcementOptions: { Enforced: endpoint.isRouteEnforced },
    DisconnectOnSessionTimeout: endpoint.disconnectsOnTimeout,
    EndpointIpAddressType: endpoint.endpointIpType,
    TrafficIpAddressType: endpoint.trafficIpType,
    TransitGatewayConfiguration: transitGatewayView(endpoint),
    DevicePostureOptions: postureView(endpoint),
  };
}

/** Any name below the endpoint's own leads to it: the first label is the client's choice. */
export function dnsName({ id }: ClientVpnEndpoint, { place }: World): string {
  return `*.${id}.prod.clientvpn.${place.region}.amazonaws.com`;
}

/** The stream of the connection log: the caller's, or one that is named after the endpoint. */
export function logStream(id: string, log: NonNullable<ClientVpnEndpoint["log"]>): string {
  return log.isNamedByAws ? id + log.stream : log.stream;
}

function logView({ id, log }: ClientVpnEndpoint): Wire<EndpointView["ConnectionLogOptions"]> {
  if (!log) return { Enabled: false };
  return {
    Enabled: true,
    CloudwatchLogGroup: log.group,
    CloudwatchLogStream: logStream(id, log),
    IncludeAuthorizationPolicyContext: log.hasPolicyContext,
  };
}

function transitGatewayView({ transitGateway, networks }: ClientVpnEndpoint) {
  if (!transitGateway) return undefined;
  return {
    TransitGatewayId: transitGateway.id,
    TransitGatewayAttachmentId: transitGateway.attachmentId,
    AvailabilityZones: networks.map(({ zone }) => zone.name),
    AvailabilityZoneIds: networks.map(({ zone }) => zone.id),
  };
}

function postureView({ trustProviders }: ClientVpnEndpoint): Wire<EndpointView["DevicePostureOptions"]> {
  if (trustProviders.length === 0) return undefined;
  return {
    TrustProviders: trustProviders.map((provider) => ({
      TrustProviderType: provider.type,
      TenantId: provider.tenantId,
      PublicSigningKeyUrl: provider.signingKeyUrl,
    })),
  };
}

/** `2019-07-08T11:37:27`: a text in these answers, without a zone (AWS CLI examples). */
function wholeSeconds(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}
