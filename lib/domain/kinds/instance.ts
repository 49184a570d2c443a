import type { _InstanceType } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { phrase } from "../phrase";
import { facts, name, reference } from "./fields";
import { nameInKey } from "./key";
import { type CallDraft, defineKind } from "./kind";
import { neighbourOf, pointingAt, textOf } from "./neighbours";
import { orderAlike } from "./order-alike";
import { errorAt } from "./problems";
import { creationTags, markerOf, nameTagOf, renameDraft, tagsOf } from "./tags";

const INSTANCE_TYPE_DEFAULT = "t3.micro";

/** The newest Amazon Linux 2023, under the name at which AWS publishes it in every Region (reference §1.2). */
export const AMAZON_LINUX_IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

const RESOLVED = "resolve:ssm:";

/** An id, or the name of an SSM parameter that holds one, perhaps with its version or label (EC2 user guide, "Reference AMIs"). */
const IMAGE = /^(?:ami-(?:[0-9a-f]{8}|[0-9a-f]{17})|resolve:ssm:[A-Za-z0-9_./-]+(?::[A-Za-z0-9_.-]+)?)$/;

const spec = z.object({
  name: name(),
  subnet: facts(reference("subnet"), { widget: "reference", kind: "subnet", immutable: true }),
  securityGroups: facts(
    z
      .array(reference("security-group"), { error: "problems.securityGroupMissing" })
      .min(1, { error: "problems.securityGroupMissing" }),
    {
      widget: "reference",
      kind: "security-group",
    },
  ),
  imageId: facts(z.string({ error: "problems.imageId" }).trim().regex(IMAGE, { error: "problems.imageId" }), {
    immutable: true,
  }),
  instanceType: facts(
    z
      .string()
      .trim()
      .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, { error: "problems.instanceType" }),
    { immutable: true },
  ).default(INSTANCE_TYPE_DEFAULT),
});

const attributes = z.object({
  subnetId: z.string().optional(),
  vpcId: z.string().optional(),
  securityGroupIds: z.array(z.string()),
  imageId: z.string().optional(),
  instanceType: z.string().optional(),
  privateIpAddress: z.string().optional(),
  publicIpAddress: z.string().optional(),
});

