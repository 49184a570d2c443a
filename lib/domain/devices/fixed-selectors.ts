import { phrase } from "../phrase";
import type { Problem } from "../problem";
import { isNarrowed } from "./inside";
import { ANYWHERE, type DeviceModel } from "./tunnel-model";

/** For devices whose tunnels let everything through and nothing less: AWS would refuse the wider selectors. */
export function fixedSelectorProblems(model: DeviceModel): Problem[] {
  if (!isNarrowed(model)) return [];
  const { onPrem, aws } = model.selectors;
  return [
    { severity: "error", phrase: phrase("devices.problem.selectorsFixed", { onPrem, aws }), suggestion: ANYWHERE },
  ];
}

/** Comment lines where a health check would stand whose pings the selectors leave out. */
export const UNWATCHED_NOTE = [
  "No ping watches the tunnels: AWS's inside addresses are outside of the traffic selectors.",
  "Dead peer detection alone takes a dead tunnel out of use.",
];
