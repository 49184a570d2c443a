import { groupBy } from "../group-by";
import type { Subnet, Vpc } from "./network";
import type { VpcView } from "./topology-graph";

const ROWS_MAX = 5;

/** Up to five subnets are shown; more fold by route table, one subnet of each table standing for the others. */
export function foldVpc(vpc: Vpc, isCollapsed: boolean): VpcView {
  const { subnets, ...rest } = vpc;
  const view = { ...rest, subnetCount: subnets.length, isCollapsed };
  if (isCollapsed) return { ...view, rows: [], folds: [] };
  if (subnets.length <= ROWS_MAX) return { ...view, rows: subnets, folds: [] };

  const byTable = [...groupBy(subnets, (subnet) => subnet.routeTable?.name ?? null)];
  const shown = new Set(
    byTable
      .map(([, group]) => group[0])
      .filter((subnet) => subnet !== undefined)
      .sort((a, b) => askForLook(a) - askForLook(b))
      .slice(0, ROWS_MAX - 1),
  );
  return {
    ...view,
    rows: subnets.filter((subnet) => shown.has(subnet)),
    folds: foldsOf(byTable, shown),
  };
}

/** Tables that are not in sight at all share one last fold. */
function foldsOf(byTable: [string | null, Subnet[]][], shown: ReadonlySet<Subnet>): VpcView["folds"] {
  const folds: VpcView["folds"] = [];
  let otherCount = 0;
  for (const [routeTable, group] of byTable) {
    const hidden = group.filter((subnet) => !shown.has(subnet)).length;
    if (hidden === group.length) otherCount += hidden;
    else if (hidden > 0) folds.push({ routeTable, subnetCount: hidden });
  }
  if (otherCount > 0) folds.push({ routeTable: null, subnetCount: otherCount });
  return folds;
}

function askForLook(subnet: Subnet): number {
  return subnet.proposed || subnet.propagation === "missed" ? 0 : 1;
}
