import "server-only";
import type { Ec2Action, Ec2Output } from "@/lib/domain/ec2-calls";
import { DomainError } from "@/lib/errors";
import { db } from "../db/client";
import { fingerprintSecret } from "../secrets/sealed-secret";
import { Secret } from "../secrets/secret";

/** The keyed fingerprint of each tunnel's key by its outside address. */
export type KeyFingerprints = ReadonlyMap<string, string>;

const NONE: KeyFingerprints = new Map();

/**
 * What EC2's list of connections says of keys, as fingerprints: the keys themselves end here. Outside of any transaction, since
 * it may wait for AWS KMS; where the fingerprints' key is out of reach nothing is known of keys, and the rest of the list is
 * recorded all the same.
 */
export async function keyFingerprints(action: Ec2Action, output: Ec2Output<Ec2Action>): Promise<KeyFingerprints> {
  if (action !== "DescribeVpnConnections") return NONE;
  const found = new Map<string, string>();
  try {
    for (const { address, key } of keysOf(output)) found.set(address, await fingerprintSecret(db, key));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return NONE;
  }
  return found;
}

function keysOf(output: Ec2Output<Ec2Action>): { address: string; key: Secret }[] {
  const connections = "VpnConnections" in output ? (output.VpnConnections ?? []) : [];
  return connections.flatMap(({ Options }) =>
    (Options?.TunnelOptions ?? []).flatMap(({ OutsideIpAddress: address, PreSharedKey: key }) =>
      address && key ? [{ address, key: new Secret(key) }] : [],
    ),
  );
}
