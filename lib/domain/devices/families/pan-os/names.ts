import { nameText, shortNameText } from "../../parts/safe-text";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";

/** One tunnel with the names its parts have on the firewall. */
export interface Part {
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  interfaceName: string;
  /** Ends every name, of which PAN-OS allows 31 characters: vpn-0a1b-0. */
  suffix: string;
}

export function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  const suffix = `${nameText(model.connectionId)}-${index}`;
  return { model, tunnel, number: index + 1, interfaceName: interfaceName(index), suffix };
}

export function interfaceName(index: number): string {
  return `tunnel.${index + 1}`;
}

/** Of the security rules and of what BGP has for both tunnels together. */
export function sharedName(model: DeviceModel): string {
  return `aws-${shortNameText(model.connectionId)}`;
}

export const ROUTER = "set network virtual-router default";
