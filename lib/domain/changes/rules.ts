import { z } from "zod";
import { type EnvironmentPurpose, purposes } from "../environments/environment-facts";
import { isKindName, type KindName } from "../kinds";
import type { Impact } from "../plan/step";
import { type Role, roles } from "./rights";

export interface Tag {
  key: string;
  value: string;
}

/** Which touched resources a rule is about: all that is named must hold, and of a list one member. Nothing named: everything. */
export interface RuleMatch {
  kinds?: KindName[];
  environmentIds?: string[];
  purposes?: EnvironmentPurpose[];
  tags?: Tag[];
  /** From this impact on. */
  impactFrom?: Impact;
}

/** Whose approvals a rule asks for. One person's approval counts for every line that it fits. */
export interface RuleRequires {
  approvals: { count: number; groupId?: string; role?: Role }[];
}

/** One line of an organization's approval rules. */
export interface ApprovalRule {
  id: string;
  name: string;
  match: RuleMatch;
  requires: RuleRequires;
}

/** A resource that a plan changes, makes, takes away or only takes over. */
export interface Touched {
  key: string;
  kind: KindName;
  name: string;
  /** The highest of its steps; 0 without a step. */
  impact: Impact;
  environmentId: string;
  purpose: EnvironmentPurpose;
  /** Its own in AWS, and those of what it stands on: what is new, or a relation, has none of its own. */
  tags: Tag[];
}

/** So many approvals by people of a group, by holders of a role, or by anyone who may review. */
export interface Requirement {
  count: number;
  groupId?: string;
  role?: Role;
  /** The rules that ask for it, each with the names of the resources it asks for. */
  because: { rule: string; names: string[] }[];
}

/**
 * Who has to approve. The rules are read from the top like an access list: for each touched resource the first that matches
 * decides. What they ask for adds up; of two that ask the same people, the higher count holds. What no rule matches is
 * `unmatched`, and keeps the change from being applied.
 */
export function judgeRules(
  rules: readonly ApprovalRule[],
  touched: readonly Touched[],
): { requirements: Requirement[]; unmatched: Touched[] } {
  const requirements = new Map<string, Requirement>();
  const unmatched: Touched[] = [];
  for (const resource of touched) {
    const rule = rules.find(({ match }) => isMatch(match, resource));
    if (!rule) unmatched.push(resource);
    for (const line of rule?.requires.approvals ?? []) ask(requirements, line, { rule: rule?.name ?? "", resource });
  }
  return { requirements: [...requirements.values()], unmatched };
}

/** Whether a rule is about this resource. */
export function isMatch(match: RuleMatch, { kind, environmentId, purpose, tags, impact }: Touched): boolean {
  return (
    (!match.kinds || match.kinds.includes(kind)) &&
    (!match.environmentIds || match.environmentIds.includes(environmentId)) &&
    (!match.purposes || match.purposes.includes(purpose)) &&
    (!match.tags || match.tags.some((wanted) => tags.some((tag) => isSameTag(wanted, tag)))) &&
    impact >= (match.impactFrom ?? 0)
  );
}

function isSameTag(a: Tag, b: Tag): boolean {
  return a.key === b.key && a.value === b.value;
}

function ask(
  requirements: Map<string, Requirement>,
  { count, groupId, role }: RuleRequires["approvals"][number],
  { rule, resource }: { rule: string; resource: Touched },
): void {
  const from = groupId ?? role ?? "";
  const known = requirements.get(from) ?? {
    count: 0,
    ...(groupId === undefined ? {} : { groupId }),
    ...(role === undefined ? {} : { role }),
    because: [],
  };
  const because = known.because.find((one) => one.rule === rule);
  if (!because) known.because.push({ rule, names: [resource.name] });
  else if (!because.names.includes(resource.name)) because.names.push(resource.name);
  requirements.set(from, { ...known, count: Math.max(known.count, count) });
}

const APPROVALS_MAX = 10;
const LINES_MAX = 10;
const LISTED_MAX = 100;

const impact = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const tag = z.object({ key: z.string().min(1).max(128), value: z.string().max(256) });

/** A rule's `match` as a form sends it and as it is stored. An empty list would match nothing by accident, so it is refused. */
export const ruleMatchSchema: z.ZodType<RuleMatch> = z.object({
  kinds: z
    .array(z.custom<KindName>((value) => typeof value === "string" && isKindName(value)))
    .nonempty()
    .optional(),
  environmentIds: z.array(z.uuid()).nonempty().max(LISTED_MAX).optional(),
  purposes: z.array(z.enum(purposes)).nonempty().optional(),
  tags: z.array(tag).nonempty().max(LISTED_MAX).optional(),
  impactFrom: impact.optional(),
});

/** A rule's `requires`. At least one person always has to approve. */
export const ruleRequiresSchema: z.ZodType<RuleRequires> = z.object({
  approvals: z
    .array(
      z
        .object({
          count: z.number().int().min(1).max(APPROVALS_MAX),
          groupId: z.uuid().optional(),
          role: z.enum(roles).optional(),
        })
        .refine((line) => line.groupId === undefined || line.role === undefined),
    )
    .nonempty()
    .max(LINES_MAX),
});

/** The rules that an organization begins with, the same as the migration wrote for those that were there before. */
export function defaultRules(networkGroupId: string): Omit<ApprovalRule, "id">[] {
  return [
    { name: "Sandboxes", match: { purposes: ["sandbox"] }, requires: { approvals: [{ count: 1 }] } },
    {
      name: "Impact 4: destroys",
      match: { impactFrom: 4 },
      requires: { approvals: [{ count: 2 }, { count: 1, role: "admin" }] },
    },
    { name: "Impact 3: the last tunnel", match: { impactFrom: 3 }, requires: { approvals: [{ count: 2 }] } },
    {
      name: "Impact 2: one tunnel of two",
      match: { impactFrom: 2 },
      requires: { approvals: [{ count: 1, groupId: networkGroupId }] },
    },
    { name: "Everything else", match: {}, requires: { approvals: [{ count: 1 }] } },
  ];
}
