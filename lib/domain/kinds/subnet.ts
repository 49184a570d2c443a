import { z } from "zod";
import { contains, isCidr, nextFreeCidr, overlaps, parseCidr } from "../net/cidr";
import { phrase } from "../phrase";
import type { Problem } from "../problem";
import { cidr, facts, name, reference } from "./fields";
import { nameInKey } from "./key";
import { type CallDraft, defineKind, type NetworkView } from "./kind";
import { pointingAt, textOf } from "./neighbours";
import { blockSizeProblems, errorAt, hostBitProblems } from "./problems";
import { creationTags, markerOf, nameTagOf, renameDraft, tagsOf } from "./tags";

const spec = z.object({
  name: name(),
  vpc: facts(reference("vpc"), { widget: "reference", kind: "vpc", immutable: true }),
  cidr: facts(cidr(), { widget: "cidr", immutable: true, source: "reference §1.2" }),
  zone: facts(z.string().trim().min(1, { error: "problems.zone" }), { widget: "zone", immutable: true }).optional(),
  autoPublicIp: facts(z.boolean(), { awsDefault: false }).default(false),
});

const attributes = z.object({
  vpcId: z.string().optional(),
  cidr: z.string().optional(),
  zone: z.string().optional(),
  autoPublicIp: z.boolean().optional(),
  freeAddresses: z.number().optional(),
});

/** A part of a VPC in one Availability Zone. */
export const subnet = defineKind({
  name: "subnet",
  awsIdPrefix: "subnet-",
  rank: 40,
  spec,
  attributes,
  references: (spec) => [{ field: "vpc", key: spec.vpc }],
  nameOf: (spec) => spec.name,
  list: { action: "DescribeSubnets", input: {} },
  observe: (output) =>
    ("Subnets" in output ? (output.Subnets ?? []) : []).flatMap((subnet) =>
      subnet.SubnetId
        ? [
            {
              awsId: subnet.SubnetId,
              name: nameTagOf(subnet.Tags),
              state: subnet.State ?? "unknown",
              marker: markerOf(subnet.Tags),
              ...tagsOf(subnet.Tags),
              attributes: {
                vpcId: subnet.VpcId ?? undefined,
                cidr: subnet.CidrBlock ?? undefined,
                zone: subnet.AvailabilityZone ?? undefined,
                autoPublicIp: subnet.MapPublicIpOnLaunch ?? undefined,
                freeAddresses: subnet.AvailableIpAddressCount ?? undefined,
              },
            },
          ]
        : [],
    ),
  specOf: ({ name, awsId, attributes: { vpcId, cidr, zone, autoPublicIp } }, names) => ({
    name: name ?? awsId,
    vpc: vpcId && names.keyOf("vpc", vpcId),
    cidr,
    zone,
    autoPublicIp,
  }),
  check: (key, spec, view) => [
    ...hostBitProblems(["cidr"], spec.cidr),
    ...blockSizeProblems(["cidr"], spec.cidr),
    ...placeProblems(key, spec, view),
  ],
  create: (_key, spec, tags) => ({
    call: {
      action: "CreateSubnet",
      input: {
        VpcId: { $awsId: spec.vpc },
        CidrBlock: spec.cidr,
        ...(spec.zone === undefined ? {} : { AvailabilityZone: spec.zone }),
        TagSpecifications: creationTags("subnet", spec.name, tags),
      },
    },
    phrase: phrase("plan.createSubnet", { name: spec.name, cidr: spec.cidr, vpc: nameInKey(spec.vpc) }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.Subnet?.SubnetId,
  afterCreate: (key, spec) => (spec.autoPublicIp ? [autoPublicIpDraft(key, spec)] : []),
  update({ key, spec, observed, changes }) {
    const changed = new Set(changes.map((change) => change.path[0]));
    if (changed.has("vpc") || changed.has("cidr") || changed.has("zone")) return "replace";
    return [
      ...(changed.has("name") ? [renameDraft(observed.awsId, spec.name)] : []),
      ...(changed.has("autoPublicIp") ? [autoPublicIpDraft(key, spec)] : []),
    ];
  },
  remove: (key, observed) => ({
    call: { action: "DeleteSubnet", input: { SubnetId: observed.awsId } },
    phrase: phrase("plan.deleteSubnet", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled(observed) {
    if (observed.state === "pending") return "settling";
    return observed.state.startsWith("failed")
      ? { severity: "error", phrase: phrase("problems.stateFailed", { state: observed.state }) }
      : "settled";
  },
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 10], longestSeconds: 300 },
    update: { typicalSeconds: [1, 5], longestSeconds: 60 },
    remove: { typicalSeconds: [1, 15], longestSeconds: 300 },
  },
});

const createdOutput = z.object({ Subnet: z.object({ SubnetId: z.string() }).partial().optional() });

type SubnetSpec = z.output<typeof spec>;

/** Inside its VPC and beside its siblings; offers the lowest free block of the same size. */
function placeProblems(key: string, spec: SubnetSpec, view: NetworkView): Problem[] {
  const vpc = view.get(spec.vpc);
  const vpcCidr = textOf(vpc, "cidr");
  if (!vpc || vpcCidr === undefined || !isCidr(vpcCidr)) return [];
  const siblings = pointingAt(view, "subnet", "vpc", spec.vpc).filter((sibling) => sibling.key !== key);
  const taken = siblings.flatMap((sibling) => textOf(sibling, "cidr") ?? []).filter(isCidr);
  const free = () => nextFreeCidr(vpcCidr, parseCidr(spec.cidr).prefixLength, taken) ?? undefined;

  if (!contains(vpcCidr, spec.cidr)) {
    const values = { cidr: spec.cidr, vpc: vpc.name, vpcCidr };
    return [errorAt(["cidr"], phrase("problems.subnetOutsideVpc", values), free())];
  }
  const clash = siblings.find((sibling) => {
    const other = textOf(sibling, "cidr");
    return other !== undefined && isCidr(other) && overlaps(other, spec.cidr);
  });
  if (!clash) return [];
  const values = { cidr: spec.cidr, other: clash.name };
  return [errorAt(["cidr"], phrase("problems.subnetOverlaps", values), free())];
}

function autoPublicIpDraft(key: string, spec: SubnetSpec): CallDraft {
  return {
    call: {
      action: "ModifySubnetAttribute",
      input: { SubnetId: { $awsId: key }, MapPublicIpOnLaunch: { Value: spec.autoPublicIp } },
    },
    phrase: phrase("plan.setAutoPublicIp", { name: spec.name, on: String(spec.autoPublicIp) }),
    touch: { what: "no-traffic" },
  };
}
