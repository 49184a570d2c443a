import { containsAddress } from "../../net/cidr";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../tunnel-model";

/** Both ends' addresses inside the tunnel, in the version that it carries; the customer's with its length behind it. */
export function insideEnds({ insideIpVersion }: DeviceModel, tunnel: TunnelModel) {
  // `modelProblems` refuses a connection of IPv6 whose addresses are not known.
  if (insideIpVersion === "ipv4" || tunnel.insideIpv6 === null) {
    const { awsInsideIp, customerInsideIp } = tunnel;
    return { aws: awsInsideIp, customer: customerInsideIp, customerWithLength: `${customerInsideIp}/30` };
  }
  const { awsInsideIp, customerInsideIp } = tunnel.insideIpv6;
  return { aws: awsInsideIp, customer: customerInsideIp, customerWithLength: `${customerInsideIp}/126` };
}

/** The networks at both ends that the tunnels can carry. The model knows those of IPv4 only. */
export function insideNetworks(model: DeviceModel): { aws: string[]; onPrem: string[] } {
  if (model.insideIpVersion === "ipv6") return { aws: [], onPrem: [] };
  return { aws: model.vpcCidrs, onPrem: model.onPremCidrs };
}

/** What both ends let through. EC2 has selectors of their own for IPv6, which the console does not set: everything. */
export function trafficSelectors(model: DeviceModel): { onPrem: string; aws: string } {
  return model.insideIpVersion === "ipv6" ? { onPrem: "::/0", aws: "::/0" } : model.selectors;
}

export function isNarrowed(model: DeviceModel): boolean {
  const { onPrem, aws } = model.selectors;
  return model.insideIpVersion === "ipv4" && (onPrem !== ANYWHERE || aws !== ANYWHERE);
}

/**
 * Whether pings and BGP between the inside addresses pass the selectors: an SA carries nothing else (RFC 4301, 5.1 and 5.2).
 * Without it no health check can ask for AWS's inside address.
 */
export function carriesInsideAddresses(model: DeviceModel): boolean {
  if (!isNarrowed(model)) return true;
  const { onPrem, aws } = model.selectors;
  return model.tunnels.every(
    (tunnel) => containsAddress(onPrem, tunnel.customerInsideIp) && containsAddress(aws, tunnel.awsInsideIp),
  );
}
