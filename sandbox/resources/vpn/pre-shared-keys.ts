import { invalidValue } from "../../protocol/errors";
import { readSecret, removeSecret, storeSecret, updateSecret } from "../../services/secrets-manager/secrets";
import type { Tunnel } from "../../vpn/tunnel";
import type { World } from "../../world";
import type { VpnConnection } from "./vpn-connection";

export function readKeyStorage(text: string | undefined): Tunnel["keyStorage"] | undefined {
  if (text === undefined || text === "Standard" || text === "SecretsManager") return text;
  throw invalidValue("preSharedKeyStorage", text, "Valid values: Standard, SecretsManager.");
}

/** The key as EC2 shows it: not when a secret or a certificate stands in its place. */
export function shownKey(tunnel: Tunnel): string | undefined {
  return tunnel.keyStorage === "SecretsManager" || tunnel.certificateArn !== undefined
    ? undefined
    : tunnel.preSharedKey;
}

/**
 * Brings the connection's secret in line with its tunnels: one JSON object, outside address → key, of the tunnels
 * whose keys are kept there. Called after every change of a key or of its place.
 */
export function settleSecret(world: World, connection: VpnConnection): void {
  const kept = connection.tunnels.filter(({ keyStorage }) => keyStorage === "SecretsManager");
  const { keySecretArn: arn } = connection;
  if (kept.length === 0) {
    dropSecret(world, connection);
    return;
  }
  const value = JSON.stringify(
    Object.fromEntries(kept.map(({ outsideAddress, preSharedKey }) => [outsideAddress, preSharedKey])),
  );
  if (arn === undefined) {
    const name = `s2svpn!${connection.id}-${world.random.pick("0123456789abcdef", 8)}`;
    connection.keySecretArn = storeSecret(world, { name, value, owner: "s2svpn" });
  } else if (readSecret(world, arn) !== value) updateSecret(world, arn, value);
}

/** The secret goes with its connection, without a recovery window. */
export function dropSecret(world: World, connection: VpnConnection): void {
  if (connection.keySecretArn !== undefined) removeSecret(world, connection.keySecretArn);
  connection.keySecretArn = undefined;
}
