import { z } from "zod";
import { phrase } from "../phrase";
import { facts, name, reference } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { routeTargetId } from "./route";
import { creationTags, markerOf, nameTagOf, renameDraft, tagsOf } from "./tags";

const spec = z.object({
  name: name(),
  vpc: facts(reference("vpc"), { widget: "reference", kind: "vpc", immutable: true }),
});

const attributes = z.object({
  vpcId: z.string().optional(),
  /** The table of every subnet that names none. EC2 makes it with the VPC and deletes it with the VPC. */
  isMain: z.boolean(),
  /** All rows for display, the local and the propagated ones too, which are no resources of their own. */
  routes: z.array(
    z.object({
      destination: z.string(),
      target: z.string().optional(),
      origin: z.string().optional(),
      state: z.string(),
    }),
  ),
  /** Subnets that name this table. */
  subnetIds: z.array(z.string()),
  propagatingGatewayIds: z.array(z.string()),
});

/** A route table. The main one of each VPC is listed too, unmanaged. */
export const routeTable = defineKind({
  name: "route-table",
  awsIdPrefix: "rtb-",
  rank: 70,
  spec,
  attributes,
  references: (spec) => [{ field: "vpc", key: spec.vpc }],
  removedWith: (observed) => (observed.attributes.isMain ? ["vpc"] : []),
  nameOf: (spec) => spec.name,
  list: { action: "DescribeRouteTables", input: {} },
  observe: (output) =>
    ("RouteTables" in output ? (output.RouteTables ?? []) : []).flatMap((table) => {
      if (!table.RouteTableId) return [];
      const associations = table.Associations ?? [];
      return [
        {
          awsId: table.RouteTableId,
          name: nameTagOf(table.Tags),
          // EC2 has no lifecycle word for it: what is listed is there.
          state: "available",
          marker: markerOf(table.Tags),
          ...tagsOf(table.Tags),
          attributes: {
            vpcId: table.VpcId ?? undefined,
            isMain: associations.some((association) => association.Main === true),
            routes: (table.Routes ?? []).flatMap((route) => {
              const destination =
                route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;
              if (!destination) return [];
              const target = routeTargetId(route);
              return [{ destination, target, origin: route.Origin ?? undefined, state: route.State ?? "unknown" }];
            }),
            subnetIds: associations.flatMap(({ SubnetId }) => SubnetId ?? []),
            propagatingGatewayIds: (table.PropagatingVgws ?? []).flatMap(({ GatewayId }) => GatewayId ?? []),
          },
        },
      ];
    }),
  specOf: ({ name, awsId, attributes: { vpcId } }, names) => ({
    name: name ?? awsId,
    vpc: vpcId && names.keyOf("vpc", vpcId),
  }),
  create: (_key, spec, tags) => ({
    call: {
      action: "CreateRouteTable",
      input: { VpcId: { $awsId: spec.vpc }, TagSpecifications: creationTags("route-table", spec.name, tags) },
    },
    phrase: phrase("plan.createRouteTable", { name: spec.name, vpc: nameInKey(spec.vpc) }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.RouteTable?.RouteTableId,
  update: ({ spec, observed, changes }) =>
    changes.every((change) => change.path[0] === "name") ? [renameDraft(observed.awsId, spec.name)] : "replace",
  remove: (key, observed) => ({
    call: { action: "DeleteRouteTable", input: { RouteTableId: observed.awsId } },
    phrase: phrase("plan.deleteRouteTable", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled: () => "settled",
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 5], longestSeconds: 300 },
    update: { typicalSeconds: [1, 5], longestSeconds: 60 },
    remove: { typicalSeconds: [1, 5], longestSeconds: 300 },
  },
});

const createdOutput = z.object({ RouteTable: z.object({ RouteTableId: z.string() }).partial().optional() });
