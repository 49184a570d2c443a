import { Births } from "./births";
import type { Quotas } from "./quotas";
import { hashText, Random } from "./random";
import type { ClientVpnEndpoint } from "./resources/client-vpn/endpoint";
import type { NetworkInsightsAnalysis } from "./resources/insights/analysis";
import type { NetworkInsightsPath } from "./resources/insights/path";
import { type Kind, kindFacts } from "./resources/kinds";
import type { TransitGatewayAttachment } from "./resources/transit-gateway/attachment";
import type { TransitGatewayConnectPeer } from "./resources/transit-gateway/connect-peer";
import type { TransitGatewayRouteTable } from "./resources/transit-gateway/route-table";
import type { TransitGateway } from "./resources/transit-gateway/transit-gateway";
import type { Address } from "./resources/vpc/address";
import type { DhcpOptions } from "./resources/vpc/dhcp-options";
import type { EgressOnlyInternetGateway } from "./resources/vpc/egress-only-internet-gateway";
import type { Instance } from "./resources/vpc/instance";
import type { InternetGateway } from "./resources/vpc/internet-gateway";
import type { KeyPair } from "./resources/vpc/key-pair";
import type { NatGateway } from "./resources/vpc/nat-gateway";
import type { NetworkAcl } from "./resources/vpc/network-acl";
import type { NetworkInterface } from "./resources/vpc/network-interface";
import type { PrefixList } from "./resources/vpc/prefix-list";
import type { RouteTable } from "./resources/vpc/route-table";
import type { SecurityGroup } from "./resources/vpc/security-group";
import type { SecurityGroupRule } from "./resources/vpc/security-group-rule";
import type { Subnet } from "./resources/vpc/subnet";
import type { Volume } from "./resources/vpc/volume";
import type { Vpc } from "./resources/vpc/vpc";
import type { CustomerGateway } from "./resources/vpn/customer-gateway";
import type { VpnConcentrator } from "./resources/vpn/vpn-concentrator";
import type { VpnConnection } from "./resources/vpn/vpn-connection";
import type { VpnGateway } from "./resources/vpn/vpn-gateway";
import type { KmsAlias, KmsKey } from "./services/kms/keys";
import type { Secret } from "./services/secrets-manager/secrets";
import { type Slowness, slownessOf } from "./slowness";
import { Table } from "./table";
import type { Series } from "./telemetry/levels";
import type { LogGroup } from "./telemetry/logs";
import type { Flow } from "./traffic/flow";
import type { OutsideAddresses } from "./vpn/outside-addresses";

/** What can become due by itself. `transitions.ts` says what each does. */
export type TransitionName =
  | "vpc-available"
  | "subnet-available"
  | "customer-gateway-available"
  | "customer-gateway-deleted"
  | "customer-gateway-gone"
  | "vpn-gateway-deleted"
  | "vpn-gateway-gone"
  | "vpn-gateway-attached"
  | "vpn-gateway-detached"
  | "vpn-connection-available"
  | "vpn-connection-deleted"
  | "vpn-connection-gone"
  | "vpn-concentrator-available"
  | "vpn-concentrator-deleted"
  | "vpn-concentrator-gone"
  | "tunnel-maintenance-due"
  | "vpn-route-available"
  | "tunnel-due"
  | "instance-running"
  | "instance-terminated"
  | "instance-stopped"
  | "instance-gone"
  | "cidr-associations-settled"
  | "nat-gateway-ready"
  | "nat-gateway-addresses-settled"
  | "nat-gateway-deleted"
  | "nat-gateway-gone"
  | "prefix-list-settled"
  | "client-vpn-endpoint-attached"
  | "client-vpn-endpoint-deleted"
  | "client-vpn-endpoint-gone"
  | "client-vpn-handler-applied"
  | "client-vpn-network-associated"
  | "client-vpn-network-disassociated"
  | "client-vpn-rule-active"
  | "client-vpn-rule-revoked"
  | "client-vpn-route-active"
  | "client-vpn-route-deleted"
  | "client-vpn-connection-terminated"
  | "client-vpn-connection-expired"
  | "client-vpn-connection-gone"
  | "client-vpn-revocation-list-active"
  | "client-vpn-revocation-list-ages"
  | "client-vpn-policy-active"
  | "client-vpn-policy-deleted"
  | "network-insights-analysis-succeeded"
  | "network-insights-analysis-gone"
  | "transit-gateway-available"
  | "transit-gateway-deleted"
  | "transit-gateway-gone"
  | "transit-gateway-attachment-available"
  | "transit-gateway-attachment-deleted"
  | "transit-gateway-attachment-failed"
  | "transit-gateway-attachment-gone"
  | "transit-gateway-peering-offered"
  | "transit-gateway-peering-rejected"
  | "transit-gateway-route-table-available"
  | "transit-gateway-route-table-deleted"
  | "transit-gateway-route-table-gone"
  | "transit-gateway-association-settles"
  | "transit-gateway-propagation-settles"
  | "transit-gateway-connect-peer-available"
  | "transit-gateway-connect-peer-deleted"
  | "transit-gateway-connect-peer-gone";

