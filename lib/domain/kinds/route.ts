import type { Route } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { contains, isCidr, overlaps } from "../net/cidr";
import { phrase } from "../phrase";
import type { Problem } from "../problem";
import { cidr, facts, reference } from "./fields";
import { kindInKey, nameInKey } from "./key";
import { defineKind, type NetworkView } from "./kind";
import {
  attachmentOfInternetGateway,
  attachmentOfVpnGateway,
  connectionsOfGateway,
  neighbourOf,
  textOf,
} from "./neighbours";
import { errorAt, hostBitProblems } from "./problems";

/** What a route can lead to, with the prefix of its ids. */
const TARGETS = { "igw-": "internet-gateway", "vgw-": "vpn-gateway", "i-": "instance" } as const;
const TARGET_KINDS = Object.values(TARGETS);

/** Routes into this block are refused (CreateRoute; reference §1.2). */
const RESERVED_DESTINATION = "169.254.168.0/22";

const spec = z.object({
  routeTable: facts(reference("route-table"), { widget: "reference", kind: "route-table", immutable: true }),
  destination: facts(cidr(), { widget: "cidr", immutable: true, source: "reference §1.2" }),
  target: facts(
    z
      .string({ error: "problems.routeTarget" })
      .refine((key) => TARGET_KINDS.some((kind) => key.startsWith(`${kind}/`)), {
        error: "problems.routeTarget",
      }),
    { widget: "reference", kinds: TARGET_KINDS },
  ),
});

const attributes = z.object({ routeTableId: z.string(), destination: z.string(), targetId: z.string().optional() });

/**
 * A route that somebody entered (Origin CreateRoute), by table and destination: "rtb-…|10.0.0.0/8". Local and propagated rows
 * come and go by themselves; they are shown with their table.
 */
export const route = defineKind({
  name: "route",
  awsIdPrefix: "rtb-",
  isRelation: true,
  rank: 100,
  spec,
  attributes,
  references: (spec) => [
    { field: "routeTable", key: spec.routeTable },
    { field: "target", key: spec.target },
  ],
  follows: (spec, view) => attachmentOfTarget(spec.target, view).map((attachment) => attachment.key),
  removedWith: () => ["routeTable"],
  carries: (spec, view) => (kindInKey(spec.target) === "vpn-gateway" ? connectionsOfGateway(view, spec.target) : []),
  nameOf: (spec, nameOf) => `${nameOf(spec.routeTable)}:${spec.destination}`,
  list: { action: "DescribeRouteTables", input: {} },
  observe: (output) =>
    ("RouteTables" in output ? (output.RouteTables ?? []) : []).flatMap((table) => {
      const routeTableId = table.RouteTableId;
      if (!routeTableId) return [];
      return (table.Routes ?? []).flatMap((row) => {
        const destination = row.DestinationCidrBlock;
        if (!destination || !isEntered(row)) return [];
        return [
          {
            awsId: `${routeTableId}|${destination}`,
            name: null,
            state: row.State ?? "unknown",
            marker: null,
            attributes: { routeTableId, destination, targetId: routeTargetId(row) },
          },
        ];
      });
    }),
  specOf: ({ attributes: { routeTableId, destination, targetId } }, names) => ({
    routeTable: names.keyOf("route-table", routeTableId),
    destination,
    target: targetId && targetKey(targetId, names.keyOf),
  }),
  check: (key, spec, view) => [
    ...hostBitProblems(["destination"], spec.destination),
    ...destinationProblems(key, spec, view),
    ...targetProblems(spec, view),
  ],
  create: (_key, spec) => ({
    call: {
      action: "CreateRoute",
      input: {
        RouteTableId: { $awsId: spec.routeTable },
        DestinationCidrBlock: spec.destination,
        ...targetInput(spec.target),
      },
    },
    phrase: phrase("plan.createRoute", {
      table: nameInKey(spec.routeTable),
      destination: spec.destination,
      target: nameInKey(spec.target),
    }),
    touch: { what: "no-traffic" },
  }),
  createdId(_output, input) {
    const asked = createdInput.safeParse(input).data;
    return asked && `${asked.RouteTableId}|${asked.DestinationCidrBlock}`;
  },
  update: ({ spec, observed, changes }) =>
    changes.every((change) => change.path[0] === "target")
      ? [
          {
            call: {
              action: "ReplaceRoute",
              input: {
                RouteTableId: observed.attributes.routeTableId,
                DestinationCidrBlock: observed.attributes.destination,
                ...targetInput(spec.target),
              },
            },
            phrase: phrase("plan.replaceRoute", {
              table: nameInKey(spec.routeTable),
              destination: spec.destination,
              target: nameInKey(spec.target),
            }),
            touch: { what: "traffic", connectionKeys: [] },
          },
        ]
      : "replace",
  remove: (key, { attributes: { routeTableId, destination } }) => ({
    call: { action: "DeleteRoute", input: { RouteTableId: routeTableId, DestinationCidrBlock: destination } },
    phrase: phrase("plan.deleteRoute", { name: nameInKey(key), destination }),
    touch: { what: "traffic", connectionKeys: [] },
  }),
  settled: () => "settled",
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 5], longestSeconds: 300 },
    update: { typicalSeconds: [1, 5], longestSeconds: 300 },
    remove: { typicalSeconds: [1, 5], longestSeconds: 300 },
  },
});

