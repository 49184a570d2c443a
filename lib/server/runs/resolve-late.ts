import "server-only";
import type { Ec2Call, Ec2Calls } from "@/lib/domain/ec2-calls";
import { DomainError } from "@/lib/errors";
import type { Db } from "../db/client";
import { openSecret } from "../secrets/sealed-secret";

interface Context {
  environmentId: string;
  /** The step's own marker. */
  marker: string;
}

type Input = Ec2Calls[keyof Ec2Calls]["input"];

/**
 * The input of a step as EC2 gets it: ids of resources made meanwhile, opened keys, the marker. Throws `run-reference-missing`
 * when a resource has no id yet. The result holds keys: it goes to EC2 and nowhere else.
 */
export async function resolveLate(tx: Db, call: Ec2Call, context: Context): Promise<Input> {
  return (await resolve(tx, call.input, context)) as Input;
}

async function resolve(tx: Db, value: unknown, context: Context): Promise<unknown> {
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await resolve(tx, item, context));
    return items;
  }
  if (typeof value !== "object" || value === null) return value;
  if ("$awsId" in value) return awsIdOf(tx, context.environmentId, String(value.$awsId));
  if ("$secret" in value) return (await openSecret(tx, { $secret: String(value.$secret) })).reveal();
  if ("$marker" in value) return context.marker;
  const members: [string, unknown][] = [];
  for (const [field, member] of Object.entries(value)) members.push([field, await resolve(tx, member, context)]);
  return Object.fromEntries(members);
}

async function awsIdOf(tx: Db, environmentId: string, key: string): Promise<string> {
  const row = await tx.resource.findUnique({
    where: { environmentId_key: { environmentId, key } },
    select: { awsId: true, goneAt: true },
  });
  if (!row?.awsId || row.goneAt) throw new DomainError("run-reference-missing", { key });
  return row.awsId;
}

/** True when what the call makes will bear the step's marker as a tag. */
export function carriesMarker(call: Ec2Call): boolean {
  return JSON.stringify(call.input).includes('"$marker":true');
}

/** True when the call holds a key, which EC2 never shows again. */
export function carriesSecret(call: Ec2Call): boolean {
  return JSON.stringify(call.input).includes('"$secret":');
}
