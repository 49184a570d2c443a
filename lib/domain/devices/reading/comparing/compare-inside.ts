import { insideEnds } from "../../parts/inside";
import { differs, equal, type Finding, type Pair, same } from "./difference";

/** Addresses inside the tunnel and BGP between them. With static routes they carry the health check only, and traffic passes without. */
export function compareInside(pair: Pair): Finding[] {
  return [...insideAddresses(pair), ...insideLength(pair), ...(pair.model.routing === "bgp" ? bgp(pair) : noBgp(pair))];
}

function insideAddresses({ read, tunnel, model }: Pair): Finding[] {
  const { aws, customer } = insideEnds(model, tunnel);
  const severity = model.routing === "bgp" ? "error" : "warning";
  const { inside, insidePeer } = read;
  if (inside?.value.address === aws) {
    const words = { connection: customer, device: aws, line: inside.line };
    return [differs({ parameter: "inside", severity, meaning: `insideSwapped.${model.routing}`, ...words })];
  }
  const own = inside && { value: inside.value.address, line: inside.line };
  return [
    ...same(own, customer, { parameter: "inside", severity, meaning: `inside.${model.routing}` }),
    ...same(insidePeer, aws, { parameter: "insidePeer", severity, meaning: `insidePeer.${model.routing}` }),
  ];
}

function insideLength({ read: { inside }, model }: Pair): Finding[] {
  const length = inside?.value.prefixLength ?? null;
  if (inside === undefined || length === null) return [];
  const expected = model.insideIpVersion === "ipv6" ? 126 : 30;
  return same({ value: length, line: inside.line }, expected, { parameter: "insideLength", severity: "warning" });
}

function bgp({ read, tunnel, format }: Pair): Finding[] {
  if (read.bgp === undefined) {
    // The daemon of IPsec has no BGP; another one's configuration need not be in the text.
    const isElsewhere = format === "swanctl" || format === "ipsec-conf" || format === "libreswan";
    const [severity, meaning] = isElsewhere ? (["note", "bgpElsewhere"] as const) : (["error", "bgpMissing"] as const);
    return [differs({ parameter: "bgp", severity, meaning, connection: "BGP", line: null })];
  }
  const { ownAsn, peerAsn, holdSeconds, holdSecondsMin, isOff } = read.bgp;
  const tooLong = holdSecondsMin !== undefined && holdSecondsMin.value > tunnel.bgpHoldSeconds;
  return [
    isOff ? differs({ parameter: "bgp", severity: "error", meaning: "bgpOff", line: isOff.line }) : equal("bgp"),
    ...same(ownAsn, tunnel.customerAsn, { parameter: "ownAsn", severity: "error" }),
    ...same(peerAsn, tunnel.awsAsn, { parameter: "peerAsn", severity: "error" }),
    ...(tooLong
      ? same(holdSecondsMin, tunnel.bgpHoldSeconds, {
          parameter: "holdTime",
          severity: "error",
          meaning: "holdTimeMin",
        })
      : same(holdSeconds, tunnel.bgpHoldSeconds, { parameter: "holdTime", severity: "note" })),
  ];
}

function noBgp({ read: { bgp: said } }: Pair): Finding[] {
  if (said === undefined || said.isOff) return [];
  const words = { connection: "static", device: "BGP", line: said.peerAsn?.line ?? null };
  return [differs({ parameter: "bgp", severity: "warning", meaning: "bgpUnexpected", ...words })];
}
