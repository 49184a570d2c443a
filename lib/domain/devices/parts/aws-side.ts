import type { DeviceModel } from "../tunnel-model";
import { commentText } from "./safe-text";

/**
 * What AWS does by itself and the device need not, or cannot, be told: one line for each tunnel, so that a file shows every
 * option of its tunnels, and a new file shows which of them changed.
 */
export function awsSide(model: DeviceModel, mark: "!" | "#"): string[] {
  return [
    `${mark} What AWS does at its end, tunnel by tunnel (the replay window is each end's own):`,
    ...model.tunnels.flatMap((tunnel, index) => [
      `${mark}   ${index + 1}: startup ${commentText(tunnel.startupAction)}${startupMeans(tunnel.startupAction)}; DPD after ${tunnel.dpdTimeoutSeconds} s, then ${commentText(tunnel.dpdTimeoutAction)};`,
      `${mark}      rekeys ${tunnel.rekeyMarginSeconds} s before the end, fuzz ${tunnel.rekeyFuzzPercent} percent; replay window ${tunnel.replayWindowPackets} packets`,
    ]),
    mark,
  ];
}

/** With "start" AWS opens IKE too; a device that starts as well loses nothing, and is up again first after its own restart. */
function startupMeans(action: string): string {
  if (action === "add") return " (the device starts the tunnel)";
  return action === "start" ? " (AWS starts the tunnel, and so may the device)" : "";
}
