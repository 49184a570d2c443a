import { z } from "zod";
import { phrase } from "../phrase";
import type { Problem } from "../problem";
import { cidr, facts, reference } from "./fields";
import { nameInKey } from "./key";
import { type CallDraft, defineKind, type Observed } from "./kind";
import { errorAt, hostBitProblems } from "./problems";
import { groupText } from "./security-group";
import { creationTags, markerOf, tagsOf } from "./tags";

const port = (problem: string) =>
  z.number({ error: problem }).int({ error: problem }).min(0, problem).max(65535, problem);
const icmp = (problem: string) =>
  z.number({ error: problem }).int({ error: problem }).min(-1, problem).max(255, problem);

const spec = z.object({
  securityGroup: facts(reference("security-group"), {
    widget: "reference",
    kind: "security-group",
    immutable: true,
  }),
  direction: facts(z.enum(["ingress", "egress"], { error: "problems.choiceUnknown" }), {
    widget: "choices",
    immutable: true,
  }).default("ingress"),
  protocol: facts(z.enum(["tcp", "udp", "icmp", "all"], { error: "problems.choiceUnknown" }), { widget: "choices" }),
  fromPort: facts(port("problems.port"), { source: "reference §1.2" }).optional(),
  toPort: facts(port("problems.port"), { source: "reference §1.2" }).optional(),
  icmpType: facts(icmp("problems.icmp"), { awsDefault: -1, source: "reference §1.2" }).optional(),
  icmpCode: facts(icmp("problems.icmp"), { awsDefault: -1, source: "reference §1.2" }).optional(),
  cidr: cidr().optional(),
  peerGroup: facts(reference("security-group"), { widget: "reference", kind: "security-group" }).optional(),
  description: groupText().optional(),
});

const attributes = z.object({
  groupId: z.string().optional(),
  isEgress: z.boolean(),
  /** EC2's word: tcp, udp, icmp, "-1" for all, or a protocol number. */
  protocol: z.string().optional(),
  fromPort: z.number().optional(),
  toPort: z.number().optional(),
  /** IPv4 block, IPv6 block, prefix list or security group: whichever the rule names. */
  cidr: z.string().optional(),
  peer: z.string().optional(),
  peerGroupId: z.string().optional(),
  description: z.string().optional(),
});

/** One rule of a security group, with an id of its own ("sgr-…"). */
export const securityGroupRule = defineKind({
  name: "security-group-rule",
  awsIdPrefix: "sgr-",
  isRelation: true,
  rank: 120,
  spec,
  attributes,
  references: (spec) => [
    { field: "securityGroup", key: spec.securityGroup },
    ...(spec.peerGroup === undefined ? [] : [{ field: "peerGroup", key: spec.peerGroup }]),
  ],
  removedWith: () => ["securityGroup"],
  nameOf: (spec, nameOf) =>
    [
      nameOf(spec.securityGroup),
      spec.direction,
      spec.protocol,
      portsOf(spec),
      spec.cidr ?? (spec.peerGroup === undefined ? undefined : nameOf(spec.peerGroup)),
    ]
      .filter((part) => part !== undefined)
      .join(":"),
  list: { action: "DescribeSecurityGroupRules", input: {} },
  observe: (output) =>
    ("SecurityGroupRules" in output ? (output.SecurityGroupRules ?? []) : []).flatMap((rule) =>
      rule.SecurityGroupRuleId
        ? [
            {
              awsId: rule.SecurityGroupRuleId,
              name: null,
              // EC2 has no lifecycle word for it: what is listed is in force.
              state: "active",
              marker: markerOf(rule.Tags),
              ...tagsOf(rule.Tags),
              attributes: {
                groupId: rule.GroupId ?? undefined,
                isEgress: rule.IsEgress ?? false,
                protocol: rule.IpProtocol ?? undefined,
                fromPort: rule.FromPort ?? undefined,
                toPort: rule.ToPort ?? undefined,
                cidr: rule.CidrIpv4 ?? undefined,
                peer:
                  rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? undefined,
                peerGroupId: rule.ReferencedGroupInfo?.GroupId ?? undefined,
                description: rule.Description || undefined,
              },
            },
          ]
        : [],
    ),
  specOf({ attributes: rule }, names): Partial<RuleSpec> {
    const protocol = PROTOCOLS[rule.protocol ?? ""];
    const isIcmp = protocol === "icmp";
    const hasPorts = protocol === "tcp" || protocol === "udp";
    return {
      securityGroup: rule.groupId && names.keyOf("security-group", rule.groupId),
      direction: rule.isEgress ? "egress" : "ingress",
      protocol,
      fromPort: hasPorts ? rule.fromPort : undefined,
      toPort: hasPorts ? rule.toPort : undefined,
      icmpType: isIcmp ? rule.fromPort : undefined,
      icmpCode: isIcmp ? rule.toPort : undefined,
      cidr: rule.cidr,
      peerGroup: rule.peerGroupId && names.keyOf("security-group", rule.peerGroupId),
      description: rule.description,
    };
  },
  check: (_key, spec) => [...peerProblems(spec), ...portProblems(spec)],
  create: (_key, spec, tags) => createDraft(spec, tags),
  createdId: (output) => createdOutput.safeParse(output).data?.SecurityGroupRules[0]?.SecurityGroupRuleId,
  update: ({ spec, observed, changes }) =>
    changes.some((change) => change.path[0] === "securityGroup" || change.path[0] === "direction")
      ? "replace"
      : [
          {
            call: {
              action: "ModifySecurityGroupRules",
              input: {
                GroupId: { $awsId: spec.securityGroup },
                SecurityGroupRules: [
                  {
                    SecurityGroupRuleId: observed.awsId,
                    SecurityGroupRule: {
                      ...protocolInput(spec),
                      ...(spec.cidr === undefined ? {} : { CidrIpv4: spec.cidr }),
                      ...(spec.peerGroup === undefined ? {} : { ReferencedGroupId: { $awsId: spec.peerGroup } }),
                      ...(spec.description === undefined ? {} : { Description: spec.description }),
                    },
                  },
                ],
              },
            },
            phrase: phrase("plan.changeRule", phraseValues(spec)),
            touch: { what: "no-traffic" },
          },
        ],
  remove: (key, observed) => ({
    call: {
      action: observed.attributes.isEgress ? "RevokeSecurityGroupEgress" : "RevokeSecurityGroupIngress",
      input: { GroupId: observed.attributes.groupId, SecurityGroupRuleIds: [observed.awsId] },
    },
    phrase: phrase("plan.revokeRule", { name: nameInKey(key) }),
    touch: { what: "no-traffic" },
  }),
  settled: () => "settled",
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 5], longestSeconds: 120 },
    update: { typicalSeconds: [1, 5], longestSeconds: 120 },
    remove: { typicalSeconds: [1, 5], longestSeconds: 120 },
  },
});

