import { randomBytes } from "node:crypto";
import {
  buildDeviceModel,
  type ObservedConnection,
  type ObservedTunnelOptions,
} from "@/lib/domain/devices/build-device-model";
import type { DeviceModel } from "@/lib/domain/devices/tunnel-model";
import { ADDRESSES } from "./world";

/** What a case changes of the connection; the same options hold for both tunnels unless there are two. */
export interface ConnectionOptions
  extends Partial<
    Pick<ObservedConnection, "routing" | "insideIpVersion" | "localCidr" | "remoteCidr" | "preferredTunnel">
  > {
  tunnel?: Partial<ObservedTunnelOptions>;
  tunnels?: readonly [Partial<ObservedTunnelOptions>, Partial<ObservedTunnelOptions>];
}

/** The write-up's connection as the console would observe it, with new keys each time. */
export function labConnection({
  tunnel,
  tunnels,
  routing = "static",
  ...observed
}: ConnectionOptions = {}): DeviceModel {
  const { model, problems } = buildDeviceModel(
    {
      connectionId: "vpn-0a1b2c3d4e5f60718",
      name: "classic-lab",
      customerGateway: { id: "cgw-0a1b2c3d4e5f60718", ipAddress: ADDRESSES.cgw, asn: 65000, deviceName: "lab-router" },
      vpnGateway: { id: "vgw-0a1b2c3d4e5f60718", asn: 64512 },
      routing,
      staticPrefixes: routing === "static" ? ["10.60.0.0/16"] : [],
      vpcCidrs: ["10.50.0.0/16"],
      onPremCidrs: ["10.60.0.0/16"],
      ...observed,
      tunnels: [
        { outsideIpAddress: ADDRESSES.aws1, insideCidr: "169.254.44.40/30", ...tunnel, ...tunnels?.[0] },
        { outsideIpAddress: ADDRESSES.aws2, insideCidr: "169.254.45.40/30", ...tunnel, ...tunnels?.[1] },
      ],
    },
    null,
  );
  if (model === null) throw new Error(`No model: ${JSON.stringify(problems)}`);
  const [first, second] = model.tunnels;
  return { ...model, tunnels: [withKey(first, newKey()), withKey(second, newKey())] };
}

function withKey<T extends object>(tunnel: T, presharedKey: string): T & { presharedKey: string } {
  return { ...tunnel, presharedKey };
}

/** As long and as odd as AWS allows: letters, digits, "." and "_", no 0 in front. */
function newKey(): string {
  return `k._${randomBytes(48).toString("base64").replaceAll(/[+/=]/g, "_").slice(0, 61)}`;
}

export function withNewKey(model: DeviceModel, tunnel: 1 | 2): DeviceModel {
  const [first, second] = model.tunnels;
  return { ...model, tunnels: tunnel === 1 ? [withKey(first, newKey()), second] : [first, withKey(second, newKey())] };
}
