import { randomBytes } from "node:crypto";
import type { World } from "../../world";

/** A symmetric encryption key. Its material is truly random: it encrypts what callers rely on. */
export type KmsKey = {
  id: string;
  arn: string;
  description: string;
  createdMs: number;
  state: "Enabled" | "Disabled" | "PendingDeletion";
  /** Set while the key waits for its end. */
  deletion?: { endsMs: number };
  /** The newest encrypts; the earlier ones still decrypt what they encrypted. */
  materials: Uint8Array[];
  rotation?: { periodDays: number; nextMs: number };
  onDemandRotations: number;
};

export type KmsAlias = { name: string; arn: string; keyId: string; createdMs: number; changedMs: number };

const materialBytes = 32;
const dayMs = 86_400_000;

/** A new key, enabled. */
export function addKey(world: World, description: string): KmsKey {
  const id = [8, 4, 4, 4, 12].map((length) => world.random.pick("0123456789abcdef", length)).join("-");
  const key: KmsKey = {
    id,
    arn: arnOf(world, `key/${id}`),
    description,
    createdMs: world.nowMs,
    state: "Enabled",
    materials: [randomBytes(materialBytes)],
    onDemandRotations: 0,
  };
  world.kmsKeys.set(id, key);
  return key;
}

/** New material; what was encrypted stays readable (RotateKeyOnDemand). */
export function rotateMaterial(key: KmsKey): void {
  key.materials.push(randomBytes(materialBytes));
}

/** Every key there is, after what has become due since: rotations, and the end of keys whose waiting is over. */
export function liveKeys(world: World): KmsKey[] {
  for (const key of world.kmsKeys.values()) {
    if (key.deletion && key.deletion.endsMs <= world.nowMs) removeKey(world, key);
    else rotateWhenDue(world, key);
  }
  return [...world.kmsKeys.values()];
}

/** The key of that id, also one that is disabled or waits for its end. */
export function keyOfId(world: World, id: string): KmsKey | undefined {
  return liveKeys(world).find((key) => key.id === id);
}

/** `arn:aws:kms:<region>:<account>:<key/id or alias/name>` */
export function arnOf({ place }: World, rest: string): string {
  return `arn:aws:kms:${place.region}:${place.account}:${rest}`;
}

/** Aliases go with their key (ScheduleKeyDeletion). */
function removeKey(world: World, { id }: KmsKey): void {
  world.kmsKeys.delete(id);
  for (const { name, keyId } of world.kmsAliases.values()) if (keyId === id) world.kmsAliases.delete(name);
}

/** A key that is disabled is rotated once it is enabled again (EnableKeyRotation). */
function rotateWhenDue({ nowMs }: World, key: KmsKey): void {
  if (!key.rotation || key.state !== "Enabled") return;
  while (key.rotation.nextMs <= nowMs) {
    rotateMaterial(key);
    key.rotation.nextMs += key.rotation.periodDays * dayMs;
  }
}
