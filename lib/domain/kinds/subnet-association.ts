import { z } from "zod";
import { phrase } from "../phrase";
import { facts, reference } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { connectionsOfVpc, pointingAt, textOf } from "./neighbours";
import { errorAt } from "./problems";

const spec = z.object({
  subnet: facts(reference("subnet"), { widget: "reference", kind: "subnet", immutable: true }),
  routeTable: reference("route-table"),
});

const attributes = z.object({ subnetId: z.string(), routeTableId: z.string(), associationId: z.string() });

/**
 * Says which route table a subnet uses. A subnet has one at most, so the subnet identifies it ("subnet-…|association") and
 * another table replaces the association in place. The implicit use of the main table is none and is not listed.
 */
export const subnetAssociation = defineKind({
  name: "subnet-association",
  awsIdPrefix: "subnet-",
  isRelation: true,
  rank: 80,
  spec,
  attributes,
  references: (spec) => [
    { field: "subnet", key: spec.subnet },
    { field: "routeTable", key: spec.routeTable },
  ],
  carries(spec, view) {
    const vpc = textOf(view.get(spec.subnet), "vpc");
    return vpc === undefined ? [] : connectionsOfVpc(view, vpc);
  },
  nameOf: (spec, nameOf) => `${nameOf(spec.subnet)}:${nameOf(spec.routeTable)}`,
  list: { action: "DescribeRouteTables", input: {} },
  observe: (output) =>
    ("RouteTables" in output ? (output.RouteTables ?? []) : []).flatMap((table) =>
      (table.Associations ?? []).flatMap((association) => {
        const { SubnetId: subnetId, RouteTableAssociationId: associationId } = association;
        const routeTableId = association.RouteTableId ?? table.RouteTableId;
        if (!subnetId || !associationId || !routeTableId) return [];
        return [
          {
            awsId: `${subnetId}|association`,
            name: null,
            state: association.AssociationState?.State ?? "associated",
            marker: null,
            attributes: { subnetId, routeTableId, associationId },
          },
        ];
      }),
    ),
  specOf: ({ attributes: { subnetId, routeTableId } }, names) => ({
    subnet: names.keyOf("subnet", subnetId),
    routeTable: names.keyOf("route-table", routeTableId),
  }),
  check(key, spec, view) {
    const vpc = textOf(view.get(spec.subnet), "vpc");
    const tableVpc = textOf(view.get(spec.routeTable), "vpc");
    const values = { subnet: nameInKey(spec.subnet), table: nameInKey(spec.routeTable) };
    if (vpc !== undefined && tableVpc !== undefined && vpc !== tableVpc) {
      return [errorAt(["routeTable"], phrase("problems.routeTableOfOtherVpc", values))];
    }
    const other = pointingAt(view, "subnet-association", "subnet", spec.subnet).find((twin) => twin.key !== key);
    return other ? [errorAt(["subnet"], phrase("problems.subnetHasRouteTable", values), other.key)] : [];
  },
  create: (_key, spec) => ({
    call: {
      action: "AssociateRouteTable",
      input: { RouteTableId: { $awsId: spec.routeTable }, SubnetId: { $awsId: spec.subnet } },
    },
    phrase: phrase("plan.associateRouteTable", { subnet: nameInKey(spec.subnet), table: nameInKey(spec.routeTable) }),
    // Until then the subnet uses the main table, and traffic may flow through that.
    touch: { what: "traffic", connectionKeys: [] },
  }),
  createdId(_output, input) {
    const subnetId = createdInput.safeParse(input).data?.SubnetId;
    return subnetId && `${subnetId}|association`;
  },
  update: ({ spec, observed, changes }) =>
    changes.some((change) => change.path[0] === "subnet")
      ? "replace"
      : [
          {
            call: {
              action: "ReplaceRouteTableAssociation",
              input: { AssociationId: observed.attributes.associationId, RouteTableId: { $awsId: spec.routeTable } },
            },
            phrase: phrase("plan.replaceRouteTable", {
              subnet: nameInKey(spec.subnet),
              table: nameInKey(spec.routeTable),
            }),
            touch: { what: "traffic", connectionKeys: [] },
          },
        ],
  remove: (key, observed) => ({
    call: { action: "DisassociateRouteTable", input: { AssociationId: observed.attributes.associationId } },
    phrase: phrase("plan.disassociateRouteTable", { name: nameInKey(key) }),
    touch: { what: "traffic", connectionKeys: [] },
  }),
  settled(observed) {
    if (observed.state === "associating" || observed.state === "disassociating") return "settling";
    return observed.state === "failed"
      ? { severity: "error", phrase: phrase("problems.stateFailed", { state: observed.state }) }
      : "settled";
  },
  isGone: (observed) => observed.state === "disassociated",
  timing: {
    create: { typicalSeconds: [1, 5], longestSeconds: 300 },
    update: { typicalSeconds: [1, 5], longestSeconds: 300 },
    remove: { typicalSeconds: [1, 5], longestSeconds: 300 },
  },
});

const createdInput = z.object({ SubnetId: z.string() });
