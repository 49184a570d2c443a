import { nameInKey } from "../kinds/key";
import type { NetworkView } from "../kinds/kind";
import { attachmentOfVpnGateway, textOf } from "../kinds/neighbours";
import type { Edit } from "../plan/step";
import { EditList } from "./edit-list";

/** Something that is there already, or is proposed in the same change. */
interface Existing {
  key: string;
}

export const ACCESS = ["ssh", "rdp", "icmp"] as const;
export type Access = (typeof ACCESS)[number];

/** What the set-up guide has asked. Left-out parts make no edits, so a guide may go on where it was left. */
export interface SiteConnectionWish {
  /** Of the connection. */
  name: string;
  vpc: string;
  customerGateway: Existing | { name: string; ipAddress: string; bgpAsn?: number };
  vpnGateway: Existing | { name: string; amazonSideAsn?: number };
  routing: { type: "static"; prefixes: readonly string[] } | { type: "bgp" };
  /** Options by tunnel, in the shape of the connection's spec; AWS's defaults where nothing is said. */
  tunnels?: readonly [Record<string, unknown>, Record<string, unknown>];
  /** Route tables into which the VPN gateway propagates. */
  propagateInto: readonly string[];
  access?: {
    securityGroup: Existing | { name: string; description: string };
    /** Who is let in. */
    from: readonly string[];
    allow: readonly Access[];
  };
  testInstance?: { name: string; subnet: string; imageId: string; instanceType?: string };
}

export interface ConnectedSite {
  edits: Edit[];
  customerGateway: string;
  vpnGateway: string;
  vpnConnection: string;
  securityGroup?: string;
}

/** The edits that connect a site, in the documented order (reference §3.1). What is there already is not wanted again. */
export function connectSite(wish: SiteConnectionWish, view: NetworkView): ConnectedSite {
  const list = new EditList((key) => view.get(key) !== undefined);
  const customerGateway = keyOrNew(list, "customer-gateway", wish.customerGateway);
  const vpnGateway = keyOrNew(list, "vpn-gateway", wish.vpnGateway);
  attach(list, wish, vpnGateway, view);
  propagate(list, wish, vpnGateway, view);
  const securityGroup = letIn(list, wish, view);
  const vpnConnection = connect(list, wish, { customerGateway, vpnGateway });
  if (wish.testInstance) {
    const { name } = wish.testInstance;
    list.add("instance", name, { ...wish.testInstance, securityGroups: securityGroup ? [securityGroup] : [] });
  }
  return {
    edits: list.edits,
    customerGateway,
    vpnGateway,
    vpnConnection,
    ...(securityGroup === undefined ? {} : { securityGroup }),
  };
}

function keyOrNew(list: EditList, kind: "customer-gateway" | "vpn-gateway", wish: Existing | { name: string }): string {
  return "key" in wish ? wish.key : list.add(kind, wish.name, { ...wish });
}

/** A gateway attached to another VPC gets its edit all the same: the plan then names the conflict. */
function attach(list: EditList, { vpc }: SiteConnectionWish, vpnGateway: string, view: NetworkView): void {
  if (textOf(attachmentOfVpnGateway(view, vpnGateway), "vpc") === vpc) return;
  list.add("vpn-gateway-attachment", `${nameInKey(vpnGateway)}:${nameInKey(vpc)}`, { vpnGateway, vpc });
}

function propagate(list: EditList, wish: SiteConnectionWish, vpnGateway: string, view: NetworkView): void {
  const present = new Set(
    view
      .all("route-propagation")
      .filter((propagation) => textOf(propagation, "vpnGateway") === vpnGateway)
      .map((propagation) => textOf(propagation, "routeTable")),
  );
  for (const routeTable of new Set(wish.propagateInto)) {
    if (present.has(routeTable)) continue;
    const name = `${nameInKey(routeTable)}:${nameInKey(vpnGateway)}`;
    list.add("route-propagation", name, { routeTable, vpnGateway });
  }
}

const RULES: Record<Access, Record<string, unknown>> = {
  ssh: { protocol: "tcp", fromPort: 22, toPort: 22 },
  rdp: { protocol: "tcp", fromPort: 3389, toPort: 3389 },
  icmp: { protocol: "icmp", icmpType: -1, icmpCode: -1 },
};

/** Rules for the ways in that were chosen, from every prefix; a rule that is there already is left alone. */
function letIn(list: EditList, { access, vpc }: SiteConnectionWish, view: NetworkView): string | undefined {
  if (!access) return undefined;
  const { securityGroup: wish } = access;
  const securityGroup = "key" in wish ? wish.key : list.add("security-group", wish.name, { ...wish, vpc });
  const present = view.all("security-group-rule").map((rule) => rule.spec);
  for (const way of new Set(access.allow)) {
    for (const cidr of new Set(access.from)) {
      const rule = { securityGroup, direction: "ingress", ...RULES[way], cidr };
      const isThere = present.some((spec) => Object.entries(rule).every(([field, value]) => spec[field] === value));
      if (!isThere) list.add("security-group-rule", `${nameInKey(securityGroup)}:${way}:${cidr}`, rule);
    }
  }
  return securityGroup;
}

function connect(
  list: EditList,
  { name, routing, tunnels }: SiteConnectionWish,
  gateways: { customerGateway: string; vpnGateway: string },
): string {
  const spec = { name, ...gateways, routing: routing.type, tunnels: tunnels ?? [{}, {}] };
  const vpnConnection = list.add("vpn-connection", name, spec);
  for (const destination of routing.type === "static" ? new Set(routing.prefixes) : []) {
    list.add("vpn-connection-route", `${nameInKey(vpnConnection)}:${destination}`, { vpnConnection, destination });
  }
  return vpnConnection;
}