/** A host to test the connection from. */
export const instance = defineKind({
  name: "instance",
  awsIdPrefix: "i-",
  rank: 170,
  spec,
  attributes,
  references: (spec) => [
    { field: "subnet", key: spec.subnet },
    ...spec.securityGroups.map((key) => ({ field: "securityGroups", key })),
  ],
  // An internet gateway cannot be detached while public addresses are mapped (DependencyViolation; reference §3.2).
  follows(spec, view) {
    const vpc = textOf(view.get(spec.subnet), "vpc");
    if (vpc === undefined) return [];
    return pointingAt(view, "internet-gateway-attachment", "vpc", vpc).map((attachment) => attachment.key);
  },
  nameOf: (spec) => spec.name,
  list: { action: "DescribeInstances", input: {} },
  observe: (output) =>
    ("Reservations" in output ? (output.Reservations ?? []) : [])
      .flatMap((reservation) => reservation.Instances ?? [])
      .flatMap((instance) =>
        instance.InstanceId
          ? [
              {
                awsId: instance.InstanceId,
                name: nameTagOf(instance.Tags),
                state: instance.State?.Name ?? "unknown",
                marker: markerOf(instance.Tags),
                ...tagsOf(instance.Tags),
                attributes: {
                  subnetId: instance.SubnetId ?? undefined,
                  vpcId: instance.VpcId ?? undefined,
                  securityGroupIds: (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
                  imageId: instance.ImageId ?? undefined,
                  instanceType: instance.InstanceType ?? undefined,
                  privateIpAddress: instance.PrivateIpAddress ?? undefined,
                  publicIpAddress: instance.PublicIpAddress ?? undefined,
                },
              },
            ]
          : [],
      ),
  specOf: ({ name, awsId, attributes: { subnetId, securityGroupIds, imageId, instanceType } }, names, like) => ({
    name: name ?? awsId,
    subnet: subnetId && names.keyOf("subnet", subnetId),
    securityGroups: orderAlike(
      securityGroupIds.map((id) => names.keyOf("security-group", id)),
      like?.securityGroups,
    ),
    // EC2 answers the id that the name stood for at launch. What it stands for today is no difference.
    imageId: imageId && like?.imageId?.startsWith(RESOLVED) ? like.imageId : imageId,
    instanceType,
  }),
  check(_key, spec, view) {
    const vpc = neighbourOf(view, view.get(spec.subnet), "vpc");
    const strangers = spec.securityGroups.filter((key) => {
      const groupVpc = textOf(view.get(key), "vpc");
      return vpc && groupVpc !== undefined && groupVpc !== vpc.key;
    });
    return strangers.map((key) =>
      errorAt(["securityGroups"], phrase("problems.securityGroupOfOtherVpc", { group: nameInKey(key) })),
    );
  },
  create: (_key, spec, tags) => ({
    call: {
      action: "RunInstances",
      input: {
        ImageId: spec.imageId,
        InstanceType: instanceTypeOf(spec.instanceType),
        MinCount: 1,
        MaxCount: 1,
        SubnetId: { $awsId: spec.subnet },
        SecurityGroupIds: spec.securityGroups.map((key) => ({ $awsId: key })),
        MetadataOptions: { HttpTokens: "required" },
        TagSpecifications: creationTags("instance", spec.name, tags),
      },
    },
    phrase: phrase("plan.runInstance", { name: spec.name, subnet: nameInKey(spec.subnet), type: spec.instanceType }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.Instances[0]?.InstanceId,
  update({ spec, observed, changes }) {
    const changed = new Set(changes.map((change) => change.path[0]));
    const inPlace = [...changed].every((field) => field === "name" || field === "securityGroups");
    if (!inPlace) return "replace";
    return [
      ...(changed.has("name") ? [renameDraft(observed.awsId, spec.name)] : []),
      ...(changed.has("securityGroups") ? [securityGroupsDraft(observed.awsId, spec)] : []),
    ];
  },
  remove: (key, observed) => ({
    call: { action: "TerminateInstances", input: { InstanceIds: [observed.awsId] } },
    phrase: phrase("plan.terminateInstance", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled(observed) {
    if (observed.state === "pending") return "settling";
    return observed.state === "shutting-down" || observed.state === "terminated"
      ? { severity: "error", phrase: phrase("problems.stateFailed", { state: observed.state }) }
      : "settled";
  },
  isGone: (observed) => observed.state === "terminated",
  // The SDK's own waiter for `running` asks 40 times every 15 s (reference §1.2).
  timing: {
    create: { typicalSeconds: [10, 60], longestSeconds: 600 },
    update: { typicalSeconds: [1, 10], longestSeconds: 120 },
    remove: { typicalSeconds: [20, 120], longestSeconds: 900 },
  },
});

const createdOutput = z.object({ Instances: z.array(z.object({ InstanceId: z.string() }).partial()) });

type InstanceSpec = z.output<typeof spec>;

/** EC2's list of types grows faster than the SDK's, so only the shape is judged here; the rest is EC2's to say. */
function instanceTypeOf(text: string): _InstanceType {
  return text as _InstanceType;
}

function securityGroupsDraft(awsId: string, wanted: InstanceSpec): CallDraft {
  return {
    call: {
      action: "ModifyInstanceAttribute",
      input: { InstanceId: awsId, Groups: wanted.securityGroups.map((key) => ({ $awsId: key })) },
    },
    phrase: phrase("plan.setSecurityGroups", { name: wanted.name }),
    touch: { what: "no-traffic" },
  };
}