/** EC2's id of what a row leads to, whatever its type; undefined for a row whose target is not shown. */
export function routeTargetId(row: Route): string | undefined {
  return (
    row.GatewayId ??
    row.InstanceId ??
    row.NatGatewayId ??
    row.TransitGatewayId ??
    row.VpcPeeringConnectionId ??
    row.NetworkInterfaceId ??
    row.EgressOnlyInternetGatewayId ??
    row.CarrierGatewayId ??
    row.LocalGatewayId ??
    row.CoreNetworkArn ??
    undefined
  );
}

const createdInput = z.object({ RouteTableId: z.string(), DestinationCidrBlock: z.string() });

type RouteSpec = z.output<typeof spec>;

/** Where an endpoint does not say the origin, everything but the local route counts as entered. */
function isEntered(row: Route): boolean {
  return row.Origin ? row.Origin === "CreateRoute" : row.GatewayId !== "local";
}

/** Targets of other types (NAT, transit gateway, peering) have no kind; the route is then shown by its table only in part. */
function targetKey(targetId: string, keyOf: (kind: string, awsId: string) => string): string | undefined {
  const target = Object.entries(TARGETS).find(([prefix]) => targetId.startsWith(prefix));
  return target && keyOf(target[1], targetId);
}

function targetInput(target: string): { InstanceId: { $awsId: string } } | { GatewayId: { $awsId: string } } {
  return kindInKey(target) === "instance" ? { InstanceId: { $awsId: target } } : { GatewayId: { $awsId: target } };
}

function attachmentOfTarget(target: string, view: NetworkView) {
  const attachment =
    kindInKey(target) === "vpn-gateway"
      ? attachmentOfVpnGateway(view, target)
      : kindInKey(target) === "internet-gateway"
        ? attachmentOfInternetGateway(view, target)
        : undefined;
  return attachment ? [attachment] : [];
}

function destinationProblems(key: string, spec: RouteSpec, view: NetworkView): Problem[] {
  if (spec.destination !== "0.0.0.0/0" && overlaps(RESERVED_DESTINATION, spec.destination)) {
    return [errorAt(["destination"], phrase("problems.routeReserved", { destination: spec.destination }))];
  }
  const twin = view
    .all("route")
    .find(
      (other) =>
        other.key !== key &&
        textOf(other, "routeTable") === spec.routeTable &&
        textOf(other, "destination") === spec.destination,
    );
  if (twin) {
    const values = { destination: spec.destination, table: nameInKey(spec.routeTable) };
    return [errorAt(["destination"], phrase("problems.routeExists", values))];
  }
  const vpc = neighbourOf(view, view.get(spec.routeTable), "vpc");
  const vpcCidr = textOf(vpc, "cidr");
  // The local route wins inside the VPC; EC2 takes a more specific one for instances only (VPC user guide, "Route priority").
  const inside =
    vpcCidr !== undefined &&
    isCidr(vpcCidr) &&
    contains(vpcCidr, spec.destination) &&
    (kindInKey(spec.target) !== "instance" || vpcCidr === spec.destination);
  if (!vpc || vpcCidr === undefined || !inside) return [];
  const values = { prefix: spec.destination, vpc: vpc.name, cidr: vpcCidr };
  return [errorAt(["destination"], phrase("problems.prefixInsideVpc", values))];
}

/** A gateway must be attached to the VPC of the table, else EC2 says that they "belong to different networks" (reference §3.2). */
function targetProblems(spec: RouteSpec, view: NetworkView): Problem[] {
  if (kindInKey(spec.target) === "instance") return [];
  const tableVpc = textOf(view.get(spec.routeTable), "vpc");
  const isAttached = attachmentOfTarget(spec.target, view).some((attachment) => textOf(attachment, "vpc") === tableVpc);
  if (isAttached || tableVpc === undefined) return [];
  const values = { gateway: nameInKey(spec.target), vpc: nameInKey(tableVpc) };
  return [errorAt(["target"], phrase("problems.gatewayNotAttached", values))];
}
