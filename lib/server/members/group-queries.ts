import "server-only";
import { type Grant, grants, parseRole, type Role } from "@/lib/domain/changes/rights";
import { listMemberships } from "../auth/membership";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { loadRules } from "../policy/load-rules";

/** People of the organization who are named together. */
export interface GroupRow {
  id: string;
  name: string;
  description: string;
  /** The least role of its members; null leaves it to each. */
  role: Role | null;
  grants: Grant[];
  /** The value of a provider's claim that makes somebody a member; null for none. */
  ssoClaim: string | null;
  members: GroupMemberRow[];
  /** The names of the rules that ask for its approval; while there is one, the group stays. */
  rules: string[];
}

export interface GroupMemberRow {
  userId: string;
  name: string;
  email: string;
  /** By a provider's word at sign-in, which also takes it back. */
  isFromProvider: boolean;
  addedAt: Date;
}

/** The groups of the viewer's organization, by name. */
export async function listGroups(viewer: Viewer): Promise<GroupRow[]> {
  const { organizationId } = viewer;
  const [groups, memberships, rules] = await Promise.all([
    db.group.findMany({ where: { organizationId }, include: { members: true }, orderBy: { name: "asc" } }),
    listMemberships(db, { organizationId }),
    loadRules(db, organizationId),
  ]);
  const people = new Map(memberships.map((one) => [one.userId, one]));
  return groups.map(({ id, name, description, role, grants: given, ssoClaim, members }) => ({
    ...{ id, name, description, ssoClaim },
    role: role === null ? null : parseRole(role),
    grants: grants.filter((grant) => given.includes(grant)),
    members: members
      .flatMap(({ userId, source, addedAt }) => {
        const person = people.get(userId);
        if (!person) return [];
        return [{ userId, name: person.name, email: person.email, isFromProvider: source === "sso", addedAt }];
      })
      .sort((a, b) => a.name.localeCompare(b.name)),
    rules: rules
      .filter(({ requires }) => requires.approvals.some(({ groupId }) => groupId === id))
      .map((rule) => rule.name),
  }));
}

/** One of them; null for one that is not there, or another organization's. */
export async function findGroup(viewer: Viewer, id: string): Promise<GroupRow | null> {
  return (await listGroups(viewer)).find((group) => group.id === id) ?? null;
}
