import type { z } from "zod";
import type { Ec2Action, Ec2Call, Ec2Output } from "../ec2-calls";
import type { Phrase } from "../phrase";
import type { Problem } from "../problem";

/** What EC2 last said of one resource, in our words. Never holds key material: `observe` splits that off. */
export interface Observed<Attributes = Record<string, unknown>> {
  /**
   * EC2's id; for relations without an id of their own (attachments, routes, propagation) the ids that make them unique,
   * joined by "|", such as "rtb-1|10.0.0.0/8".
   */
  awsId: string;
  /** The Name tag, or what stands in for it; null where there is none. */
  name: string | null;
  /** EC2's lifecycle word as it came, "unknown" where it is missing. */
  state: string;
  /** Value of the MARKER_TAG: which step of which run created it. */
  marker: string | null;
  /** Other tags than the name and the marker, by key. */
  tags?: { key: string; value: string }[];
  attributes: Attributes;
}

/** A reference of a spec to another resource: order of steps and edges of the map follow from it. */
export interface Reference {
  field: string;
  key: string;
}

/** One field in which two specs differ. `path` goes into the spec; a missing value is undefined. */
export interface FieldChange {
  path: (string | number)[];
  before: unknown;
  after: unknown;
}

/** A resource as a kind sees its neighbours: from the desired state with the draft's edits laid over it. */
export interface Neighbour {
  key: string;
  kind: string;
  name: string;
  awsId: string | null;
  /** Desired spec where there is one, else what EC2 shows, in the shape of the kind's spec. */
  spec: Record<string, unknown>;
}

/** What surrounds an edit when it is judged. */
export interface NetworkView {
  /** AWS Region, such as ap-northeast-2. */
  region: string;
  get(key: string): Neighbour | undefined;
  all(kind: string): Neighbour[];
}

/** What a step does to the traffic of a connection, before live redundancy is known; impact.ts turns it into 0–4. */
export type Touch =
  | { what: "nothing" }
  /** Creates, or changes what carries no traffic yet. */
  | { what: "no-traffic" }
  | { what: "tunnel"; connectionKey: string; outsideIpAddress: string }
  | { what: "both-tunnels"; connectionKey: string }
  /** Traffic through everything that depends on it stops: a route, a propagation, an attachment. */
  | { what: "traffic"; connectionKeys: string[] }
  /** Irrecoverable: addresses, keys or data are lost. */
  | { what: "destroys" };

/** A call as a kind proposes it; the planner gives it an id, its order, its impact and, between tunnels, its waits. */
export interface CallDraft {
  call: Ec2Call;
  phrase: Phrase;
  touch: Touch;
  /** True when the customer's device must be changed as well before the tunnel can come back. */
  deviceMustChange?: boolean;
}

/** How long EC2 usually takes and at most, in seconds. */
export interface Timing {
  typicalSeconds: [least: number, most: number];
  longestSeconds: number;
}

export interface Names {
  /** Our key of the resource with that AWS id; "<kind>/<awsId>" where it is not known. */
  keyOf(kind: string, awsId: string): string;
}

/** All that the console knows about one type of EC2 resource. Implementations are pure. */
export interface Kind<Name extends string, Spec, Attributes> {
  name: Name;
  /** Prefix of EC2's ids, such as "vpn-"; for relations the prefix of the first id. */
  awsIdPrefix: string;
  /** Column of the map, left to right: 0 sites, 1 gateways, 2 VPCs; null when it is not a node of its own. */
  lane: 0 | 1 | 2 | null;
  /** True for attachments, associations, propagation, routes, rules: named by what they join. */
  isRelation: boolean;
  /** Position in the documented order of creation (reference §3.1). */
  rank: number;
  /**
   * Position in the documented order of removal (reference §3.1), among what no reference orders. By default the reverse
   * of `rank`; the customer gateway goes right after its connections although it came first.
   */
  removalRank: number;
  spec: z.ZodType<Spec>;
  attributes: z.ZodType<Attributes>;
  references(spec: Spec): Reference[];
  /**
   * Keys of what it does not name but what must be there before it and go after it: a route needs its gateway's
   * attachment. For a removal the view is the state before the removal.
   */
  follows(spec: Spec, view: NetworkView): string[];
  /**
   * Fields of the references that take it along when EC2 deletes them: it then blocks nothing and needs no step of its own.
   * A main route table goes with its VPC, a static route with its connection.
   */
  removedWith(observed: Observed<Attributes>): string[];
  /** Name of a new resource where the spec has no name of its own. */
  nameOf(spec: Spec, nameOf: (key: string) => string): string;
  /** How to look: one Describe call, shared with the kinds that name the same action. */
  list: { action: Ec2Action; input: Record<string, unknown> };
  /** Reads that call's output (all pages joined); tolerant of missing fields; drops what has no id. */
  observe(output: Ec2Output<Ec2Action>): Observed<Attributes>[];
  /** What EC2 shows, in the shape of a spec; fields that EC2 does not show are left out. `like` orders lists alike. */
  specOf(observed: Observed<Attributes>, names: Names, like?: Spec): Partial<Spec>;
  /**
   * Keys of the connections whose traffic passes through it. A step that touches "traffic" leaves `connectionKeys` empty,
   * and the planner fills in these.
   */
  carries(spec: Spec, view: NetworkView): string[];
  /** Judges an edit against its surroundings; the shape was already judged by `spec`. */
  check(key: string, spec: Spec, view: NetworkView): Problem[];
  /** `tags` are those of the object that it comes after, which it is to bear again. */
  create(key: string, spec: Spec, tags?: Observed["tags"]): CallDraft;
  /** Calls that bring in what the create call cannot say, such as a VPC's DNS settings; in order, right after it has settled. */
  afterCreate(key: string, spec: Spec): CallDraft[];
  /** AWS id of what the create call made, from its output or from what was asked; undefined when it cannot be told. */
  createdId(output: unknown, input: Record<string, unknown>): string | undefined;
  /** Calls that bring observed to spec in place, in order; "replace" where EC2 cannot. Never touches what did not change. */
  update(context: {
    key: string;
    spec: Spec;
    observed: Observed<Attributes>;
    changes: FieldChange[];
  }): CallDraft[] | "replace";
  remove(key: string, observed: Observed<Attributes>): CallDraft;
  /** Whether the next step may start. A Problem means that it never will. */
  settled(observed: Observed<Attributes>): "settled" | "settling" | Problem;
  /** True for rows that EC2 still lists although they are deleted. */
  isGone(observed: Observed<Attributes>): boolean;
  /** Copies identity that EC2 gave (outside addresses of tunnels) into the spec after creation. */
  complete(spec: Spec, observed: Observed<Attributes>): Spec;
  timing: { create: Timing; update: Timing; remove: Timing };
}

type Defaulted =
  | "complete"
  | "check"
  | "isRelation"
  | "lane"
  | "removalRank"
  | "follows"
  | "carries"
  | "removedWith"
  | "afterCreate";

/** Declares a kind. Fills in what most kinds have alike. */
export function defineKind<const Name extends string, Spec, Attributes>(
  kind: Omit<Kind<Name, Spec, Attributes>, Defaulted> & Partial<Pick<Kind<Name, Spec, Attributes>, Defaulted>>,
): Kind<Name, Spec, Attributes> {
  return {
    lane: null,
    isRelation: false,
    removalRank: 1000 - kind.rank,
    check: () => [],
    complete: (spec) => spec,
    follows: () => [],
    carries: () => [],
    removedWith: () => [],
    afterCreate: () => [],
    ...kind,
  };
}
