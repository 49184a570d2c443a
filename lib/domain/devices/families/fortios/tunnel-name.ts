import { shortNameText } from "../../parts/safe-text";
import type { DeviceModel } from "../../tunnel-model";

/** Of phase 1 and its interface, which FortiOS cuts off at 15 characters: aws-9abcdef0-1. */
export function tunnelName(model: DeviceModel, index: number): string {
  return `aws-${shortNameText(model.connectionId)}-${index + 1}`;
}
