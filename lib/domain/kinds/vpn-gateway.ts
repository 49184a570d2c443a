import { z } from "zod";
import { AMAZON_SIDE_ASN_DEFAULT, isAmazonSideAsn } from "../net/asn";
import { phrase } from "../phrase";
import { facts, name } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { creationTags, markerOf, nameTagOf, renameDraft, tagsOf } from "./tags";

const spec = z.object({
  name: name(),
  amazonSideAsn: facts(
    z.number({ error: "problems.amazonSideAsn" }).refine(isAmazonSideAsn, { error: "problems.amazonSideAsn" }),
    { widget: "asn", awsDefault: AMAZON_SIDE_ASN_DEFAULT, immutable: true, source: "reference §1.4" },
  ).default(AMAZON_SIDE_ASN_DEFAULT),
});

const attributes = z.object({ amazonSideAsn: z.number().optional() });

/** A virtual private gateway: the AWS end of VPN connections to one VPC. */
export const vpnGateway = defineKind({
  name: "vpn-gateway",
  awsIdPrefix: "vgw-",
  lane: 1,
  rank: 20,
  // Documented: detach, delete the gateway, then the rest of the VPC (reference §3.1).
  removalRank: 936,
  spec,
  attributes,
  references: () => [],
  nameOf: (spec) => spec.name,
  list: { action: "DescribeVpnGateways", input: {} },
  observe: (output) =>
    ("VpnGateways" in output ? (output.VpnGateways ?? []) : []).flatMap((gateway) =>
      gateway.VpnGatewayId
        ? [
            {
              awsId: gateway.VpnGatewayId,
              name: nameTagOf(gateway.Tags),
              state: gateway.State ?? "unknown",
              marker: markerOf(gateway.Tags),
              ...tagsOf(gateway.Tags),
              attributes: { amazonSideAsn: gateway.AmazonSideAsn ?? undefined },
            },
          ]
        : [],
    ),
  specOf: (observed) => ({
    name: observed.name ?? observed.awsId,
    amazonSideAsn: observed.attributes.amazonSideAsn,
  }),
  create: (_key, spec, tags) => ({
    call: {
      action: "CreateVpnGateway",
      input: {
        Type: "ipsec.1",
        AmazonSideAsn: spec.amazonSideAsn,
        TagSpecifications: creationTags("vpn-gateway", spec.name, tags),
      },
    },
    phrase: phrase("plan.createVpnGateway", { name: spec.name, asn: String(spec.amazonSideAsn) }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.VpnGateway?.VpnGatewayId,
  update: ({ spec, observed, changes }) =>
    changes.every((change) => change.path[0] === "name") ? [renameDraft(observed.awsId, spec.name)] : "replace",
  remove: (key, observed) => ({
    call: { action: "DeleteVpnGateway", input: { VpnGatewayId: observed.awsId } },
    phrase: phrase("plan.deleteVpnGateway", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled(observed) {
    if (observed.state === "pending") return "settling";
    return observed.state === "deleting" || observed.state === "deleted"
      ? { severity: "error", phrase: phrase("problems.stateFailed", { state: observed.state }) }
      : "settled";
  },
  isGone: (observed) => observed.state === "deleted",
  timing: {
    create: { typicalSeconds: [1, 10], longestSeconds: 600 },
    update: { typicalSeconds: [1, 5], longestSeconds: 60 },
    remove: { typicalSeconds: [1, 30], longestSeconds: 600 },
  },
});

const createdOutput = z.object({ VpnGateway: z.object({ VpnGatewayId: z.string() }).partial().optional() });
