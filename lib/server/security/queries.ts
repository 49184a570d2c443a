import "server-only";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { knownSecrets, nameOfSecret } from "../secrets/derive-key";
import { isHeldAsSet, kmsSettings } from "../secrets/key-holder";

/** What wraps a data key: UNDERPASS_SECRET, or the key of AWS KMS with that ARN. */
export type Holder = { kind: "secret" } | { kind: "kms"; arn: string };

/** How what is kept encrypted stands, for whoever runs the installation. No key is in it. */
export interface SealingStanding {
  /** Null before the first secret was sealed. */
  present: { since: Date; holder: Holder } | null;
  /** What the settings say that a new key is held by. */
  wanted: Holder;
  /** Some key is held by something else than that; a rotation changes it. */
  isHeldOtherwise: boolean;
  secrets: number;
  /** Of them, those that are not under the present key yet. */
  waiting: number;
  /** UNDERPASS_SECRET_PREVIOUS: needed until the next rotation, not needed any more, or not set. */
  previousSecret: "needed" | "spare" | "unset";
  /** A key is wrapped by a UNDERPASS_SECRET that is not set: what is under it cannot be opened. */
  isForeign: boolean;
}

/** Throws for whoever does not run the installation. */
export async function sealingStanding(viewer: Viewer): Promise<SealingStanding> {
  if (!viewer.can("manage-installation")) throw new DomainError("not-allowed");
  const keys = await db.sealingKey.findMany({
    orderBy: { createdAt: "desc" },
    select: { id: true, purpose: true, holder: true, holderKey: true, createdAt: true, retiredAt: true },
  });
  const present = keys.find(({ purpose, retiredAt }) => purpose === "secrets" && retiredAt === null);
  const kept = { sealed: { not: null } };
  const [secrets, moved, derived] = await Promise.all([
    db.sealedSecret.count({ where: kept }),
    present ? db.sealedSecret.count({ where: { ...kept, sealingKeyId: present.id } }) : 0,
    db.sealedSecret.count({ where: { ...kept, sealingKeyId: null } }),
  ]);
  const [now, previous] = knownSecrets().map(nameOfSecret);
  const wrapping = new Set(keys.filter(({ holder }) => holder === "secret").map(({ holderKey }) => holderKey));
  const kms = kmsSettings();
  return {
    present: present ? { since: present.createdAt, holder: holderOf(present) } : null,
    wanted: kms ? { kind: "kms", arn: kms.keyId } : { kind: "secret" },
    isHeldOtherwise: keys.some((key) => !isHeldAsSet(key)),
    secrets,
    waiting: secrets - moved,
    previousSecret:
      previous === undefined || previous === now ? "unset" : wrapping.has(previous) || derived > 0 ? "needed" : "spare",
    isForeign: [...wrapping].some((name) => name !== now && name !== previous),
  };
}

function holderOf({ holder, holderKey }: { holder: string; holderKey: string }): Holder {
  return holder === "kms" ? { kind: "kms", arn: holderKey } : { kind: "secret" };
}
