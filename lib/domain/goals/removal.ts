import { isKindName, type KindName, kindOf, kinds } from "../kinds";
import { nameInKey } from "../kinds/key";
import type { Neighbour, NetworkView, Observed } from "../kinds/kind";
import { attachmentOfVpnGateway, pointingAt, textOf } from "../kinds/neighbours";
import { phrase } from "../phrase";
import type { Edit } from "../plan/step";
import type { Problem } from "../problem";
import { EditList } from "./edit-list";
import type { RemovalGoal } from "./removal-goals";

/** What is known of a resource beside its spec. */
export interface RemovalState {
  key: string;
  /** False for what was made elsewhere and is in no spec. */
  isManaged: boolean;
  observed: Observed | null;
}

export interface Removal {
  edits: Edit[];
  /** Errors stand in the way; warnings say what else goes or stays. */
  blockers: Problem[];
}

/**
 * The edits that reach the goal, and what stands in its way. The order is the planner's. `key` is that of the connection, or of the
 * VPC for the goal "vpc".
 */
export function removeByGoal(
  goal: RemovalGoal,
  key: string,
  { view, states }: { view: NetworkView; states: readonly RemovalState[] },
): Removal {
  const demolition = new Demolition(view, new Map(states.map((state) => [state.key, state])));
  switch (goal) {
    case "connection":
      demolition.connection(key);
      break;
    case "with-customer-gateway":
      demolition.connection(key);
      demolition.customerGatewayOf(key);
      break;
    case "with-vpn-gateway":
      demolition.connection(key);
      demolition.customerGatewayOf(key);
      demolition.vpnGatewayOf(key);
      break;
    case "vpc":
      demolition.vpc(key);
      break;
    default: {
      const impossible: never = goal;
      throw new Error(`Unknown goal: ${impossible}`);
    }
  }
  return demolition.result();
}

/** What the goals have in common, piece by piece. */
class Demolition {
  private readonly list = new EditList(() => false);
  private readonly blockers: Problem[] = [];

  constructor(
    private readonly view: NetworkView,
    private readonly states: ReadonlyMap<string, RemovalState>,
  ) {}

  result(): Removal {
    return { edits: this.list.edits, blockers: this.blockers };
  }

  /** The connection and its static routes, which are wanted no more though EC2 would delete them by itself. */
  connection(key: string): void {
    this.removeWith("vpn-connection-route", "vpnConnection", key);
    this.list.remove("vpn-connection", key);
  }

  /** EC2: IncorrectState, "The customer gateway is in use." (reference §3.2). */
  customerGatewayOf(connectionKey: string): void {
    const gateway = textOf(this.view.get(connectionKey), "customerGateway");
    if (gateway === undefined || !this.view.get(gateway)) return;
    const others = this.othersAt("customerGateway", gateway, connectionKey);
    if (others.length > 0) {
      const values = { gateway: this.nameOf(gateway), others: names(others), count: others.length };
      this.block(phrase("problems.removalCustomerGatewayUsed", values));
      return;
    }
    this.list.remove("customer-gateway", gateway);
  }

  /** EC2: IncorrectState, "The VPN gateway is in use." (reference §3.2). */
  vpnGatewayOf(connectionKey: string): void {
    const gateway = textOf(this.view.get(connectionKey), "vpnGateway");
    if (gateway === undefined || !this.view.get(gateway)) {
      this.block(phrase("problems.removalNoVpnGateway", { name: this.nameOf(connectionKey) }));
      return;
    }
    const others = this.othersAt("vpnGateway", gateway, connectionKey);
    if (others.length > 0) {
      const values = { gateway: this.nameOf(gateway), others: names(others), count: others.length };
      this.block(phrase("problems.removalVpnGatewayUsed", values));
      return;
    }
    this.vpnGateway(gateway);
  }

  /** Everything inside the VPC and its gateways, the connections with them. */
  vpc(key: string): void {
    for (const attachment of pointingAt(this.view, "vpn-gateway-attachment", "vpc", key)) {
      const gateway = textOf(attachment, "vpnGateway");
      if (gateway !== undefined) this.vpnGatewayWithConnections(gateway);
    }
    const subnets = pointingAt(this.view, "subnet", "vpc", key);
    for (const subnet of subnets) {
      for (const instance of pointingAt(this.view, "instance", "subnet", subnet.key)) this.instance(instance);
      this.removeWith("subnet-association", "subnet", subnet.key);
    }
    for (const table of pointingAt(this.view, "route-table", "vpc", key)) this.routeTable(table);
    for (const group of pointingAt(this.view, "security-group", "vpc", key)) this.securityGroup(group);
    for (const attachment of pointingAt(this.view, "internet-gateway-attachment", "vpc", key)) {
      this.removeAll([attachment]);
      const gateway = textOf(attachment, "internetGateway");
      if (gateway !== undefined && this.view.get(gateway)) this.list.remove("internet-gateway", gateway);
    }
    this.removeAll(subnets);
    this.list.remove("vpc", key);
    this.tellOfUnmanaged();
  }

