import "server-only";
import { isMatch, judgeRules, type Requirement, type Touched } from "@/lib/domain/changes/rules";
import { type Approver, whoCanGive } from "@/lib/domain/policy/who-can-give";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { loadNames, type RuleNames } from "./describe-rule";
import { loadPlaces, loadRules } from "./load-rules";
import { loadApprovers } from "./rule-queries";

/** What somebody thinks of touching. */
export type Supposed = Pick<Touched, "kind" | "impact" | "environmentId" | "tags">;

/** Approvals that would be asked for, and who could give them. */
export interface Asked {
  count: number;
  from: { what: "anyone" } | { what: "group" | "role"; name: string };
  because: Requirement["because"];
  mayGive: Pick<Approver, "id" | "name">[];
}

export interface Simulation {
  /** Number and name of the rule that decides; null where none matches, and so nothing could be applied. */
  rule: { number: number; name: string } | null;
  asked: Asked[];
}

/** Who would have to approve a change that touches such a resource, by the rules as they are now. */
export async function simulateRules(viewer: Viewer, supposed: Supposed): Promise<Simulation> {
  const { organizationId } = viewer;
  return db.$transaction(async (tx) => {
    const places = await loadPlaces(tx, organizationId);
    const place = places.find(({ id }) => id === supposed.environmentId);
    if (!place) throw new DomainError("environment-not-found");
    const touched: Touched = { ...supposed, purpose: place.purpose, key: `${supposed.kind}/-`, name: place.name };
    const rules = await loadRules(tx, organizationId);
    const index = rules.findIndex(({ match }) => isMatch(match, touched));
    const approvers = await loadApprovers(tx, organizationId);
    const names = await loadNames(tx, organizationId);
    return {
      rule: rules[index] ? { number: index + 1, name: rules[index].name } : null,
      asked: judgeRules(rules, [touched]).requirements.map((one) => askedOf(one, { approvers, names })),
    };
  });
}

function askedOf(
  { count, because, ...line }: Requirement,
  { approvers, names }: { approvers: Approver[]; names: RuleNames },
): Asked {
  return {
    count,
    from: fromOf(line, names),
    because,
    mayGive: whoCanGive(approvers, line).map(({ id, name }) => ({ id, name })),
  };
}

function fromOf({ groupId, role }: Omit<Requirement, "count" | "because">, { groups }: RuleNames): Asked["from"] {
  if (groupId !== undefined) return { what: "group", name: groups.get(groupId) ?? "" };
  return role === undefined ? { what: "anyone" } : { what: "role", name: role };
}
