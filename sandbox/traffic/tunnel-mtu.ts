import type { Agreement } from "../vpn/negotiation";
import { isAead } from "../vpn/proposals";

/**
 * The largest packet, in bytes, that goes through a tunnel in one piece (User Guide, "Customer gateway device requirements":
 * MTU by algorithm, without and with NAT traversal). AWS sends no ICMP about larger ones: path MTU discovery does not work.
 */
export function tunnelMtu({ phase2 }: Agreement, isBehindNat: boolean): number {
  const [plain, behindNat] = isAead(phase2.encryption)
    ? [1446, 1438]
    : (byIntegrity[phase2.integrity ?? ""] ?? [1438, 1422]);
  return isBehindNat ? behindNat : plain;
}

const byIntegrity: Record<string, readonly [number, number]> = { "SHA2-384": [1422, 1422], "SHA2-512": [1422, 1406] };
