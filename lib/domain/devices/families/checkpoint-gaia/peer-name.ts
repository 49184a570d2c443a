import { shortNameText } from "../../parts/safe-text";
import type { DeviceModel } from "../../tunnel-model";

/** Gaia's "peer" and SmartConsole's object must have one name, letter by letter. */
export function peerName(model: DeviceModel, index: number): string {
  return `AWS_${shortNameText(model.connectionId)}_Tunnel_${index + 1}`;
}
