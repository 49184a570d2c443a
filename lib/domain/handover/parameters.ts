import {
  algorithmProblems,
  type ChosenAlgorithms,
  chooseAlgorithms,
  type PlatformSupport,
} from "../devices/choose-algorithms";
import type { DeviceModel, IkeVersion, TunnelModel } from "../devices/tunnel-model";
import { isAcceptable } from "../problem";

/** Message keys end with it: `handover.parameter.<name>`. */
export type ParameterName =
  | "routing"
  | "preferred"
  | "insideIpVersion"
  | "networks"
  | "selectors"
  | "outside"
  | "inside"
  | "insideIpv6"
  | "asn"
  | "holdTime"
  | "ikeVersion"
  | "startup"
  | "phase1Encryption"
  | "phase1Integrity"
  | "phase1DhGroup"
  | "phase1Lifetime"
  | "phase2Encryption"
  | "phase2Integrity"
  | "phase2DhGroup"
  | "phase2Lifetime"
  | "rekeyMargin"
  | "replayWindow"
  | "dpd"
  | "mss";

/** One parameter with what stands at each end, in AWS's and the device's own words; "" where an end has none of its own. */
export interface Parameter {
  name: ParameterName;
  aws: string;
  device: string;
}

/** The parameters of one tunnel, or of what both share. */
export interface ParameterGroup {
  /** AWS's outside address; null for the connection. */
  tunnel: string | null;
  parameters: Parameter[];
}

/** What a device is configured with: the choice that a family makes among what AWS accepts. */
export interface Configured {
  ikeVersion: IkeVersion;
  algorithms: PlatformSupport;
}

/** Every parameter of a connection at both ends: the table to compare a device with, and what two hand-overs are compared by. */
export function parametersOf(model: DeviceModel, configured: Configured): ParameterGroup[] {
  const { ikeVersion, algorithms } = configured;
  // A hand-over is only made where the family can choose; a connection that was changed since may leave it nothing.
  const isPossible = isAcceptable(algorithmProblems(model, ikeVersion, algorithms));
  return [
    { tunnel: null, parameters: shared(model) },
    ...model.tunnels.map((tunnel) => ({
      tunnel: tunnel.outsideIpAddress,
      parameters: ofTunnel(model, tunnel, {
        ikeVersion,
        chosen: isPossible ? chooseAlgorithms(tunnel, ikeVersion, algorithms) : null,
      }),
    })),
  ];
}

function shared(model: DeviceModel): Parameter[] {
  const { routing, insideIpVersion, selectors, vpcCidrs, onPremCidrs, preferredTunnel, tunnels } = model;
  return [
    both("routing", routing),
    both("preferred", preferredTunnel ?? tunnels.map(({ outsideIpAddress }) => outsideIpAddress).join(", ")),
    both("insideIpVersion", insideIpVersion),
    { name: "networks", aws: vpcCidrs.join(", "), device: onPremCidrs.join(", ") },
    { name: "selectors", aws: selectors.aws, device: selectors.onPrem },
  ];
}

interface Chosen {
  ikeVersion: IkeVersion;
  chosen: ChosenAlgorithms | null;
}

function ofTunnel(model: DeviceModel, tunnel: TunnelModel, { ikeVersion, chosen }: Chosen): Parameter[] {
  const { insideIpv6 } = tunnel;
  return [
    { name: "outside", aws: tunnel.outsideIpAddress, device: tunnel.customerOutsideIp },
    { name: "inside", aws: `${tunnel.awsInsideIp}/30`, device: `${tunnel.customerInsideIp}/30` },
    ...(insideIpv6 === null
      ? []
      : [
          {
            name: "insideIpv6" as const,
            aws: `${insideIpv6.awsInsideIp}/126`,
            device: `${insideIpv6.customerInsideIp}/126`,
          },
        ]),
    ...(model.routing === "bgp" ? bgp(tunnel) : []),
    { name: "ikeVersion", aws: tunnel.ikeVersions.join(", "), device: ikeVersion },
    { name: "startup", aws: tunnel.startupAction, device: "" },
    ...phases(tunnel, chosen),
    {
      name: "rekeyMargin",
      aws: `${tunnel.rekeyMarginSeconds} s ± ${tunnel.rekeyFuzzPercent} %`,
      device: "",
    },
    { name: "replayWindow", aws: String(tunnel.replayWindowPackets), device: "" },
    { name: "dpd", aws: `${tunnel.dpdTimeoutSeconds} s, ${tunnel.dpdTimeoutAction}`, device: "" },
    both("mss", String(tunnel.tcpMssBytes)),
  ];
}

function bgp({ awsAsn, customerAsn, bgpHoldSeconds }: TunnelModel): Parameter[] {
  return [{ name: "asn", aws: String(awsAsn), device: String(customerAsn) }, both("holdTime", `${bgpHoldSeconds} s`)];
}

function phases({ phase1, phase2 }: TunnelModel, chosen: ChosenAlgorithms | null): Parameter[] {
  return [
    { name: "phase1Encryption", aws: phase1.encryption.join(", "), device: chosen?.phase1.encryption ?? "" },
    { name: "phase1Integrity", aws: phase1.integrity.join(", "), device: chosen?.phase1.integrity ?? "" },
    { name: "phase1DhGroup", aws: phase1.dhGroups.join(", "), device: String(chosen?.phase1.dhGroup ?? "") },
    both("phase1Lifetime", `${phase1.lifetimeSeconds} s`),
    { name: "phase2Encryption", aws: phase2.encryption.join(", "), device: chosen?.phase2.encryption ?? "" },
    { name: "phase2Integrity", aws: phase2.integrity.join(", "), device: chosen?.phase2.integrity ?? "" },
    { name: "phase2DhGroup", aws: phase2.dhGroups.join(", "), device: String(chosen?.phase2.dhGroup ?? "") },
    both("phase2Lifetime", `${phase2.lifetimeSeconds} s`),
  ];
}

function both(name: ParameterName, value: string): Parameter {
  return { name, aws: value, device: value };
}
