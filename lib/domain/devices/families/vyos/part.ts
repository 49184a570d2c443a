import { isNarrowed } from "../../parts/inside";
import { nameText } from "../../parts/safe-text";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";

/** One tunnel with the names its parts have on the router. */
export interface Part {
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  /** Of the IKE and ESP group, the peer and its key. */
  name: string;
  vti: string;
}

export function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  return {
    model,
    tunnel,
    number: index + 1,
    name: `${nameText(model.connectionId)}-${index + 1}`,
    vti: vtiName(index),
  };
}

export function vtiName(index: number): string {
  return `vti${index + 1}`;
}

export const RULE = `# ${"-".repeat(78)}`;

/**
 * A peer with a VTI alone has 0.0.0.0/0 and ::/0, of which AWS takes what the tunnel carries; one with a tunnel as well takes
 * that one's networks, and stays bound to the VTI (vyos-1x, swanctl/peer.j2).
 */
export function selectors({ model, name }: Part): string[] {
  if (!isNarrowed(model)) return [];
  const { onPrem, aws } = model.selectors;
  return [`tunnel 1 esp-group ${name}`, `tunnel 1 local prefix ${onPrem}`, `tunnel 1 remote prefix ${aws}`];
}
