import type { Impact } from "@/lib/domain/plan/step";
import type { RuleInput } from "@/lib/domain/policy/rule-input";

/** One line of the form: how many, and by whom as the value of its list ("", "group <id>", "role admin"). */
export interface ApprovalLine {
  id: number;
  count: string;
  from: string;
}

/** What the form of a rule holds. Empty lists match everything. */
export interface RuleValues {
  name: string;
  environmentIds: readonly string[];
  purposes: readonly string[];
  kinds: readonly string[];
  impactFrom: Impact;
  tags: readonly { id: number; key: string; value: string }[];
  approvals: readonly ApprovalLine[];
}

/** A rule that asks the least: one approval for everything. */
export const newRule: RuleValues = {
  name: "",
  environmentIds: [],
  purposes: [],
  kinds: [],
  impactFrom: 0,
  tags: [],
  approvals: [{ id: 0, count: "1", from: "" }],
};

/** What the form of a rule begins with. */
export function valuesOf({ name, match, requires }: RuleInput): RuleValues {
  return {
    name,
    environmentIds: match.environmentIds ?? [],
    purposes: match.purposes ?? [],
    kinds: match.kinds ?? [],
    impactFrom: match.impactFrom ?? 0,
    tags: (match.tags ?? []).map((tag, id) => ({ id, ...tag })),
    approvals: requires.approvals.map(({ count, groupId, role }, id) => ({
      id,
      count: String(count),
      from: groupId === undefined ? (role === undefined ? "" : `role ${role}`) : `group ${groupId}`,
    })),
  };
}

/** What is sent; what is left open is left out. The server judges the shape, so that kinds and roles are plain texts here. */
export function inputOf(values: RuleValues) {
  const { name, environmentIds, purposes, kinds, impactFrom, tags, approvals } = values;
  return {
    name,
    match: {
      ...(environmentIds.length > 0 && { environmentIds: [...environmentIds] }),
      ...(purposes.length > 0 && { purposes: [...purposes] }),
      ...(kinds.length > 0 && { kinds: [...kinds] }),
      ...(tags.length > 0 && { tags: tags.map(({ key, value }) => ({ key: key.trim(), value: value.trim() })) }),
      ...(impactFrom > 0 && { impactFrom }),
    },
    requires: { approvals: approvals.map((line) => ({ count: countOf(line), ...fromOf(line) })) },
  };
}

/** Not a number while the field holds none. */
export function countOf({ count }: ApprovalLine): number {
  return count.trim() === "" ? Number.NaN : Number(count);
}

/** Whom a line asks, as a rule says it. */
export function fromOf({ from }: ApprovalLine): { groupId?: string; role?: string } {
  const [what, which] = from.split(" ");
  if (what === "group") return { groupId: which };
  return what === "role" ? { role: which } : {};
}
