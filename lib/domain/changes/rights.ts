/** What a member of an organization is, from the one who looks to the one who answers for it. */
export const roles = ["viewer", "editor", "approver", "admin"] as const;
export type Role = (typeof roles)[number];

/** What a person may do. Code asks for a right, never for a role. */
export type Right = "see" | "edit" | "submit" | "download-configuration" | "review" | "apply" | "administer";

// An approver neither edits nor receives keys: who answers for a change is not who made it.
const rightsByRole: Record<Role, readonly Right[]> = {
  viewer: ["see"],
  editor: ["see", "edit", "submit", "download-configuration"],
  approver: ["see", "review", "apply"],
  admin: ["see", "edit", "submit", "download-configuration", "review", "apply", "administer"],
};

/** Whether the role has the right. */
export function hasRight(role: Role, right: Right): boolean {
  return rightsByRole[role].includes(right);
}

/** The roles that have the right, for "who may do this". */
export function rolesWith(right: Right): Role[] {
  return roles.filter((role) => hasRight(role, right));
}

/** Reads a role from storage; throws on an unknown one. */
export function parseRole(text: string): Role {
  const role = roles.find((known) => known === text);
  if (!role) throw new Error(`Unknown role "${text}"`);
  return role;
}
