import type { PathRequestFilter } from "@aws-sdk/client-ec2";
import { parseAddress } from "../../net";
import { invalidParameterValue, invalidValue } from "../../protocol/errors";

/** What the header of a packet must be at one end of a path. */
export type PathFilter = {
  sourceAddress: string | undefined;
  sourcePorts: PortRange | undefined;
  destinationAddress: string | undefined;
  destinationPorts: PortRange | undefined;
};

export type PortRange = { from: number; to: number };

export function readFilter(filter: PathRequestFilter | undefined, parameter: string): PathFilter | undefined {
  if (!filter) return undefined;
  return {
    sourceAddress: readAddress(filter.SourceAddress, `${parameter}.SourceAddress`),
    sourcePorts: readPorts(filter.SourcePortRange, `${parameter}.SourcePortRange`),
    destinationAddress: readAddress(filter.DestinationAddress, `${parameter}.DestinationAddress`),
    destinationPorts: readPorts(filter.DestinationPortRange, `${parameter}.DestinationPortRange`),
  };
}

/** Reachability Analyzer knows IPv4 only. */
export function readAddress(address: string | undefined, parameter: string): string | undefined {
  if (address === undefined || parseAddress(address) !== undefined) return address;
  throw invalidValue(parameter, address, "This is not a valid IPv4 address.");
}

export function readPort(port: number | undefined, parameter: string): number | undefined {
  if (port === undefined || (port >= 0 && port <= 65_535)) return port;
  throw invalidValue(parameter, port, "Must be from 0 to 65535.");
}

/** The guide's examples write `TCP`, the answers `tcp`. */
export function readProtocol(text: string): "tcp" | "udp" {
  const protocol = text.toLowerCase();
  if (protocol === "tcp" || protocol === "udp") return protocol;
  throw invalidValue("Protocol", text, "Valid values: tcp, udp.");
}

function readPorts(
  range: { FromPort?: number | undefined; ToPort?: number | undefined } | undefined,
  parameter: string,
): PortRange | undefined {
  const from = readPort(range?.FromPort, `${parameter}.FromPort`);
  const to = readPort(range?.ToPort, `${parameter}.ToPort`);
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined || from > to)
    throw invalidParameterValue(`The port range of ${parameter} must have a first and a last port.`);
  return { from, to };
}
