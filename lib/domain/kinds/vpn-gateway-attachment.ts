import { z } from "zod";
import { phrase } from "../phrase";
import { facts, reference } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { attachmentOfVpnGateway, connectionsOfGateway, pointingAt, textOf } from "./neighbours";
import { errorAt } from "./problems";

const spec = z.object({
  vpnGateway: facts(reference("vpn-gateway"), { widget: "reference", kind: "vpn-gateway", immutable: true }),
  vpc: facts(reference("vpc"), { widget: "reference", kind: "vpc", immutable: true }),
});

const attributes = z.object({ vpnGatewayId: z.string(), vpcId: z.string() });

/** Joins a VPN gateway and a VPC, one to one. EC2 has no id for it; ours is "vgw-…|vpc-…". */
export const vpnGatewayAttachment = defineKind({
  name: "vpn-gateway-attachment",
  awsIdPrefix: "vgw-",
  isRelation: true,
  rank: 65,
  spec,
  attributes,
  references: (spec) => [
    { field: "vpnGateway", key: spec.vpnGateway },
    { field: "vpc", key: spec.vpc },
  ],
  carries: (spec, view) => connectionsOfGateway(view, spec.vpnGateway),
  nameOf: (spec, nameOf) => `${nameOf(spec.vpnGateway)}:${nameOf(spec.vpc)}`,
  list: { action: "DescribeVpnGateways", input: {} },
  observe: (output) =>
    ("VpnGateways" in output ? (output.VpnGateways ?? []) : []).flatMap((gateway) => {
      const vpnGatewayId = gateway.VpnGatewayId;
      if (!vpnGatewayId) return [];
      return (gateway.VpcAttachments ?? []).flatMap(({ VpcId: vpcId, State }) =>
        vpcId
          ? [
              {
                awsId: `${vpnGatewayId}|${vpcId}`,
                name: null,
                state: State ?? "unknown",
                marker: null,
                attributes: { vpnGatewayId, vpcId },
              },
            ]
          : [],
      );
    }),
  specOf: ({ attributes: { vpnGatewayId, vpcId } }, names) => ({
    vpnGateway: names.keyOf("vpn-gateway", vpnGatewayId),
    vpc: names.keyOf("vpc", vpcId),
  }),
  check(key, spec, view) {
    const onVpc = pointingAt(view, "vpn-gateway-attachment", "vpc", spec.vpc).find((other) => other.key !== key);
    if (onVpc) {
      const gatewayKey = textOf(onVpc, "vpnGateway") ?? onVpc.key;
      const values = { vpc: nameInKey(spec.vpc), gateway: nameInKey(gatewayKey) };
      return [errorAt(["vpc"], phrase("problems.vpcHasVpnGateway", values), gatewayKey)];
    }
    const elsewhere = attachmentOfVpnGateway(view, spec.vpnGateway);
    if (!elsewhere || elsewhere.key === key) return [];
    const values = { gateway: nameInKey(spec.vpnGateway), vpc: nameInKey(textOf(elsewhere, "vpc") ?? elsewhere.key) };
    return [errorAt(["vpnGateway"], phrase("problems.gatewayAttachedElsewhere", values))];
  },
  create: (_key, spec) => ({
    call: {
      action: "AttachVpnGateway",
      input: { VpnGatewayId: { $awsId: spec.vpnGateway }, VpcId: { $awsId: spec.vpc } },
    },
    phrase: phrase("plan.attachVpnGateway", { gateway: nameInKey(spec.vpnGateway), vpc: nameInKey(spec.vpc) }),
    touch: { what: "no-traffic" },
  }),
  createdId(_output, input) {
    const asked = createdInput.safeParse(input).data;
    return asked && `${asked.VpnGatewayId}|${asked.VpcId}`;
  },
  update: () => "replace",
  remove: (key, { attributes: { vpnGatewayId, vpcId } }) => ({
    call: { action: "DetachVpnGateway", input: { VpnGatewayId: vpnGatewayId, VpcId: vpcId } },
    phrase: phrase("plan.detachVpnGateway", { name: nameInKey(key) }),
    touch: { what: "traffic", connectionKeys: [] },
  }),
  settled: (observed) => (observed.state === "attaching" || observed.state === "detaching" ? "settling" : "settled"),
  isGone: (observed) => observed.state === "detached",
  // Users report more than 8 minutes to attach and up to 30 to detach (product.md, "Waits").
  timing: {
    create: { typicalSeconds: [10, 480], longestSeconds: 1200 },
    update: { typicalSeconds: [10, 480], longestSeconds: 1200 },
    remove: { typicalSeconds: [10, 480], longestSeconds: 2400 },
  },
});

const createdInput = z.object({ VpnGatewayId: z.string(), VpcId: z.string() });
