import { isAsn } from "../net/asn";
import { awsInsideIp, canonicalCidr, customerInsideIp, isCidr } from "../net/cidr";
import { insideIpv6 } from "../net/inside-ipv6";
import { compareIpv4, isIpv4 } from "../net/ip";
import { phrase } from "../phrase";
import type { Problem } from "../problem";
import type { ConfiguredTunnel, CustomerGatewayConfiguration } from "./customer-gateway-xml";
import { ANYWHERE, type DeviceModel, type IkeVersion, TUNNEL_DEFAULTS, type TunnelModel } from "./tunnel-model";

/** The connection as the console observes it; absent fields are those EC2 did not tell. */
export interface ObservedConnection {
  connectionId: string;
  name: string;
  customerGateway: { id?: string; ipAddress?: string; asn?: number; deviceName?: string };
  vpnGateway?: { id?: string; asn?: number };
  routing: "static" | "bgp";
  insideIpVersion?: string;
  /** The traffic selectors, as EC2 names them: local is the customer's side. */
  localCidr?: string;
  remoteCidr?: string;
  /** Outside address of the tunnel that shall carry the traffic while both are up. */
  preferredTunnel?: string;
  staticPrefixes?: readonly string[];
  vpcCidrs?: readonly string[];
  /** With static routing the static prefixes stand in when these are not given. */
  onPremCidrs?: readonly string[];
  tunnels: readonly ObservedTunnelOptions[];
}

/** One item of DescribeVpnConnections.Options.TunnelOptions, in our spelling. */
export interface ObservedTunnelOptions {
  outsideIpAddress: string;
  insideCidr?: string;
  insideIpv6Cidr?: string;
  ikeVersions?: readonly string[];
  phase1EncryptionAlgorithms?: readonly string[];
  phase1IntegrityAlgorithms?: readonly string[];
  phase1DhGroupNumbers?: readonly number[];
  phase1LifetimeSeconds?: number;
  phase2EncryptionAlgorithms?: readonly string[];
  phase2IntegrityAlgorithms?: readonly string[];
  phase2DhGroupNumbers?: readonly number[];
  phase2LifetimeSeconds?: number;
  rekeyMarginTimeSeconds?: number;
  rekeyFuzzPercentage?: number;
  replayWindowSize?: number;
  dpdTimeoutSeconds?: number;
  dpdTimeoutAction?: string;
  startupAction?: string;
}

/**
 * Merges what EC2's XML alone knows (keys, BGP, inside addresses) with the observed options, which are the truth for
 * algorithms and timers. `model` is null when an error is among the problems: half a configuration is worse than none.
 */
export function buildDeviceModel(
  observed: ObservedConnection,
  configuration: CustomerGatewayConfiguration | null,
): { model: DeviceModel | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const configured = new Map(configuration?.tunnels.map((tunnel) => [tunnel.outsideIpAddress, tunnel]));
  const options = observed.tunnels.length > 0 ? observed.tunnels : (configuration?.tunnels ?? []);
  const tunnels: TunnelModel[] = [];
  for (const tunnel of options) {
    const merged = mergeTunnel(observed, tunnel, configured.get(tunnel.outsideIpAddress), problems);
    if (merged !== null) tunnels.push(merged);
  }
  const [first, second] = tunnels.sort((a, b) => compareIpv4(a.outsideIpAddress, b.outsideIpAddress));
  if (first === undefined || second === undefined || tunnels.length !== 2) {
    problems.push(error("twoTunnels", { found: tunnels.length }));
    return { model: null, problems };
  }
  const staticPrefixes = cidrs(observed.staticPrefixes);
  const onPremCidrs = observed.onPremCidrs === undefined ? staticPrefixes : cidrs(observed.onPremCidrs);
  const model: DeviceModel = {
    connectionId: observed.connectionId,
    name: observed.name,
    customerGateway: {
      id: observed.customerGateway.id ?? configuration?.customerGatewayId ?? null,
      ipAddress: first.customerOutsideIp,
      asn: first.customerAsn,
      deviceName: observed.customerGateway.deviceName ?? null,
    },
    vpnGatewayId: observed.vpnGateway?.id ?? configuration?.vpnGatewayId ?? null,
    routing: observed.routing,
    insideIpVersion: observed.insideIpVersion === "ipv6" ? "ipv6" : "ipv4",
    selectors: { onPrem: observed.localCidr ?? ANYWHERE, aws: observed.remoteCidr ?? ANYWHERE },
    preferredTunnel:
      tunnels.find((tunnel) => tunnel.outsideIpAddress === observed.preferredTunnel)?.outsideIpAddress ?? null,
    staticPrefixes,
    vpcCidrs: cidrs(observed.vpcCidrs),
    onPremCidrs,
    tunnels: [first, second],
  };
  return { model, problems };
}

