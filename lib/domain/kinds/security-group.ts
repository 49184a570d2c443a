import { z } from "zod";
import { phrase } from "../phrase";
import { facts, name, reference } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { textOf } from "./neighbours";
import { errorAt } from "./problems";
import { creationTags, markerOf, tagsOf } from "./tags";

/** What EC2 takes in names and descriptions of security groups and rules (CreateSecurityGroup; reference §1.2). */
const GROUP_TEXT = /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

/** Free text of a group or a rule, 255 characters of EC2's alphabet. */
export function groupText(missing = "problems.groupTextAlphabet") {
  return z
    .string({ error: missing })
    .trim()
    .max(255, { error: "problems.descriptionTooLong" })
    .regex(GROUP_TEXT, { error: "problems.groupTextAlphabet" });
}

const spec = z.object({
  name: facts(
    name()
      .regex(GROUP_TEXT, { error: "problems.groupTextAlphabet" })
      .refine((text) => !text.toLowerCase().startsWith("sg-"), { error: "problems.groupNamePrefix" }),
    { immutable: true, source: "reference §1.2" },
  ),
  vpc: facts(reference("vpc"), { widget: "reference", kind: "vpc", immutable: true }),
  description: facts(groupText("problems.descriptionMissing").min(1, { error: "problems.descriptionMissing" }), {
    immutable: true,
  }),
});

const attributes = z.object({ vpcId: z.string().optional(), description: z.string().optional() });

/** A security group. Its name is EC2's GroupName, which cannot be changed; the default group of each VPC is listed unmanaged. */
export const securityGroup = defineKind({
  name: "security-group",
  awsIdPrefix: "sg-",
  rank: 110,
  spec,
  attributes,
  references: (spec) => [{ field: "vpc", key: spec.vpc }],
  // EC2 makes the default group with the VPC, deletes it with the VPC, and refuses to delete it alone (CannotDelete).
  removedWith: (observed) => (observed.name === "default" ? ["vpc"] : []),
  nameOf: (spec) => spec.name,
  list: { action: "DescribeSecurityGroups", input: {} },
  observe: (output) =>
    ("SecurityGroups" in output ? (output.SecurityGroups ?? []) : []).flatMap((group) =>
      group.GroupId
        ? [
            {
              awsId: group.GroupId,
              name: group.GroupName || null,
              // EC2 has no lifecycle word for it: what is listed is there.
              state: "available",
              marker: markerOf(group.Tags),
              ...tagsOf(group.Tags),
              attributes: { vpcId: group.VpcId ?? undefined, description: group.Description ?? undefined },
            },
          ]
        : [],
    ),
  specOf: ({ name, awsId, attributes: { vpcId, description } }, names) => ({
    name: name ?? awsId,
    vpc: vpcId && names.keyOf("vpc", vpcId),
    description,
  }),
  check(key, spec, view) {
    const twin = view
      .all("security-group")
      .find((other) => other.key !== key && textOf(other, "vpc") === spec.vpc && textOf(other, "name") === spec.name);
    const values = { name: spec.name, vpc: nameInKey(spec.vpc) };
    return twin ? [errorAt(["name"], phrase("problems.securityGroupExists", values))] : [];
  },
  create: (_key, spec, tags) => ({
    call: {
      action: "CreateSecurityGroup",
      input: {
        GroupName: spec.name,
        Description: spec.description,
        VpcId: { $awsId: spec.vpc },
        TagSpecifications: creationTags("security-group", spec.name, tags),
      },
    },
    phrase: phrase("plan.createSecurityGroup", { name: spec.name, vpc: nameInKey(spec.vpc) }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.GroupId,
  update: () => "replace",
  remove: (key, observed) => ({
    call: { action: "DeleteSecurityGroup", input: { GroupId: observed.awsId } },
    phrase: phrase("plan.deleteSecurityGroup", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled: () => "settled",
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 5], longestSeconds: 120 },
    update: { typicalSeconds: [1, 5], longestSeconds: 60 },
    remove: { typicalSeconds: [1, 10], longestSeconds: 600 },
  },
});

const createdOutput = z.object({ GroupId: z.string() });
