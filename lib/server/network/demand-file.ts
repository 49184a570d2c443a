import "server-only";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";

/** Who may see a connection may have a file of ours for it; with the keys in it, only who may reveal them. Throws `not-allowed`. */
export function demandFile(viewer: Viewer, { includeKeys }: { includeKeys: boolean }): void {
  if (!viewer.can(includeKeys ? "reveal-keys" : "see")) throw new DomainError("not-allowed");
}
