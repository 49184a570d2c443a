import { nameText } from "../../../parts/safe-text";
import type { DeviceModel, TunnelModel } from "../../../tunnel-model";

/** One tunnel with the names its parts have on the firewall; Junos takes 32 characters (CLI reference, "proposal"). */
export interface Part {
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  interfaceName: string;
  /** Names the tunnel and, with ike-, ipsec- or gw- before it, its parts: vpn-0a1b-1. */
  name: string;
}

export function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  const number = index + 1;
  return { model, tunnel, number, interfaceName: `st0.${number}`, name: `${nameText(model.connectionId)}-${number}` };
}
