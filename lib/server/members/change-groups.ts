import "server-only";
import type { Grant, Role } from "@/lib/domain/changes/rights";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import type { Db } from "../db/client";
import { loadRules } from "../policy/load-rules";
import { type Decided, decideAboutPeople } from "./decide-about-people";

export interface GroupInput {
  name: string;
  description: string;
  /** The least role of its members; null leaves it to each. */
  role: Role | null;
  grants: readonly Grant[];
  /** Whom a provider's word makes a member; "" for nobody. */
  ssoClaim: string;
}

/** Adds a group without members. */
export async function createGroup(viewer: Viewer, input: GroupInput): Promise<{ groupId: string }> {
  const { organizationId } = viewer;
  const created = await decideAboutPeople(viewer, async (tx) => {
    await refuseTakenName(tx, viewer, { name: input.name });
    const { id } = await tx.group.create({ data: { ...columnsOf(input), organizationId }, select: { id: true } });
    return { id, decided: { action: "group.created", subject: input.name, detail: detailOf(columnsOf(input)) } };
  });
  if (!created) throw new Error("A group that was created must have an id");
  return { groupId: created.id };
}

/** Changes what a group is called and what it brings its members. */
export async function updateGroup(
  viewer: Viewer,
  { groupId, ...input }: GroupInput & { groupId: string },
): Promise<void> {
  await decideAboutPeople(viewer, async (tx) => {
    const before = await findGroup(tx, viewer, groupId);
    await refuseTakenName(tx, viewer, { name: input.name, groupId });
    await tx.group.update({ where: { id: groupId }, data: columnsOf(input) });
    return {
      decided: {
        action: "group.changed",
        subject: before.name,
        detail: { before: detailOf(before), after: { name: input.name, ...detailOf(columnsOf(input)) } },
      },
    };
  });
}

/** Removes a group that no rule asks for. */
export async function removeGroup(viewer: Viewer, groupId: string): Promise<void> {
  await decideAboutPeople(viewer, async (tx) => {
    const group = await findGroup(tx, viewer, groupId);
    const rules = await rulesThatNeed(tx, viewer, groupId);
    if (rules.length > 0) throw new DomainError("group-needed", { name: group.name, rules: rules.join(", ") });
    const members = await tx.groupMember.count({ where: { groupId } });
    await tx.group.delete({ where: { id: groupId } });
    return { decided: { action: "group.removed", subject: group.name, detail: { ...detailOf(group), members } } };
  });
}

/** Puts a member of the organization into a group. */
export async function addToGroup(viewer: Viewer, place: GroupPlace): Promise<void> {
  await decideAboutPeople(viewer, async (tx) => {
    const { group, person, entry } = await findPlace(tx, viewer, place);
    if (entry?.source === "manual") return null;
    // Who came by a claim stays from then on, whatever the provider says.
    await tx.groupMember.upsert({
      where: { groupId_userId: place },
      create: place,
      update: { source: "manual" },
    });
    return placed("group.member-added", { group, person });
  });
}

/** Takes a member out of a group. Whom a provider's word put there comes back with their next sign-in. */
export async function removeFromGroup(viewer: Viewer, place: GroupPlace): Promise<void> {
  await decideAboutPeople(viewer, async (tx) => {
    const { group, person, entry } = await findPlace(tx, viewer, place);
    if (!entry) return null;
    await tx.groupMember.delete({ where: { groupId_userId: place } });
    return placed("group.member-removed", { group, person });
  });
}

interface GroupPlace {
  groupId: string;
  userId: string;
}

function placed(action: string, { group, person }: { group: string; person: string }): { decided: Decided } {
  return { decided: { action, subject: group, detail: { member: person } } };
}

async function findPlace(tx: Db, viewer: Viewer, { groupId, userId }: GroupPlace) {
  const group = await findGroup(tx, viewer, groupId);
  const member = await tx.member.findUnique({
    where: { organizationId_userId: { organizationId: viewer.organizationId, userId } },
    select: { name: true, user: { select: { name: true } } },
  });
  if (!member) throw new DomainError("member-gone");
  const entry = await tx.groupMember.findUnique({ where: { groupId_userId: { groupId, userId } } });
  return { group: group.name, person: member.name ?? member.user.name, entry };
}

async function findGroup(tx: Db, { organizationId }: Viewer, groupId: string) {
  const group = await tx.group.findFirst({ where: { id: groupId, organizationId } });
  if (!group) throw new DomainError("group-gone");
  return group;
}

async function refuseTakenName(
  tx: Db,
  { organizationId }: Viewer,
  { name, groupId }: { name: string; groupId?: string },
) {
  const twin = await tx.group.findFirst({ where: { organizationId, name, NOT: { id: groupId } } });
  if (twin) throw new DomainError("group-name-taken", { name });
}

async function rulesThatNeed(tx: Db, { organizationId }: Viewer, groupId: string): Promise<string[]> {
  const rules = await loadRules(tx, organizationId);
  return rules
    .filter(({ requires }) => requires.approvals.some((line) => line.groupId === groupId))
    .map(({ name }) => name);
}

function columnsOf({ name, description, role, grants, ssoClaim }: GroupInput) {
  return { name, description, role, grants: [...new Set(grants)].sort(), ssoClaim: ssoClaim === "" ? null : ssoClaim };
}

function detailOf({ role, grants, ssoClaim }: { role: string | null; grants: string[]; ssoClaim: string | null }) {
  return { role, grants, ssoClaim };
}