  private vpnGatewayWithConnections(gateway: string): void {
    const connections = pointingAt(this.view, "vpn-connection", "vpnGateway", gateway);
    const leaving = new Set(connections.map((connection) => connection.key));
    for (const connection of connections) {
      this.connection(connection.key);
      const customerGateway = textOf(connection, "customerGateway");
      if (customerGateway === undefined || !this.view.get(customerGateway)) continue;
      const others = pointingAt(this.view, "vpn-connection", "customerGateway", customerGateway);
      // A device that also serves another VPC stays; nothing of this VPC is left in it.
      if (others.every((other) => leaving.has(other.key))) this.list.remove("customer-gateway", customerGateway);
    }
    this.vpnGateway(gateway);
  }

  private vpnGateway(gateway: string): void {
    this.removeWith("route-propagation", "vpnGateway", gateway);
    this.removeWith("route", "target", gateway);
    const attachment = attachmentOfVpnGateway(this.view, gateway);
    if (attachment) this.removeAll([attachment]);
    this.list.remove("vpn-gateway", gateway);
  }

  /** An instance that was not made here may be somebody's work; it is never terminated along with a VPC. */
  private instance(instance: Neighbour): void {
    if (this.states.get(instance.key)?.isManaged === false) {
      this.block(phrase("problems.removalInstance", { name: instance.name }));
      return;
    }
    this.removeAll([instance]);
  }

  /** Its routes go before it, because they hold the gateways that they lead to; one to something unknown shows what else the VPC has. */
  private routeTable(table: Neighbour): void {
    for (const target of foreignTargets(this.states.get(table.key)?.observed)) {
      this.block(phrase("problems.removalForeignTarget", { table: table.name, target }));
    }
    this.removeAll(pointingAt(this.view, "route", "routeTable", table.key));
    this.removeAll(pointingAt(this.view, "route-propagation", "routeTable", table.key));
    if (!this.goesWithVpc(table)) this.removeAll([table]);
  }

  private securityGroup(group: Neighbour): void {
    if (this.goesWithVpc(group)) return;
    this.removeWith("security-group-rule", "securityGroup", group.key);
    this.removeWith("security-group-rule", "peerGroup", group.key);
    this.removeAll([group]);
  }

  /** The main table and the default group cannot be deleted alone. */
  private goesWithVpc(neighbour: Neighbour): boolean {
    const observed = this.states.get(neighbour.key)?.observed;
    return (
      observed != null && isKindName(neighbour.kind) && kindOf(neighbour.kind).removedWith(observed).includes("vpc")
    );
  }

  private tellOfUnmanaged(): void {
    const strangers = this.list.edits.filter((edit) => this.states.get(edit.key)?.isManaged === false);
    if (strangers.length === 0) return;
    this.blockers.push({
      severity: "warning",
      phrase: phrase("problems.removalUnmanaged", { count: strangers.length }),
    });
  }

  private othersAt(field: "customerGateway" | "vpnGateway", gateway: string, connectionKey: string): Neighbour[] {
    return pointingAt(this.view, "vpn-connection", field, gateway).filter((other) => other.key !== connectionKey);
  }

  private removeAll(neighbours: readonly Neighbour[]): void {
    for (const { kind, key } of neighbours) this.list.remove(kindNamed(kind), key);
  }

  /** What stands on something that goes. EC2 takes some of it along; then only what was wanted needs an edit, to be wanted no more. */
  private removeWith(kind: KindName, field: string, key: string): void {
    this.removeAll(
      pointingAt(this.view, kind, field, key).filter((neighbour) => {
        const state = this.states.get(neighbour.key);
        const goesAlong = state?.observed != null && kindOf(kind).removedWith(state.observed).includes(field);
        return !goesAlong || state.isManaged;
      }),
    );
  }

  private block(text: Problem["phrase"]): void {
    this.blockers.push({ severity: "error", phrase: text });
  }

  private nameOf(key: string): string {
    return this.view.get(key)?.name ?? nameInKey(key);
  }
}

/** Ids of what a table leads to and no kind of ours is: a NAT gateway, an endpoint, a peering. It lives in the VPC and holds it. */
function foreignTargets(observed: Observed | null | undefined): string[] {
  if (!observed) return [];
  const { routes } = kinds["route-table"].attributes.parse(observed.attributes);
  const targets = routes.flatMap(({ target }) => target ?? []);
  return [...new Set(targets)].filter((target) => !/^(local$|igw-|vgw-|i-)/.test(target));
}

function names(neighbours: readonly Neighbour[]): string {
  return neighbours.map((neighbour) => neighbour.name).join(", ");
}

function kindNamed(kind: string): KindName {
  if (!isKindName(kind)) throw new Error(`Unknown kind: ${kind}`);
  return kind;
}
