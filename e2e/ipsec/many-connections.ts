import type { ObservedTunnelOptions } from "@/lib/domain/devices/build-device-model";
import { type DeviceModel, TUNNEL_DEFAULTS } from "@/lib/domain/devices/tunnel-model";
import { labConnection } from "./connection";
import { ADDRESSES } from "./world";

/** Connections that differ in one thing each from the write-up's, by what it is. */
export function manyConnections(): Record<string, DeviceModel> {
  const bgp = labConnection({ routing: "bgp" });
  const [first, second] = bgp.tunnels;
  const wide = { awsAsn: 4_200_000_000, customerAsn: 4_200_000_001 };
  return {
    static: labConnection(),
    bgp,
    "bgp, the second tunnel preferred": { ...bgp, preferredTunnel: ADDRESSES.aws2 },
    "bgp, nothing to announce but the default route": { ...bgp, onPremCidrs: [] },
    "bgp, a hundred networks": {
      ...bgp,
      onPremCidrs: Array.from({ length: 100 }, (_, index) => `10.61.${index}.0/24`),
    },
    "bgp, ASNs of four bytes": {
      ...bgp,
      tunnels: [
        { ...first, ...wide },
        { ...second, ...wide },
      ],
    },
    "bgp over IPv6": labConnection({
      routing: "bgp",
      insideIpVersion: "ipv6",
      tunnels: [{ insideIpv6Cidr: "fd00:1234:5678:1::/126" }, { insideIpv6Cidr: "fd00:1234:5678:2::/126" }],
    }),
    "static, the first tunnel preferred": labConnection({ preferredTunnel: ADDRESSES.aws1 }),
    "narrow selectors": labConnection({ localCidr: "10.60.0.0/16", remoteCidr: "10.50.0.0/16" }),
    "the shortest lifetimes": labConnection({
      tunnel: {
        phase1LifetimeSeconds: 900,
        phase2LifetimeSeconds: 900,
        rekeyMarginTimeSeconds: 450,
        replayWindowSize: 64,
      },
    }),
    "no fuzz, the largest window": labConnection({ tunnel: { rekeyFuzzPercentage: 0, replayWindowSize: 2048 } }),
    "AWS starts": labConnection({
      tunnel: { startupAction: "start", dpdTimeoutAction: "restart", ikeVersions: ["ikev2"] },
    }),
    "a patient DPD": labConnection({ tunnel: { dpdTimeoutSeconds: 3600 } }),
    ...eachAlgorithm(),
  };
}

/** Each algorithm as the only one that the connection allows. */
function eachAlgorithm(): Record<string, DeviceModel> {
  const models: Record<string, DeviceModel> = {};
  const only = (name: string | number, tunnel: Partial<ObservedTunnelOptions>) => {
    models[`only ${name}`] = labConnection({ tunnel });
  };
  for (const name of TUNNEL_DEFAULTS.encryption) {
    only(name, { phase1EncryptionAlgorithms: [name], phase2EncryptionAlgorithms: [name] });
  }
  // With GCM the integrity would go unused.
  const cbc = { phase1EncryptionAlgorithms: ["AES256"], phase2EncryptionAlgorithms: ["AES256"] };
  for (const name of TUNNEL_DEFAULTS.integrity) {
    only(name, { ...cbc, phase1IntegrityAlgorithms: [name], phase2IntegrityAlgorithms: [name] });
  }
  for (const group of TUNNEL_DEFAULTS.phase1DhGroups) {
    only(`group ${group}`, { phase1DhGroupNumbers: [group], phase2DhGroupNumbers: [group] });
  }
  return models;
}
