import { isCidr, nextFreeCidr, parseCidr } from "../net/cidr";
import { phrase } from "../phrase";
import type { Edit } from "../plan/step";
import type { Problem } from "../problem";
import { EditList } from "./edit-list";

/** The four classic layouts (reference §11), by what they have. */
export const VPC_LAYOUTS = ["public", "public-private", "public-private-vpn", "private-vpn"] as const;
export type VpcLayout = (typeof VPC_LAYOUTS)[number];

/** A subnet of a layout, and the route table that goes with it. */
export type LayoutSubnet = "public" | "private";

export interface VpcLayoutWish {
  layout: VpcLayout;
  name: string;
  /** Block of the VPC. */
  cidr: string;
  /** Availability Zone of the subnets; AWS chooses when it is left out. */
  zone?: string;
  /** Blocks of the subnets; computed where they are left out. */
  subnetCidrs?: Partial<Record<LayoutSubnet, string>>;
  /** Of the VPN gateway, in the layouts with a VPN. */
  amazonSideAsn?: number;
}

export interface LaidOutVpc {
  edits: Edit[];
  problems: Problem[];
  /** Keys of what the set-up goes on with. */
  vpc: string;
  subnets: Partial<Record<LayoutSubnet, string>>;
  routeTables: Partial<Record<LayoutSubnet, string>>;
  vpnGateway?: string;
}

const PARTS: Record<VpcLayout, { subnets: LayoutSubnet[]; hasVpn: boolean }> = {
  public: { subnets: ["public"], hasVpn: false },
  "public-private": { subnets: ["public", "private"], hasVpn: false },
  "public-private-vpn": { subnets: ["public", "private"], hasVpn: true },
  "private-vpn": { subnets: ["private"], hasVpn: true },
};

/**
 * The edits that make a new VPC in one of the classic layouts. Every subnet gets a table of its own, where AWS's wizard left the
 * private one to the main table: a table that was named can be approved and removed with its layout, while the main table
 * would also take in every subnet that anybody adds later.
 */
export function layOutVpc(wish: VpcLayoutWish, isTaken: (key: string) => boolean): LaidOutVpc {
  const list = new EditList(isTaken);
  const parts = PARTS[wish.layout];
  const cidrs = subnetCidrs(wish);
  const vpc = list.add("vpc", wish.name, { name: wish.name, cidr: wish.cidr });
  const laidOut: LaidOutVpc = { edits: list.edits, problems: [], vpc, subnets: {}, routeTables: {} };

  for (const part of parts.subnets) {
    const cidr = cidrs[part];
    if (cidr === undefined) {
      const values = { cidr: wish.cidr, count: parts.subnets.length };
      laidOut.problems.push({
        severity: "error",
        path: ["subnetCidrs", part],
        phrase: phrase("problems.layoutTooSmall", values),
      });
      continue;
    }
    const name = `${wish.name}-${part}`;
    const subnet = list.add("subnet", name, { name, vpc, cidr, zone: wish.zone, autoPublicIp: part === "public" });
    const routeTable = list.add("route-table", name, { name, vpc });
    list.add("subnet-association", `${name}:${name}`, { subnet, routeTable });
    laidOut.subnets[part] = subnet;
    laidOut.routeTables[part] = routeTable;
  }
  if (laidOut.routeTables.public !== undefined) openToInternet(list, wish, vpc, laidOut.routeTables.public);
  if (parts.hasVpn) laidOut.vpnGateway = addVpnGateway(list, wish, vpc, laidOut.routeTables.private);
  if (wish.layout === "public-private") {
    // The classic layout has a NAT gateway here; the private table then has its local route only.
    laidOut.problems.push({ severity: "warning", phrase: phrase("problems.layoutWithoutNat") });
  }
  return laidOut;
}

/**
 * The blocks of a layout's subnets: what was given, and for the rest the lowest free /24, or an equal share of a VPC that is
 * too small for that. A part is missing where there is no room or the VPC's block is none.
 */
export function subnetCidrs(
  wish: Pick<VpcLayoutWish, "layout" | "cidr" | "subnetCidrs">,
): Partial<Record<LayoutSubnet, string>> {
  const { subnets } = PARTS[wish.layout];
  const given = { ...wish.subnetCidrs };
  const cidrs: Partial<Record<LayoutSubnet, string>> = {};
  const taken = subnets.flatMap((part) => given[part] ?? []).filter(isCidr);
  for (const part of subnets) {
    const cidr = given[part] ?? freeShare(wish.cidr, subnets.length, taken);
    if (cidr === undefined) continue;
    cidrs[part] = cidr;
    if (isCidr(cidr)) taken.push(cidr);
  }
  return cidrs;
}

/** AWS's smallest subnet is a /28 (reference §1.2). */
function freeShare(vpcCidr: string, shares: number, taken: readonly string[]): string | undefined {
  if (!isCidr(vpcCidr)) return undefined;
  const prefixLength = Math.max(24, parseCidr(vpcCidr).prefixLength + Math.ceil(Math.log2(shares)));
  return prefixLength > 28 ? undefined : (nextFreeCidr(vpcCidr, prefixLength, taken) ?? undefined);
}

function openToInternet(list: EditList, wish: VpcLayoutWish, vpc: string, routeTable: string): void {
  const internetGateway = list.add("internet-gateway", wish.name, { name: wish.name });
  list.add("internet-gateway-attachment", `${wish.name}:${wish.name}`, { internetGateway, vpc });
  const destination = "0.0.0.0/0";
  list.add("route", `${wish.name}-public:${destination}`, { routeTable, destination, target: internetGateway });
}

/** Propagation instead of the wizard's 0.0.0.0/0 to the gateway: on-premises prefixes only, and it follows them. */
function addVpnGateway(list: EditList, wish: VpcLayoutWish, vpc: string, routeTable: string | undefined): string {
  const { name, amazonSideAsn } = wish;
  const vpnGateway = list.add("vpn-gateway", name, { name, amazonSideAsn });
  list.add("vpn-gateway-attachment", `${name}:${name}`, { vpnGateway, vpc });
  if (routeTable !== undefined) list.add("route-propagation", `${name}-private:${name}`, { routeTable, vpnGateway });
  return vpnGateway;
}
