import { z } from "zod";
import type { DeviceModel } from "../devices/tunnel-model";

const ikeVersion = z.enum(["ikev1", "ikev2"]);
const phaseModel = z.object({
  encryption: z.array(z.string()),
  integrity: z.array(z.string()),
  dhGroups: z.array(z.number()),
  lifetimeSeconds: z.number(),
});
const tunnel = z.object({
  outsideIpAddress: z.string(),
  customerOutsideIp: z.string(),
  insideCidr: z.string(),
  awsInsideIp: z.string(),
  customerInsideIp: z.string(),
  insideIpv6: z.object({ cidr: z.string(), awsInsideIp: z.string(), customerInsideIp: z.string() }).nullable(),
  awsAsn: z.number(),
  customerAsn: z.number(),
  bgpHoldSeconds: z.number(),
  presharedKey: z.null(),
  ikeVersions: z.array(ikeVersion),
  phase1: phaseModel,
  phase2: phaseModel,
  rekeyMarginSeconds: z.number(),
  rekeyFuzzPercent: z.number(),
  replayWindowPackets: z.number(),
  dpdTimeoutSeconds: z.number(),
  dpdTimeoutAction: z.string(),
  startupAction: z.string(),
  tcpMssBytes: z.number(),
});
const model = z.object({
  connectionId: z.string(),
  name: z.string(),
  customerGateway: z.object({
    id: z.string().nullable(),
    ipAddress: z.string(),
    asn: z.number(),
    deviceName: z.string().nullable(),
  }),
  vpnGatewayId: z.string().nullable(),
  routing: z.enum(["static", "bgp"]),
  insideIpVersion: z.enum(["ipv4", "ipv6"]),
  selectors: z.object({ onPrem: z.string(), aws: z.string() }),
  preferredTunnel: z.string().nullable(),
  staticPrefixes: z.array(z.string()),
  vpcCidrs: z.array(z.string()),
  onPremCidrs: z.array(z.string()),
  tunnels: z.tuple([tunnel, tunnel]),
});

/** A model as a hand-over keeps it: all of it but the keys, whose type here leaves no room for one. */
export type StoredModel = z.output<typeof model>;

/** The model of a hand-over out of its JSON column; throws when it holds a key, which is never written. */
export function parseStoredModel(json: unknown): StoredModel {
  return model.parse(json);
}

/** What may be kept of a model: its keys are dropped, whatever they are. */
export function withoutKeys(complete: DeviceModel): StoredModel {
  const [first, second] = complete.tunnels;
  return {
    ...complete,
    tunnels: [
      { ...first, presharedKey: null },
      { ...second, presharedKey: null },
    ],
  };
}

/** Keyed fingerprints of keys by outside address, out of their JSON column. */
export function parseKeyFingerprints(json: unknown): Record<string, string> {
  return z.record(z.string(), z.string()).parse(json);
}
