import { z } from "zod";
import { phrase } from "../phrase";
import { cidr, facts, name } from "./fields";
import { nameInKey } from "./key";
import { type CallDraft, defineKind } from "./kind";
import { blockSizeProblems, errorAt, hostBitProblems } from "./problems";
import { creationTags, markerOf, nameTagOf, renameDraft, tagsOf } from "./tags";

const DNS_SUPPORT_DEFAULT = true;
const DNS_HOSTNAMES_DEFAULT = false;

const spec = z.object({
  name: name(),
  cidr: facts(cidr(), { widget: "cidr", immutable: true, source: "reference §1.2" }),
  // DescribeVpcs does not show the DNS settings, and DescribeVpcAttribute would cost two calls for every VPC.
  dnsSupport: facts(z.boolean(), { awsDefault: DNS_SUPPORT_DEFAULT, unlisted: true }).default(DNS_SUPPORT_DEFAULT),
  dnsHostnames: facts(z.boolean(), { awsDefault: DNS_HOSTNAMES_DEFAULT, unlisted: true }).default(
    DNS_HOSTNAMES_DEFAULT,
  ),
});

const attributes = z.object({ cidr: z.string().optional(), isDefault: z.boolean() });

/** A virtual private cloud: the AWS side of every VPN that ends at a VPN gateway. */
export const vpc = defineKind({
  name: "vpc",
  awsIdPrefix: "vpc-",
  lane: 2,
  rank: 30,
  spec,
  attributes,
  references: () => [],
  nameOf: (spec) => spec.name,
  list: { action: "DescribeVpcs", input: {} },
  observe: (output) =>
    ("Vpcs" in output ? (output.Vpcs ?? []) : []).flatMap((vpc) =>
      vpc.VpcId
        ? [
            {
              awsId: vpc.VpcId,
              name: nameTagOf(vpc.Tags),
              state: vpc.State ?? "unknown",
              marker: markerOf(vpc.Tags),
              ...tagsOf(vpc.Tags),
              attributes: { cidr: vpc.CidrBlock ?? undefined, isDefault: vpc.IsDefault ?? false },
            },
          ]
        : [],
    ),
  specOf: (observed) => ({ name: observed.name ?? observed.awsId, cidr: observed.attributes.cidr }),
  check(_key, spec) {
    const problems = [...hostBitProblems(["cidr"], spec.cidr), ...blockSizeProblems(["cidr"], spec.cidr)];
    if (spec.dnsHostnames && !spec.dnsSupport) {
      problems.push(errorAt(["dnsHostnames"], phrase("problems.dnsHostnamesNeedSupport")));
    }
    return problems;
  },
  create: (_key, spec, tags) => ({
    call: {
      action: "CreateVpc",
      input: { CidrBlock: spec.cidr, TagSpecifications: creationTags("vpc", spec.name, tags) },
    },
    phrase: phrase("plan.createVpc", { name: spec.name, cidr: spec.cidr }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.Vpc?.VpcId,
  afterCreate: (key, spec) => [
    ...(spec.dnsSupport === DNS_SUPPORT_DEFAULT ? [] : [dnsSupportDraft(key, spec)]),
    ...(spec.dnsHostnames === DNS_HOSTNAMES_DEFAULT ? [] : [dnsHostnamesDraft(key, spec)]),
  ],
  update({ key, spec, observed, changes }) {
    const changed = new Set(changes.map((change) => change.path[0]));
    if (changed.has("cidr")) return "replace";
    return [
      ...(changed.has("name") ? [renameDraft(observed.awsId, spec.name)] : []),
      ...(changed.has("dnsSupport") ? [dnsSupportDraft(key, spec)] : []),
      ...(changed.has("dnsHostnames") ? [dnsHostnamesDraft(key, spec)] : []),
    ];
  },
  remove: (key, observed) => ({
    call: { action: "DeleteVpc", input: { VpcId: observed.awsId } },
    phrase: phrase("plan.deleteVpc", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled: (observed) => (observed.state === "pending" ? "settling" : "settled"),
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 10], longestSeconds: 300 },
    update: { typicalSeconds: [1, 5], longestSeconds: 60 },
    remove: { typicalSeconds: [1, 10], longestSeconds: 300 },
  },
});

const createdOutput = z.object({ Vpc: z.object({ VpcId: z.string() }).partial().optional() });

type VpcSpec = z.output<typeof spec>;

/** ModifyVpcAttribute takes one attribute a call. */
function dnsSupportDraft(key: string, spec: VpcSpec): CallDraft {
  return {
    call: {
      action: "ModifyVpcAttribute",
      input: { VpcId: { $awsId: key }, EnableDnsSupport: { Value: spec.dnsSupport } },
    },
    phrase: phrase("plan.setDnsSupport", { name: spec.name, on: String(spec.dnsSupport) }),
    touch: { what: "no-traffic" },
  };
}

function dnsHostnamesDraft(key: string, spec: VpcSpec): CallDraft {
  return {
    call: {
      action: "ModifyVpcAttribute",
      input: { VpcId: { $awsId: key }, EnableDnsHostnames: { Value: spec.dnsHostnames } },
    },
    phrase: phrase("plan.setDnsHostnames", { name: spec.name, on: String(spec.dnsHostnames) }),
    touch: { what: "no-traffic" },
  };
}
