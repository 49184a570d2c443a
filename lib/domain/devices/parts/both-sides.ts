import type { DeviceModel } from "../tunnel-model";
import { awsSide } from "./aws-side";

/** What is not in the commands below: what the device decides by itself, and what AWS does at its end. */
export function bothSides(model: DeviceModel, mark: "!" | "#", { replayWindow }: { replayWindow: boolean }): string[] {
  return [
    `${mark} The device renews its keys before they end, by a schedule of its own.`,
    ...(replayWindow ? [] : [`${mark} Its replay window has no size to set.`]),
    ...awsSide(model, mark),
  ];
}
