import { z } from "zod";
import { overlaps } from "../../net/cidr";
import { type InsideCidrProblem, insideCidrProblem, nextFreeInsideCidr } from "../../net/inside-cidr";
import { phrase } from "../../phrase";
import type { Problem } from "../../problem";
import { nameInKey } from "../key";
import type { NetworkView } from "../kind";
import { numberOf, pointingAt, textOf } from "../neighbours";
import { errorAt, hostBitProblems, warningAt } from "../problems";
import type { ConnectionSpec } from "./spec";
import type { TunnelSpec } from "./tunnel-options";

/** Everything about a connection that can be judged before EC2 is asked. */
export function checkConnection(key: string, spec: ConnectionSpec, view: NetworkView): Problem[] {
  return [
    ...targetProblems(key, view),
    ...gatewayProblems(key, spec, view),
    ...hostBitProblems(["localIpv4Cidr"], spec.localIpv4Cidr),
    ...hostBitProblems(["remoteIpv4Cidr"], spec.remoteIpv4Cidr),
    ...spec.tunnels.flatMap((tunnel, index) => tunnelProblems(tunnel, ["tunnels", index], spec)),
    ...insideCidrProblems(key, spec, view),
  ];
}

/** A spec names a virtual private gateway: saved for a connection that ends at something else, it would move it there. */
function targetProblems(key: string, view: NetworkView): Problem[] {
  const present = view.get(key);
  const endsElsewhere = typeof present?.awsId === "string" && textOf(present, "vpnGateway") === undefined;
  return endsElsewhere ? [errorAt(["vpnGateway"], phrase("problems.otherTarget"))] : [];
}

function gatewayProblems(key: string, spec: ConnectionSpec, view: NetworkView): Problem[] {
  const problems: Problem[] = [];
  const customerGateway = view.get(spec.customerGateway);
  const vpnGateway = view.get(spec.vpnGateway);
  const customerAsn = numberOf(customerGateway, "bgpAsn");
  if (customerAsn !== undefined && customerAsn === numberOf(vpnGateway, "amazonSideAsn")) {
    // EC2: AsnConflict (reference §3.2).
    problems.push(errorAt(["customerGateway"], phrase("problems.asnConflict", { asn: String(customerAsn) })));
  }
  const others = pointingAt(view, "vpn-connection", "customerGateway", spec.customerGateway).filter(
    (other) => other.key !== key,
  );
  const twin = others.find((other) => textOf(other, "vpnGateway") === spec.vpnGateway);
  const elsewhere = others.find((other) => textOf(other, "vpnGateway") !== spec.vpnGateway);
  const gateway = nameInKey(spec.customerGateway);
  if (twin) {
    // EC2 would return the existing connection without a word (reference §1.6), and two keys would own one object.
    problems.push(errorAt(["customerGateway"], phrase("problems.connectionExists", { gateway, name: twin.name })));
  } else if (elsewhere) {
    const values = { gateway, name: elsewhere.name };
    problems.push(warningAt(["customerGateway"], phrase("problems.customerGatewayElsewhere", values)));
  }
  return problems;
}

/** The cross-checks of reference §2. */
function tunnelProblems(tunnel: TunnelSpec, at: (string | number)[], spec: ConnectionSpec): Problem[] {
  const problems: Problem[] = [];
  const { phase1LifetimeSeconds: phase1, phase2LifetimeSeconds: phase2, rekeyMarginTimeSeconds: margin } = tunnel;
  if (phase2 >= phase1) {
    const suggestion = phase1 > 900 ? String(Math.min(3600, phase1 - 1)) : undefined;
    problems.push(errorAt([...at, "phase2LifetimeSeconds"], phrase("problems.phase2Longer", { phase1 }), suggestion));
  }
  const marginMax = Math.floor(phase2 / 2);
  if (margin > marginMax) {
    const values = { max: marginMax };
    problems.push(
      errorAt([...at, "rekeyMarginTimeSeconds"], phrase("problems.rekeyMarginLong", values), String(marginMax)),
    );
  }
  if (tunnel.startupAction === "start" && !tunnel.ikeVersions.includes("ikev2")) {
    problems.push(errorAt([...at, "startupAction"], phrase("problems.startNeedsIkev2"), "add"));
  }
  if (tunnel.activityLog && tunnel.activityLogGroupArn === undefined) {
    problems.push(errorAt([...at, "activityLogGroupArn"], phrase("problems.logGroupMissing")));
  }
  if (tunnel.bgpLog && tunnel.bgpLogGroupArn === undefined) {
    problems.push(errorAt([...at, "bgpLogGroupArn"], phrase("problems.logGroupMissing")));
  }
  if (tunnel.bgpLog && spec.routing === "static") {
    problems.push(errorAt([...at, "bgpLog"], phrase("problems.bgpLogOnStatic")));
  }
  return problems;
}

const INSIDE_CIDR_PROBLEMS: Record<InsideCidrProblem, string> = {
  notACidr: "problems.cidr",
  outsideSpace: "problems.insideCidrOutsideSpace",
  wrongSize: "problems.insideCidrSize",
  hostBits: "problems.insideCidrHostBits",
  reserved: "problems.insideCidrReserved",
};

/** EC2 wants every inside CIDR once on a gateway: InvalidCidr.InUse (reference §2). */
function insideCidrProblems(key: string, spec: ConnectionSpec, view: NetworkView): Problem[] {
  if (spec.tunnels.every(({ insideCidr }) => insideCidr === undefined)) return [];
  const neighbours = pointingAt(view, "vpn-connection", "vpnGateway", spec.vpnGateway)
    .filter((other) => other.key !== key)
    .flatMap((other) => insideCidrsOf(other.spec).map((cidr) => ({ cidr, name: other.name })));
  const own = spec.tunnels.flatMap((tunnel) => tunnel.insideCidr ?? []);
  const free = () =>
    nextFreeInsideCidr([
      ...neighbours.map(({ cidr }) => cidr),
      ...own.filter((cidr) => insideCidrProblem(cidr) === null),
    ]);

  return spec.tunnels.flatMap(({ insideCidr }, index) => {
    if (insideCidr === undefined) return [];
    const path = ["tunnels", index, "insideCidr"];
    const suggestion = () => free() ?? undefined;
    const wrong = insideCidrProblem(insideCidr);
    if (wrong) return [errorAt(path, phrase(INSIDE_CIDR_PROBLEMS[wrong], { cidr: insideCidr }), suggestion())];
    const user = neighbours.find(({ cidr }) => overlaps(cidr, insideCidr));
    if (user) {
      const values = { cidr: insideCidr, name: user.name };
      return [errorAt(path, phrase("problems.insideCidrTaken", values), suggestion())];
    }
    const isSiblings = index === 1 && spec.tunnels[0].insideCidr === insideCidr;
    return isSiblings ? [errorAt(path, phrase("problems.insideCidrSibling", { cidr: insideCidr }), suggestion())] : [];
  });
}

const tunnelsOfNeighbour = z.object({ tunnels: z.array(z.object({ insideCidr: z.string().optional() })) });

/** A neighbour may be unmanaged and only partly known. */
function insideCidrsOf(spec: Record<string, unknown>): string[] {
  const tunnels = tunnelsOfNeighbour.safeParse(spec).data?.tunnels ?? [];
  return tunnels.flatMap(({ insideCidr }) => (insideCidr && insideCidrProblem(insideCidr) === null ? insideCidr : []));
}
