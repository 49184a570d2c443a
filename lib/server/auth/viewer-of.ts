import "server-only";
import { hasRight, type Right, type Role } from "@/lib/domain/changes/rights";

/** The person a request comes from, in the organization they work for. First argument of all that reads or writes for a page. */
export interface Viewer {
  userId: string;
  name: string;
  email: string;
  organizationId: string;
  role: Role;
  can(right: Right): boolean;
}

/** A viewer out of its facts. */
export function makeViewer({ userId, name, email, organizationId, role }: Omit<Viewer, "can">): Viewer {
  return { userId, name, email, organizationId, role, can: (right) => hasRight(role, right) };
}