const createdOutput = z.object({
  SecurityGroupRules: z.array(z.object({ SecurityGroupRuleId: z.string() }).partial()),
});

type RuleSpec = z.output<typeof spec>;

/** EC2's words for the protocols that a spec can name; other numbers are shown and cannot be edited. */
const PROTOCOLS: Record<string, RuleSpec["protocol"] | undefined> = {
  tcp: "tcp",
  udp: "udp",
  icmp: "icmp",
  "6": "tcp",
  "17": "udp",
  "1": "icmp",
  "-1": "all",
};

/** "22", "1024-2048"; undefined where the protocol has no ports. */
function portsOf(spec: RuleSpec): string | undefined {
  if (spec.fromPort === undefined || spec.toPort === undefined) return undefined;
  return spec.fromPort === spec.toPort ? String(spec.fromPort) : `${spec.fromPort}-${spec.toPort}`;
}

function createDraft(spec: RuleSpec, tags: Observed["tags"]): CallDraft {
  const input = {
    GroupId: { $awsId: spec.securityGroup },
    IpPermissions: [
      {
        ...protocolInput(spec),
        ...(spec.cidr === undefined ? {} : { IpRanges: [{ CidrIp: spec.cidr, ...descriptionOf(spec) }] }),
        ...(spec.peerGroup === undefined
          ? {}
          : { UserIdGroupPairs: [{ GroupId: { $awsId: spec.peerGroup }, ...descriptionOf(spec) }] }),
      },
    ],
    TagSpecifications: creationTags("security-group-rule", undefined, tags),
  };
  return {
    call:
      spec.direction === "egress"
        ? { action: "AuthorizeSecurityGroupEgress", input }
        : { action: "AuthorizeSecurityGroupIngress", input },
    phrase: phrase("plan.authorizeRule", phraseValues(spec)),
    touch: { what: "no-traffic" },
  };
}

/** ICMP puts its type and code where the others have ports; -1 is all (reference §1.2). */
function protocolInput(spec: RuleSpec): { IpProtocol: string; FromPort?: number; ToPort?: number } {
  switch (spec.protocol) {
    case "all":
      return { IpProtocol: "-1" };
    case "icmp":
      return { IpProtocol: "icmp", FromPort: spec.icmpType ?? -1, ToPort: spec.icmpCode ?? -1 };
    case "tcp":
    case "udp":
      return { IpProtocol: spec.protocol, FromPort: spec.fromPort, ToPort: spec.toPort };
  }
}

function descriptionOf(spec: RuleSpec): { Description?: string } {
  return spec.description === undefined ? {} : { Description: spec.description };
}

function phraseValues(spec: RuleSpec): Record<string, string> {
  return {
    group: nameInKey(spec.securityGroup),
    direction: spec.direction,
    protocol: spec.protocol,
    ports: portsOf(spec) ?? "all",
    peer: spec.cidr ?? nameInKey(spec.peerGroup ?? "none"),
  };
}

function peerProblems(spec: RuleSpec): Problem[] {
  if (spec.cidr === undefined && spec.peerGroup === undefined)
    return [errorAt(["cidr"], phrase("problems.peerMissing"))];
  if (spec.cidr !== undefined && spec.peerGroup !== undefined)
    return [errorAt(["peerGroup"], phrase("problems.peerTwice"))];
  return spec.cidr === undefined ? [] : hostBitProblems(["cidr"], spec.cidr);
}

function portProblems(spec: RuleSpec): Problem[] {
  const hasPorts = spec.protocol === "tcp" || spec.protocol === "udp";
  if (!hasPorts) {
    const given = spec.fromPort !== undefined || spec.toPort !== undefined;
    return given ? [errorAt(["fromPort"], phrase("problems.portsWithoutProtocol", { protocol: spec.protocol }))] : [];
  }
  if (spec.fromPort === undefined) return [errorAt(["fromPort"], phrase("problems.portMissing"))];
  if (spec.toPort === undefined) return [errorAt(["toPort"], phrase("problems.portMissing"), String(spec.fromPort))];
  return spec.fromPort > spec.toPort ? [errorAt(["toPort"], phrase("problems.portOrder"), String(spec.fromPort))] : [];
}