/** Something that will happen to `subject` at a time; data, so that a world can be looked at and moved as a whole. */
export type Timer = { atMs: number; name: TransitionName; subject: string };

/**
 * Clients look every 10 or 15 s of their own time, however fast the sandbox's runs, and some wait for `deleted` itself: to the
 * SDKs' VpnConnectionDeleted waiter an unknown id is an error.
 */
const clientsLookWithinSeconds = 60;

/** Everything one account has in one Region. */
export class World {
  /** The virtual time of the call or transition being carried out, in milliseconds since 1970. */
  nowMs: number;
  readonly random: Random;
  /** What AWS has raised, or lowered, of its quotas for this account. */
  readonly quotas: Quotas;
  readonly timers: Timer[] = [];

  readonly vpcs = new Table<Vpc>("vpc");
  readonly subnets = new Table<Subnet>("subnet");
  readonly internetGateways = new Table<InternetGateway>("internetGateway");
  readonly routeTables = new Table<RouteTable>("routeTable");
  readonly securityGroups = new Table<SecurityGroup>("securityGroup");
  readonly securityGroupRules = new Table<SecurityGroupRule>("securityGroupRule");
  readonly networkAcls = new Table<NetworkAcl>("networkAcl");
  readonly customerGateways = new Table<CustomerGateway, "address">("customerGateway", {
    address: ({ address }) => [address ?? ""],
  });
  readonly vpnGateways = new Table<VpnGateway>("vpnGateway");
  readonly vpnConnections = new Table<VpnConnection, "request" | "target" | "outsideAddress">("vpnConnection", {
    request: ({ request }) => [request],
    target: ({ target }) => [target?.id ?? ""],
    outsideAddress: ({ tunnels }) => tunnels.map(({ outsideAddress }) => outsideAddress),
  });
  readonly vpnConcentrators = new Table<VpnConcentrator>("vpnConcentrator");
  readonly instances = new Table<Instance>("instance");
  readonly networkInterfaces = new Table<NetworkInterface>("networkInterface");
  readonly addresses = new Table<Address>("elasticIp");
  readonly natGateways = new Table<NatGateway>("natGateway");
  readonly egressOnlyInternetGateways = new Table<EgressOnlyInternetGateway>("egressOnlyInternetGateway");
  readonly prefixLists = new Table<PrefixList>("prefixList");
  readonly dhcpOptions = new Table<DhcpOptions>("dhcpOptions");
  readonly keyPairs = new Table<KeyPair>("keyPair");
  readonly volumes = new Table<Volume>("volume");
  readonly clientVpnEndpoints = new Table<ClientVpnEndpoint>("clientVpnEndpoint");
  readonly transitGateways = new Table<TransitGateway>("transitGateway");
  readonly transitGatewayAttachments = new Table<TransitGatewayAttachment, "resource">("transitGatewayAttachment", {
    resource: ({ resource }) => [resource.id],
  });
  readonly transitGatewayRouteTables = new Table<TransitGatewayRouteTable>("transitGatewayRouteTable");
  readonly transitGatewayConnectPeers = new Table<TransitGatewayConnectPeer>("transitGatewayConnectPeer");
  readonly networkInsightsPaths = new Table<NetworkInsightsPath>("networkInsightsPath");
  readonly networkInsightsAnalyses = new Table<NetworkInsightsAnalysis>("networkInsightsAnalysis");

