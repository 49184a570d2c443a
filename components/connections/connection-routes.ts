import { contains, isCidr } from "@/lib/domain/net/cidr";

/** A route table of the VPC at the gateway, with the rows EC2 shows of it. */
export interface TableFacts {
  key: string;
  name: string;
  routes: readonly { destination: string; target?: string; origin?: string; state: string }[];
  /** A table that no subnet uses misses nothing. */
  isUsed: boolean;
}

/** A destination behind the customer's device, and which route tables lead to it. */
export interface ConnectionRoute {
  destination: string;
  /** "entered" by a person at the connection, "learned" by the gateway and seen in a route table. */
  source: "entered" | "learned";
  /** EC2's word; null for what was learned. */
  state: string | null;
  /** Tables with a row to the gateway that covers it. */
  inTables: { key: string; name: string; isActive: boolean }[];
  /** Tables in use without one, in which somebody may miss it: not those that lead to the internet. */
  missingIn: { key: string; name: string }[];
}

interface RouteSources {
  routing: "static" | "bgp";
  gatewayAwsId: string | null;
  /** Prefixes entered at other connections of the gateway; propagated as well, and not learned. */
  enteredElsewhere: readonly string[];
  entered: readonly { destination: string; state: string }[];
  tables: readonly TableFacts[];
}

/**
 * What a connection's prefixes do in the VPC. EC2 lists what was entered at the connection; what BGP brought shows only where
 * a table takes the gateway's routes over, and then for all connections of the gateway together.
 */
export function connectionRoutes(sources: RouteSources): ConnectionRoute[] {
  const { routing, gatewayAwsId, entered, enteredElsewhere, tables } = sources;
  const learned = new Set(
    (routing === "bgp" ? tables : []).flatMap(({ routes }) =>
      routes
        .filter(({ target, origin }) => target === gatewayAwsId && origin === "EnableVgwRoutePropagation")
        .map(({ destination }) => destination),
    ),
  );
  const known = new Set([...entered.map(({ destination }) => destination), ...enteredElsewhere]);
  const place = (destination: string) => placeRoute(destination, gatewayAwsId, tables);
  return [
    ...entered.map(({ destination, state }) => ({
      destination,
      source: "entered" as const,
      state,
      ...place(destination),
    })),
    ...[...learned]
      .filter((destination) => !known.has(destination))
      .map((destination) => ({ destination, source: "learned" as const, state: null, ...place(destination) })),
  ].sort((a, b) => collator.compare(a.destination, b.destination));
}

const collator = new Intl.Collator("en", { numeric: true });

function placeRoute(
  destination: string,
  gatewayAwsId: string | null,
  tables: readonly TableFacts[],
): Pick<ConnectionRoute, "inTables" | "missingIn"> {
  const inTables: ConnectionRoute["inTables"] = [];
  const missingIn: ConnectionRoute["missingIn"] = [];
  for (const { key, name, routes, isUsed } of tables) {
    const row = routes.find((route) => route.target === gatewayAwsId && covers(route.destination, destination));
    if (row) inTables.push({ key, name, isActive: row.state === "active" });
    else if (isUsed && !routes.some(({ target }) => target?.startsWith("igw-"))) missingIn.push({ key, name });
  }
  return { inTables, missingIn };
}

function covers(outer: string, inner: string): boolean {
  return outer === inner || (isCidr(outer) && isCidr(inner) && contains(outer, inner));
}
