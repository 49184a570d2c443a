import type { Reviewer } from "./facts";
import type { Requirement } from "./rules";

/** Whether somebody's approval counts for what a rule asks, by the groups and roles they have now. */
export function fits(
  { groupIds, roles }: Pick<Reviewer, "groupIds" | "roles">,
  { groupId, role }: Pick<Requirement, "groupId" | "role">,
): boolean {
  return (groupId === undefined || groupIds.includes(groupId)) && (role === undefined || roles.includes(role));
}
