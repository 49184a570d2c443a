import "server-only";
import { hasRight, type Right, type Role } from "@/lib/domain/changes/rights";
import type { Membership } from "./membership";

/** The person a request comes from, in the organization they work for. First argument of all that reads or writes for a page. */
export interface Viewer {
  userId: string;
  name: string;
  email: string;
  organizationId: string;
  /** Of the membership itself; groups may bring more. Rights are asked of `can`. */
  role: Role;
  groupIds: readonly string[];
  can(right: Right): boolean;
}

/** A viewer out of a person and their membership. */
export function makeViewer(person: { userId: string; name: string; email: string }, membership: Membership): Viewer {
  const { userId, name, email } = person;
  const { organizationId, role, groupIds } = membership;
  return { userId, name, email, organizationId, role, groupIds, can: (right) => hasRight(membership, right) };
}
