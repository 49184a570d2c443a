import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "@/lib/domain/plan/canonical";
import { isSecret } from "@/lib/domain/plan/diff-resource";
import { isThere, namesOf, type ResourceState, shownSpec } from "@/lib/domain/plan/resource-state";
import type { Db } from "../db/client";
import type { Network } from "./load-network";

/** What a plan was made for: kept with it, and compared before it is applied. */
export interface Relied {
  environment: string;
  /** By key. */
  resources: Record<string, string>;
}

export const reliedSchema: z.ZodType<Relied> = z.object({
  environment: z.string(),
  resources: z.record(z.string(), z.string()),
});

/** SHA-256 over the canonical text of a value, in hexadecimal. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** The fingerprints of the environment and of these resources as they are now. */
export function reliedNow(network: Network, keys: readonly string[]): Relied {
  const states = new Map(network.resources.map((state) => [state.key, state]));
  const names = namesOf(network.resources);
  const fingerprint = (state: ResourceState | undefined) =>
    // Only what the spec of the kind speaks of: telemetry and lifecycle words move all the time and bind nobody.
    isThere(state) ? hashOf([state.awsId, shownSpec(state, names)]) : "absent";
  return {
    environment: hashOf(network.identity),
    resources: Object.fromEntries(keys.map((key) => [key, fingerprint(states.get(key))])),
  };
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
