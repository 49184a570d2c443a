import { phrase } from "../../phrase";
import type { Problem } from "../../problem";
import { ANYWHERE, type DeviceModel } from "../tunnel-model";
import { carriesInsideAddresses, isNarrowed } from "./inside";

/** For devices whose tunnels let everything through and nothing less: AWS would refuse the wider selectors. */
export function fixedSelectorProblems(model: DeviceModel): Problem[] {
  if (!isNarrowed(model)) return [];
  return [{ severity: "error", phrase: phrase("devices.problem.selectorsOpen"), suggestion: ANYWHERE }];
}

/** For devices that watch a tunnel by pings to AWS's inside address and by nothing else, where the selectors leave it out. */
export function unwatchedProblems(model: DeviceModel): Problem[] {
  return model.routing === "bgp" || carriesInsideAddresses(model)
    ? []
    : [{ severity: "warning", phrase: phrase("devices.problem.changeOverByHand") }];
}

/** Comment lines where a health check would stand whose pings the selectors leave out. */
export const UNWATCHED_NOTE = [
  "No ping watches the tunnels: AWS's inside addresses are outside of the traffic selectors.",
  "Dead peer detection alone takes a dead tunnel out of use.",
];