  /** What was measured, logged and kept secret: by the key of the series, the name of the log group, the ARN. */
  readonly series = new Map<string, Series>();
  readonly logGroups = new Map<string, LogGroup>();
  readonly secrets = new Map<string, Secret>();
  /** By id, and by name. */
  readonly kmsKeys = new Map<string, KmsKey>();
  readonly kmsAliases = new Map<string, KmsAlias>();
  /** Traffic that goes on, by its id. */
  readonly flows = new Map<string, Flow>();

  /** Ids a prepared world gives to the next objects of a kind. */
  readonly promisedIds = new Map<Kind, string[]>();

  readonly births = new Births();

  /** What takes longer than usual, by how much; the sandbox sets it before each call. */
  slowness: Slowness[] = [];

  /** Virtual seconds in one second of a client; the sandbox sets it. */
  speed = 1;

  constructor(
    readonly place: { account: string; region: string },
    readonly outsideAddresses: OutsideAddresses,
    start: { seed: string; nowMs: number; quotas?: Quotas },
    /** The world of another account or Region, for what crosses between them; brought to the same time. */
    readonly elsewhere: (account: string, region: string) => World,
  ) {
    this.nowMs = start.nowMs;
    this.quotas = new Map(start.quotas);
    this.random = new Random(hashText(`${start.seed}/${place.account}/${place.region}`));
  }

  get now(): Date {
    return new Date(this.nowMs);
  }

  newId(kind: Kind): string {
    const id =
      this.promisedIds.get(kind)?.shift() ?? `${kindFacts[kind].prefix}-0${this.random.pick("0123456789abcdef", 16)}`;
    this.births.note(id, this.nowMs);
    return id;
  }

  /** Lets something happen later, in virtual seconds from this call. What is listed as gone stays until a client can have seen it. */
  later(seconds: number, name: TransitionName, subject: string): void {
    const takes = name.endsWith("-gone") ? Math.max(seconds, clientsLookWithinSeconds * this.speed) : seconds;
    const timer = { atMs: this.nowMs + takes * 1000 * slownessOf(name, this.slowness), name, subject };
    this.timers.splice(placeFor(timer, this.timers), 0, timer);
  }

  /** `arn:aws:ec2:<region>:<account>:<type>/<id>` */
  arn(kind: Kind, id: string): string {
    return `arn:aws:ec2:${this.place.region}:${this.place.account}:${kindFacts[kind].resourceType}/${id}`;
  }

  /** Every table: what a world consists of, and where tags are. */
  get tables() {
    return [
      this.vpcs,
      this.subnets,
      this.internetGateways,
      this.routeTables,
      this.securityGroups,
      this.securityGroupRules,
      this.networkAcls,
      this.customerGateways,
      this.vpnGateways,
      this.vpnConnections,
      this.vpnConcentrators,
      this.instances,
      this.networkInterfaces,
      this.addresses,
      this.natGateways,
      this.egressOnlyInternetGateways,
      this.prefixLists,
      this.dhcpOptions,
      this.keyPairs,
      this.volumes,
      this.transitGateways,
      this.transitGatewayAttachments,
      this.transitGatewayRouteTables,
      this.transitGatewayConnectPeers,
      this.clientVpnEndpoints,
      this.networkInsightsPaths,
      this.networkInsightsAnalyses,
    ];
  }

  /** What a world consists of besides its tables. */
  get stores(): Record<string, Map<string, unknown>> {
    return {
      quotas: this.quotas,
      series: this.series,
      logGroups: this.logGroups,
      secrets: this.secrets,
      kmsKeys: this.kmsKeys,
      kmsAliases: this.kmsAliases,
      flows: this.flows,
    };
  }
}

/** Behind all that are due before it or at the same time. */
function placeFor(timer: Timer, timers: readonly Timer[]): number {
  let from = 0;
  let to = timers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = timers[middle];
    if (other && other.atMs <= timer.atMs) from = middle + 1;
    else to = middle;
  }
  return from;
}
