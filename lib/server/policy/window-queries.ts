import "server-only";
import { nextOpenings, type Opening, openingAt } from "@/lib/domain/changes/windows";
import { type WindowInput, windowInput } from "@/lib/domain/policy/window-input";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";

/** A window with when it opens. */
export interface WindowRow extends WindowInput {
  id: string;
  /** Null while it is closed. */
  open: Opening | null;
  next: Opening[];
}

export interface EnvironmentWindows {
  id: string;
  slug: string;
  name: string;
  windows: WindowRow[];
}

const OPENINGS_SHOWN = 3;

/** The environments of the viewer's organization with the times at which their changes may start. */
export async function listWindows({ organizationId }: Viewer): Promise<EnvironmentWindows[]> {
  const now = new Date();
  const environments = await db.environment.findMany({
    where: { organizationId },
    select: {
      id: true,
      slug: true,
      name: true,
      windows: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
    },
    orderBy: { name: "asc" },
  });
  return environments.map(({ windows, ...environment }) => ({
    ...environment,
    windows: windows.map((row) => {
      const window = windowInput.parse(row);
      return { id: row.id, ...window, open: openingAt(window, now), next: previewWindow(window) };
    }),
  }));
}

/** When a window would open next, for whoever is choosing its times. */
export function previewWindow(window: WindowInput): Opening[] {
  return nextOpenings(window, new Date(), OPENINGS_SHOWN);
}
