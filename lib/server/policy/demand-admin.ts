import "server-only";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";

/** Throws `not-allowed` for who may not administer. Actions ask as well; this is for whoever calls the use case itself. */
export function demandAdmin(viewer: Viewer): void {
  if (!viewer.can("administer")) throw new DomainError("not-allowed");
}
