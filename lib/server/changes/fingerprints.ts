import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/domain/plan/canonical";
import { isSecret } from "@/lib/domain/plan/diff-resource";
import type { Db } from "../db/client";

/** SHA-256 over the canonical text of a value, in hexadecimal. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** A copy in which each sealed key is its keyed fingerprint: equal keys hash alike, and the id of a row means nothing. */
export async function withKeyFingerprints(tx: Db, value: unknown): Promise<unknown> {
  const ids = secretsIn(value);
  const rows = await tx.sealedSecret.findMany({ where: { id: { in: ids } }, select: { id: true, fingerprint: true } });
  const fingerprints = new Map(rows.map((row) => [row.id, row.fingerprint]));
  return replaceSecrets(value, (id) => ({ $fingerprint: fingerprints.get(id) ?? "unknown" }));
}

/** Ids of all sealed secrets inside a spec, a step or a list of them. */
export function secretsIn(value: unknown): string[] {
  if (isSecret(value)) return [value.$secret];
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsIn) : [];
}

function replaceSecrets(value: unknown, replace: (id: string) => unknown): unknown {
  if (isSecret(value)) return replace(value.$secret);
  if (Array.isArray(value)) return value.map((item) => replaceSecrets(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, member]) => [field, replaceSecrets(member, replace)]));
}
