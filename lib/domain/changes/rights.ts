/** What a member of an organization is, from the one who looks to the one who answers for it. */
export const roles = ["viewer", "editor", "approver", "admin"] as const;
export type Role = (typeof roles)[number];

/** What is given to a person or a group by itself: no role brings it along. */
export const grants = ["reveal-keys", "apply", "break-glass"] as const;
export type Grant = (typeof grants)[number];

/** What a person may do. Code asks for a right, never for a role. */
export type Right = "see" | "edit" | "submit" | "review" | "administer" | "manage-installation" | Grant;

// An approver does not edit: who answers for a change is not who made it.
const rightsByRole: Record<Role, readonly Right[]> = {
  viewer: ["see"],
  editor: ["see", "edit", "submit"],
  approver: ["see", "review"],
  admin: ["see", "edit", "submit", "review", "administer"],
};

/** What somebody's rights follow from: their own role with those of their groups, and what was given to them or to a group. */
export interface Holder {
  roles: readonly Role[];
  grants: readonly Grant[];
  /** Looks after the organizations of the installation; no role or grant of one of them brings that along. */
  isInstallationAdmin?: boolean;
}

/** Whether somebody has the right. */
export function hasRight({ roles: held, grants: given, isInstallationAdmin }: Holder, right: Right): boolean {
  if (right === "manage-installation") return isInstallationAdmin === true;
  return isGrant(right) ? given.includes(right) : held.some((role) => rightsByRole[role].includes(right));
}

/** What a new member of a role is usually given: editors hand configurations over, approvers start what they approved. */
export const usualGrants: Record<Role, readonly Grant[]> = {
  viewer: [],
  editor: ["reveal-keys"],
  approver: ["apply"],
  admin: ["reveal-keys", "apply"],
};

/** Reads a role from storage; throws on an unknown one. */
export function parseRole(text: string): Role {
  const role = roles.find((known) => known === text);
  if (!role) throw new Error(`Unknown role "${text}"`);
  return role;
}

/** Reads a grant from storage; throws on an unknown one. */
export function parseGrant(text: string): Grant {
  const grant = grants.find((known) => known === text);
  if (!grant) throw new Error(`Unknown grant "${text}"`);
  return grant;
}

function isGrant(right: Right): right is Grant {
  return grants.some((grant) => grant === right);
}
