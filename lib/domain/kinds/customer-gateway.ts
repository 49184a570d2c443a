import { z } from "zod";
import { MARKER_TAG } from "../ec2-calls";
import { isReservedCustomerAsn } from "../net/asn";
import { isIpv4, isPublicIpv4 } from "../net/ip";
import { phrase } from "../phrase";
import type { Problem } from "../problem";
import { facts, name } from "./fields";
import { defineKind } from "./kind";
import { markerOf, nameTagOf, nameTags, tagsOf } from "./tags";

const spec = z.object({
  name: name(),
  ipAddress: facts(z.string({ error: "problems.ipv4" }).trim().refine(isIpv4, { error: "problems.ipv4" }), {
    widget: "ip",
    immutable: true,
    source: "reference §1.3",
  }),
  bgpAsn: facts(
    z.number({ error: "problems.asn" }).int().min(1, { error: "problems.asn" }).max(4_294_967_295, {
      error: "problems.asn",
    }),
    { widget: "asn", awsDefault: 65000, immutable: true, source: "reference §1.3" },
  ).default(65000),
});

const attributes = z.object({ ipAddress: z.string().optional(), bgpAsn: z.number().optional() });

/** The customer's device as AWS knows it: an address and an ASN. Nothing of it can be changed in place but tags. */
export const customerGateway = defineKind({
  name: "customer-gateway",
  awsIdPrefix: "cgw-",
  lane: 0,
  rank: 10,
  // Documented: connection, then customer gateway, then detach (reference §3.1).
  removalRank: 855,
  spec,
  attributes,
  references: () => [],
  nameOf: (spec) => spec.name,
  list: { action: "DescribeCustomerGateways", input: {} },
  observe: (output) =>
    ("CustomerGateways" in output ? (output.CustomerGateways ?? []) : []).flatMap((gateway) =>
      gateway.CustomerGatewayId
        ? [
            {
              awsId: gateway.CustomerGatewayId,
              name: nameTagOf(gateway.Tags),
              state: gateway.State ?? "unknown",
              marker: markerOf(gateway.Tags),
              ...tagsOf(gateway.Tags),
              attributes: {
                ipAddress: gateway.IpAddress,
                bgpAsn: asnOf(gateway.BgpAsnExtended ?? gateway.BgpAsn),
              },
            },
          ]
        : [],
    ),
  specOf: (observed) => ({
    name: observed.name ?? observed.awsId,
    ipAddress: observed.attributes.ipAddress,
    bgpAsn: observed.attributes.bgpAsn,
  }),
  check(key, spec, view) {
    const problems: Problem[] = [];
    if (!isPublicIpv4(spec.ipAddress)) {
      problems.push({ severity: "error", path: ["ipAddress"], phrase: phrase("problems.ipv4NotPublic") });
    }
    if (isReservedCustomerAsn(spec.bgpAsn, view.region)) {
      problems.push({
        severity: "error",
        path: ["bgpAsn"],
        phrase: phrase("problems.asnReserved", { asn: String(spec.bgpAsn) }),
        suggestion: "65000",
      });
    }
    const twin = view
      .all("customer-gateway")
      .find(
        (other) => other.key !== key && other.spec.ipAddress === spec.ipAddress && other.spec.bgpAsn === spec.bgpAsn,
      );
    if (twin) {
      // EC2 would return the existing gateway without a word (reference §1.3), and two keys would own one object.
      problems.push({
        severity: "error",
        path: ["ipAddress"],
        phrase: phrase("problems.customerGatewayExists", { name: twin.name, key: twin.key }),
        suggestion: twin.key,
      });
    }
    return problems;
  },
  create: (_key, spec) => ({
    call: {
      action: "CreateCustomerGateway",
      input: {
        Type: "ipsec.1",
        IpAddress: spec.ipAddress,
        // EC2 takes 4-byte numbers above 2 147 483 647 in a field of their own (reference §1.3).
        ...(spec.bgpAsn > 2_147_483_647 ? { BgpAsnExtended: spec.bgpAsn } : { BgpAsn: spec.bgpAsn }),
        TagSpecifications: [
          {
            ResourceType: "customer-gateway",
            Tags: [...nameTags(spec.name), { Key: MARKER_TAG, Value: { $marker: true } }],
          },
        ],
      },
    },
    phrase: phrase("plan.createCustomerGateway", { name: spec.name, address: spec.ipAddress }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.CustomerGateway?.CustomerGatewayId,
  update: ({ spec, observed, changes }) =>
    changes.every((change) => change.path[0] === "name")
      ? [
          {
            call: { action: "CreateTags", input: { Resources: [observed.awsId], Tags: nameTags(spec.name) } },
            phrase: phrase("plan.rename", { name: spec.name }),
            touch: { what: "nothing" },
          },
        ]
      : "replace",
  remove: (_key, observed) => ({
    call: { action: "DeleteCustomerGateway", input: { CustomerGatewayId: observed.awsId } },
    phrase: phrase("plan.deleteCustomerGateway", { name: observed.name ?? observed.awsId }),
    touch: { what: "destroys" },
  }),
  settled: (observed) => (observed.state === "pending" ? "settling" : "settled"),
  isGone: (observed) => observed.state === "deleted",
  timing: {
    create: { typicalSeconds: [1, 10], longestSeconds: 600 },
    update: { typicalSeconds: [1, 5], longestSeconds: 60 },
    remove: { typicalSeconds: [1, 10], longestSeconds: 300 },
  },
});

const createdOutput = z.object({ CustomerGateway: z.object({ CustomerGatewayId: z.string() }).partial().optional() });

/** EC2 returns ASNs as text (reference §1.3). */
function asnOf(text: string | undefined): number | undefined {
  const asn = Number(text);
  return text && Number.isInteger(asn) ? asn : undefined;
}
