import type { RouteTable } from "../resources/vpc/route-table";
import type { Subnet } from "../resources/vpc/subnet";
import type { World } from "../world";
import type { Drop, DropCode, Hop } from "./hop";
import type { Packet } from "./packet";

/** Where a packet stands, and which component looks at it next. */
export type Position = { world: World } & (
  | { kind: "leaves-interface"; interfaceId: string }
  | { kind: "leaves-subnet"; subnet: Subnet }
  | { kind: "at-route-table"; table: RouteTable; subnet: Subnet | undefined }
  | { kind: "reaches-interface"; interfaceId: string; fromSubnetId: string | undefined }
  | { kind: "at-internet-gateway"; id: string; way: "in" | "out" }
  | { kind: "at-egress-only-gateway"; id: string; way: "in" | "out" }
  | { kind: "at-vpn-gateway"; id: string; way: "in" | "out" }
  | { kind: "enters-transit-gateway"; attachmentId: string }
  | { kind: "leaves-transit-gateway"; attachmentId: string }
  | { kind: "leaves-site"; customerGatewayId: string | undefined }
  | { kind: "in-tunnel"; connectionId: string; tunnel: string; way: "to-site" | "to-aws" }
);

/** What comes of one look at a packet: another place (and perhaps another packet), its end, or its destination. */
export type Step = { next: Position; packet?: Packet } | { drop: Drop } | { isArrived: true; packet?: Packet };

/** A walk under way. */
export class Journey {
  readonly hops: Hop[] = [];
  /** What NAT gateways made of sources, for the way back. */
  readonly translations: Translation[] = [];
  isAtGoal = false;

  constructor(
    /** The walk that this one answers, if it does. */
    readonly request: FinishedWalk | undefined,
    /** A component that is the destination in itself. */
    private readonly goal: string | undefined,
    /** The size of the packet without the headers of a tunnel, in bytes. */
    readonly sizeBytes: number,
  ) {}

  /** Notes that the packet came by; what lies behind the goal is not looked at. */
  pass(world: World, hop: LocalHop): void {
    if (this.isAtGoal) return;
    this.hops.push({ ...world.place, ...hop });
    this.isAtGoal = hop.id === this.goal;
  }

  /** Whether the request went through an interface: its security groups then know the conversation. */
  isKnownTo(interfaceId: string): boolean {
    return this.request?.hops.some(({ kind, id }) => kind === "networkInterface" && id === interfaceId) ?? false;
  }

  /** The tunnels that the request went through. */
  get requestTunnels(): string[] {
    return (this.request?.hops ?? []).flatMap(({ tunnel }) => tunnel ?? []);
  }
}

export type Translation = { natGatewayId: string; privateAddress: string; source: string };

export type FinishedWalk = { hops: Hop[]; translations: Translation[] };

/** A hop as the component notes it that knows where it is. */
type LocalHop = Omit<Hop, "account" | "region">;

export function drop(
  world: World,
  at: LocalHop,
  code: DropCode,
  text: string,
  securityGroupIds?: string[],
): { drop: Drop } {
  return { drop: { code, text, at: { ...world.place, ...at }, securityGroupIds } };
}
