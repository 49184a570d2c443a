import { environmentPath } from "@/components/shell/paths";
import type { ChangeRow } from "@/lib/domain/changes/change-view";
import { type ChangeStatus, changeStatuses, isOpen } from "@/lib/domain/changes/lifecycle";

export const shows = ["mine", "open", "all"] as const;
/** `mine`: what waits for the approval of who looks. */
export type Show = (typeof shows)[number];

/** Which changes are listed, as the address says. */
export interface ListView {
  show: Show;
  /** Null: whatever their status. */
  status: ChangeStatus | null;
}

type Parameter = string | string[] | undefined;

export function parseListView({ show, status }: { show?: Parameter; status?: Parameter }): ListView {
  return {
    show: shows.find((one) => one === show) ?? "open",
    status: changeStatuses.find((one) => one === status) ?? null,
  };
}

export function listPath(slug: string, { show, status }: ListView): string {
  const query = new URLSearchParams({ ...(show !== "open" && { show }), ...(status && { status }) }).toString();
  return environmentPath(slug, query === "" ? "/changes" : `/changes?${query}`);
}

/** What is shown of an environment's changes, and how many there are of each choice. */
export function chooseRows<Row extends Pick<ChangeRow, "status" | "waitsForViewer">>(
  rows: readonly Row[],
  { show, status }: ListView,
): { shown: Row[]; counts: Record<Show, number>; statuses: [ChangeStatus, number][] } {
  const sets: Record<Show, Row[]> = {
    mine: rows.filter((row) => row.waitsForViewer),
    open: rows.filter((row) => isOpen(row.status)),
    all: [...rows],
  };
  const statuses = changeStatuses.flatMap((one): [ChangeStatus, number][] => {
    const count = sets[show].filter((row) => row.status === one).length;
    return count > 0 || one === status ? [[one, count]] : [];
  });
  return {
    shown: sets[show].filter((row) => status === null || row.status === status),
    counts: { mine: sets.mine.length, open: sets.open.length, all: sets.all.length },
    statuses,
  };
}
