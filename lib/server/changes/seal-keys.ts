import "server-only";
import { pskProblem } from "@/lib/domain/net/pre-shared-key";
import { phrase } from "@/lib/domain/phrase";
import { isSecret } from "@/lib/domain/plan/diff-resource";
import type { PlanProblem } from "@/lib/domain/plan/step";
import { DomainError } from "@/lib/errors";
import type { Db } from "../db/client";
import { sealSecret } from "../secrets/sealed-secret";
import { Secret } from "../secrets/secret";

const FIELD = "presharedKey";

interface Sealing {
  environmentId: string;
  /** Key of the resource, for the problems. */
  key: string;
}

/**
 * A copy of a submitted spec in which every pre-shared key that came as text is sealed. An empty one means none. Only keys
 * that EC2 takes are sealed; the others come back as problems, without their text.
 */
export async function sealKeys(
  tx: Db,
  spec: Record<string, unknown>,
  { environmentId, key }: Sealing,
): Promise<{ spec: Record<string, unknown>; problems: PlanProblem[] }> {
  const problems: PlanProblem[] = [];

  async function seal(value: unknown, path: (string | number)[]): Promise<unknown> {
    if (isSecret(value)) {
      await demandOwnKey(tx, value.$secret, environmentId);
      return value;
    }
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const [index, item] of value.entries()) items.push(await seal(item, [...path, index]));
      return items;
    }
    if (typeof value !== "object" || value === null) return value;
    const members: [string, unknown][] = [];
    for (const [field, member] of Object.entries(value)) {
      const sealed =
        field === FIELD && typeof member === "string"
          ? await sealText(member, [...path, field])
          : await seal(member, [...path, field]);
      if (sealed !== undefined) members.push([field, sealed]);
    }
    return Object.fromEntries(members);
  }

  async function sealText(text: string, path: (string | number)[]): Promise<unknown> {
    if (text === "") return undefined;
    const problem = pskProblem(text);
    if (!problem) return sealSecret(tx, { purpose: "preshared-key", environmentId, secret: new Secret(text) });
    problems.push({ key, severity: "error", path, phrase: phrase(`plan.problem.presharedKey.${problem}`) });
    return undefined;
  }

  const sealed = await seal(spec, []);
  return { spec: { ...Object(sealed) }, problems };
}

/** A spec may name only pre-shared keys of its own environment: any other row would be opened into a tunnel. */
async function demandOwnKey(tx: Db, id: string, environmentId: string): Promise<void> {
  const isId = /^[0-9a-f-]{36}$/i.test(id);
  const row = isId ? await tx.sealedSecret.findUnique({ where: { id } }) : null;
  if (row?.purpose !== "preshared-key" || row.environmentId !== environmentId)
    throw new DomainError("secret-destroyed");
}
