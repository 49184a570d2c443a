import { shortNameText } from "../../parts/safe-text";
import type { DeviceModel } from "../../tunnel-model";

/** Of a tunnel's profile, connection and gateway. The API refuses hyphens and spaces in a connection's name. */
export function objectName(model: DeviceModel, index: number): string {
  return `AWS_${shortNameText(model.connectionId)}_${index + 1}`;
}