function mergeTunnel(
  observed: ObservedConnection,
  options: ObservedTunnelOptions,
  configured: ConfiguredTunnel | undefined,
  problems: Problem[],
): TunnelModel | null {
  const outsideIpAddress = options.outsideIpAddress;
  const customerOutsideIp = configured?.customerOutsideIp ?? observed.customerGateway.ipAddress ?? "";
  const inside = insideAddresses(options, configured);
  const asns = asnPair(observed, configured);
  const faults = [
    isIpv4(outsideIpAddress) ? null : "noOutsideAddress",
    isIpv4(customerOutsideIp) ? null : "noCustomerAddress",
    inside === null ? "noInsideAddresses" : null,
    asns === null ? "noAsns" : null,
  ].filter((fault) => fault !== null);
  if (inside === null || asns === null || faults.length > 0) {
    problems.push(...faults.map((fault) => error(fault, { address: outsideIpAddress })));
    return null;
  }
  return {
    outsideIpAddress,
    customerOutsideIp,
    ...inside,
    insideIpv6: options.insideIpv6Cidr === undefined ? null : insideIpv6(options.insideIpv6Cidr),
    ...asns,
    bgpHoldSeconds: configured?.bgpHoldSeconds ?? TUNNEL_DEFAULTS.bgpHoldSeconds,
    presharedKey: configured?.presharedKey ?? null,
    tcpMssBytes: configured?.tcpMssBytes ?? TUNNEL_DEFAULTS.tcpMssBytes,
    ...optionsOrDefaults(options),
  };
}

function optionsOrDefaults(options: ObservedTunnelOptions) {
  const d = TUNNEL_DEFAULTS;
  return {
    ikeVersions: listOr(options.ikeVersions, d.ikeVersions).filter(isIkeVersion),
    phase1: {
      encryption: listOr(options.phase1EncryptionAlgorithms, d.encryption),
      integrity: listOr(options.phase1IntegrityAlgorithms, d.integrity),
      dhGroups: listOr(options.phase1DhGroupNumbers, d.phase1DhGroups),
      lifetimeSeconds: options.phase1LifetimeSeconds ?? d.phase1LifetimeSeconds,
    },
    phase2: {
      encryption: listOr(options.phase2EncryptionAlgorithms, d.encryption),
      integrity: listOr(options.phase2IntegrityAlgorithms, d.integrity),
      dhGroups: listOr(options.phase2DhGroupNumbers, d.phase2DhGroups),
      lifetimeSeconds: options.phase2LifetimeSeconds ?? d.phase2LifetimeSeconds,
    },
    rekeyMarginSeconds: options.rekeyMarginTimeSeconds ?? d.rekeyMarginSeconds,
    rekeyFuzzPercent: options.rekeyFuzzPercentage ?? d.rekeyFuzzPercent,
    replayWindowPackets: options.replayWindowSize ?? d.replayWindowPackets,
    dpdTimeoutSeconds: options.dpdTimeoutSeconds ?? d.dpdTimeoutSeconds,
    dpdTimeoutAction: options.dpdTimeoutAction ?? d.dpdTimeoutAction,
    startupAction: options.startupAction ?? d.startupAction,
  };
}

/** EC2 leaves a list out, or sends it empty, when the default holds (DescribeVpnConnections). */
function listOr<T>(list: readonly T[] | undefined, otherwise: readonly T[]): T[] {
  return [...(list === undefined || list.length === 0 ? otherwise : list)];
}

function isIkeVersion(value: string): value is IkeVersion {
  return value === "ikev1" || value === "ikev2";
}

/** The observed inside CIDR wins, and both addresses follow from it by AWS's rule; without one, the XML's pair tells. */
function insideAddresses(options: ObservedTunnelOptions, configured: ConfiguredTunnel | undefined) {
  const fromXml = configured?.awsInsideIp ? `${configured.awsInsideIp}/30` : undefined;
  const cidr = options.insideCidr ?? fromXml;
  if (cidr === undefined || !isCidr(cidr) || !cidr.endsWith("/30")) return null;
  return { insideCidr: canonicalCidr(cidr), awsInsideIp: awsInsideIp(cidr), customerInsideIp: customerInsideIp(cidr) };
}

/** A static connection needs no ASN on the device, so zeros stand for "none" there. */
function asnPair(observed: ObservedConnection, configured: ConfiguredTunnel | undefined) {
  const awsAsn = configured?.awsAsn ?? observed.vpnGateway?.asn ?? 0;
  const customerAsn = configured?.customerAsn ?? observed.customerGateway.asn ?? 0;
  if (observed.routing === "bgp" && !(isAsn(awsAsn) && isAsn(customerAsn))) return null;
  return { awsAsn, customerAsn };
}

function cidrs(list: readonly string[] | undefined): string[] {
  return [...new Set((list ?? []).filter(isCidr).map(canonicalCidr))];
}

function error(name: string, values: Record<string, string | number>): Problem {
  return { severity: "error", phrase: phrase(`devices.problem.${name}`, values) };
}
