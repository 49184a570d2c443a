import { z } from "zod";
import { phrase } from "../phrase";
import { facts, reference } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { attachmentOfVpnGateway, connectionsOfGateway, textOf } from "./neighbours";
import { errorAt } from "./problems";

const spec = z.object({
  routeTable: facts(reference("route-table"), { widget: "reference", kind: "route-table", immutable: true }),
  vpnGateway: facts(reference("vpn-gateway"), { widget: "reference", kind: "vpn-gateway", immutable: true }),
});

const attributes = z.object({ routeTableId: z.string(), vpnGatewayId: z.string() });

/** Lets a VPN gateway enter its routes into a table. EC2 has no id for it; ours is "rtb-…|vgw-…". */
export const routePropagation = defineKind({
  name: "route-propagation",
  awsIdPrefix: "rtb-",
  isRelation: true,
  rank: 90,
  spec,
  attributes,
  references: (spec) => [
    { field: "routeTable", key: spec.routeTable },
    { field: "vpnGateway", key: spec.vpnGateway },
  ],
  follows(spec, view) {
    const attachment = attachmentOfVpnGateway(view, spec.vpnGateway);
    return attachment ? [attachment.key] : [];
  },
  removedWith: () => ["routeTable"],
  carries: (spec, view) => connectionsOfGateway(view, spec.vpnGateway),
  nameOf: (spec, nameOf) => `${nameOf(spec.routeTable)}:${nameOf(spec.vpnGateway)}`,
  list: { action: "DescribeRouteTables", input: {} },
  observe: (output) =>
    ("RouteTables" in output ? (output.RouteTables ?? []) : []).flatMap((table) => {
      const routeTableId = table.RouteTableId;
      if (!routeTableId) return [];
      return (table.PropagatingVgws ?? []).flatMap(({ GatewayId: vpnGatewayId }) =>
        vpnGatewayId
          ? [
              {
                awsId: `${routeTableId}|${vpnGatewayId}`,
                name: null,
                // EC2 has no lifecycle word for it: what is listed is on.
                state: "enabled",
                marker: null,
                attributes: { routeTableId, vpnGatewayId },
              },
            ]
          : [],
      );
    }),
  specOf: ({ attributes: { routeTableId, vpnGatewayId } }, names) => ({
    routeTable: names.keyOf("route-table", routeTableId),
    vpnGateway: names.keyOf("vpn-gateway", vpnGatewayId),
  }),
  check(key, spec, view) {
    const tableVpc = textOf(view.get(spec.routeTable), "vpc");
    const gatewayVpc = textOf(attachmentOfVpnGateway(view, spec.vpnGateway), "vpc");
    const gateway = nameInKey(spec.vpnGateway);
    if (tableVpc !== undefined && gatewayVpc !== tableVpc) {
      const values = { gateway, vpc: nameInKey(tableVpc) };
      return [errorAt(["vpnGateway"], phrase("problems.gatewayNotAttached", values))];
    }
    const twin = view
      .all("route-propagation")
      .find(
        (other) =>
          other.key !== key &&
          textOf(other, "routeTable") === spec.routeTable &&
          textOf(other, "vpnGateway") === spec.vpnGateway,
      );
    if (!twin) return [];
    const values = { gateway, table: nameInKey(spec.routeTable) };
    return [errorAt(["vpnGateway"], phrase("problems.propagationExists", values))];
  },
  create: (_key, spec) => ({
    call: {
      action: "EnableVgwRoutePropagation",
      input: { RouteTableId: { $awsId: spec.routeTable }, GatewayId: { $awsId: spec.vpnGateway } },
    },
    phrase: phrase("plan.enablePropagation", {
      table: nameInKey(spec.routeTable),
      gateway: nameInKey(spec.vpnGateway),
    }),
    touch: { what: "no-traffic" },
  }),
  createdId(_output, input) {
    const asked = createdInput.safeParse(input).data;
    return asked && `${asked.RouteTableId}|${asked.GatewayId}`;
  },
  update: () => "replace",
  remove: (key, { attributes: { routeTableId, vpnGatewayId } }) => ({
    call: { action: "DisableVgwRoutePropagation", input: { RouteTableId: routeTableId, GatewayId: vpnGatewayId } },
    phrase: phrase("plan.disablePropagation", { name: nameInKey(key) }),
    touch: { what: "traffic", connectionKeys: [] },
  }),
  settled: () => "settled",
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 10], longestSeconds: 300 },
    update: { typicalSeconds: [1, 10], longestSeconds: 300 },
    remove: { typicalSeconds: [1, 10], longestSeconds: 300 },
  },
});

const createdInput = z.object({ RouteTableId: z.string(), GatewayId: z.string() });
