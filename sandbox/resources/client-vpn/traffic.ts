/** What a client has sent and received up to a time, and how much a second since then. Ingress is from the client. */
export type Traffic = {
  countedMs: number;
  ingressBytes: number;
  egressBytes: number;
  ingressPerSecond: number;
  egressPerSecond: number;
};

/** A packet's size, for counting packets (ours). */
export const packetBytes = 1000;

export function trafficView(traffic: Traffic, nowMs: number) {
  const { ingressBytes, egressBytes } = countTraffic(traffic, nowMs);
  return {
    ingressBytes: Math.floor(ingressBytes),
    egressBytes: Math.floor(egressBytes),
    ingressPackets: Math.ceil(ingressBytes / packetBytes),
    egressPackets: Math.ceil(egressBytes / packetBytes),
  };
}

/** The same traffic, counted up to now. */
export function countTraffic(traffic: Traffic, nowMs: number): Traffic {
  const seconds = (nowMs - traffic.countedMs) / 1000;
  return {
    ...traffic,
    countedMs: nowMs,
    ingressBytes: traffic.ingressBytes + traffic.ingressPerSecond * seconds,
    egressBytes: traffic.egressBytes + traffic.egressPerSecond * seconds,
  };
}
