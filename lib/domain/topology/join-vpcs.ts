import { groupBy } from "../group-by";
import type { Attachment, Subnet, Vpc } from "./network";
import { type MarkedResource, pieceOf } from "./overlay-proposals";
import { textIn } from "./read-spec";
import { compareNames } from "./severity";

type ByKind = ReadonlyMap<string, readonly MarkedResource[]>;

interface TableFacts {
  key: string;
  name: string;
  reachesInternet: boolean;
  /** Keys of the VPN gateways whose routes it takes over. */
  propagates: Set<string>;
  hasGatewayRoute: boolean;
}

/** VPCs with their subnets, and of each subnet what its route table does for it. */
export function joinVpcs(byKind: ByKind, attachments: readonly Attachment[]): Vpc[] {
  const of = (kind: string) => byKind.get(kind) ?? [];
  const tables = tableFacts(byKind);
  const tableOf = new Map(
    of("subnet-association").map(({ spec }) => [textIn(spec, "subnet"), textIn(spec, "routeTable")] as const),
  );
  const subnetsOf = groupBy(of("subnet"), ({ spec }) => textIn(spec, "vpc"));
  const tablesOf = groupBy(of("route-table"), ({ spec }) => textIn(spec, "vpc"));

  return of("vpc")
    .map((resource) => {
      const own = tablesOf.get(resource.key) ?? [];
      const main = own.find((table) => table.isMain)?.key ?? null;
      const attached = attachments.filter((attachment) => attachment.vpc === resource.key);
      const gateways = attached.map((attachment) => attachment.vpnGateway);
      const anyPropagates = own.some((table) => gateways.some((key) => tables.get(table.key)?.propagates.has(key)));
      return {
        ...pieceOf(resource),
        cidr: textIn(resource.spec, "cidr"),
        gateways,
        routeTableCount: own.length,
        subnets: (subnetsOf.get(resource.key) ?? [])
          .map((subnet) => {
            const table = tables.get(tableOf.get(subnet.key) ?? main ?? "");
            return subnetOf(subnet, table, { gateways, anyPropagates });
          })
          .sort(compareNames),
      };
    })
    .sort(compareNames);
}

function subnetOf(
  resource: MarkedResource,
  table: TableFacts | undefined,
  vpc: { gateways: readonly string[]; anyPropagates: boolean },
): Subnet {
  return {
    ...pieceOf(resource),
    cidr: textIn(resource.spec, "cidr") ?? "",
    routeTable: table ? { key: table.key, name: table.name } : null,
    reachesInternet: table?.reachesInternet ?? false,
    propagation: propagationOf(table, vpc),
  };
}

function propagationOf(
  table: TableFacts | undefined,
  { gateways, anyPropagates }: { gateways: readonly string[]; anyPropagates: boolean },
): Subnet["propagation"] {
  if (!table || gateways.length === 0) return null;
  if (gateways.some((key) => table.propagates.has(key))) return "on";
  if (table.hasGatewayRoute) return "manual";
  if (table.reachesInternet) return null;
  return anyPropagates ? "missed" : "off";
}

function tableFacts(byKind: ByKind): Map<string, TableFacts> {
  const of = (kind: string) => byKind.get(kind) ?? [];
  const facts = new Map<string, TableFacts>(
    of("route-table").map(({ key, name }) => [
      key,
      { key, name, reachesInternet: false, propagates: new Set(), hasGatewayRoute: false },
    ]),
  );
  for (const { spec } of of("route-propagation")) {
    const gateway = textIn(spec, "vpnGateway");
    if (gateway) facts.get(textIn(spec, "routeTable") ?? "")?.propagates.add(gateway);
  }
  for (const { spec } of of("route")) {
    const table = facts.get(textIn(spec, "routeTable") ?? "");
    const target = textIn(spec, "target");
    if (!table || !target) continue;
    if (target.startsWith("internet-gateway/")) table.reachesInternet = true;
    if (target.startsWith("vpn-gateway/")) table.hasGatewayRoute = true;
  }
  return facts;
}
