import { z } from "zod";

/** What tells an environment from another one: a plan is made for one account, one principal, one Region, one endpoint. */
export interface AwsIdentity {
  region: string;
  endpointUrl: string | null;
  awsAccountId: string | null;
  /** The user, or the role without the name of its session. */
  principal: string | null;
}

export interface ReliedResource {
  /** Of EC2's id and what EC2 shows in the shape of the kind's spec; "absent" where it is not in AWS. */
  fingerprint: string;
  /** How often its spec had been brought in. */
  version: number;
  /** What EC2 showed, without keys: so that a sentence can say what is different. Null where it was not in AWS. */
  shown: Record<string, unknown> | null;
}

/** What a plan was made for: kept with it, and compared before it is applied. */
export interface Relied {
  identity: AwsIdentity;
  /** By key. */
  resources: Record<string, ReliedResource>;
  /** Of the whole network when it was planned: as long as that is the same, nothing needs to be compared. */
  mark?: string;
}

const relied: z.ZodType<Relied> = z.object({
  identity: z.object({
    region: z.string(),
    endpointUrl: z.string().nullable(),
    awsAccountId: z.string().nullable(),
    principal: z.string().nullable(),
  }),
  resources: z.record(
    z.string(),
    z.object({
      fingerprint: z.string(),
      version: z.number().int(),
      shown: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  mark: z.string().optional(),
});

/** Out of its JSON column; null for a plan of an earlier version of this console, which nobody can compare any more. */
export function parseRelied(json: unknown): Relied | null {
  return relied.safeParse(json).data ?? null;
}

/** The role without the name of its session, which is another one each time: arn:aws:sts::1:assumed-role/Role/session. */
export function principalOf(arn: string | null): string | null {
  return arn === null ? null : arn.replace(/^(arn:[^:]*:sts::\d*:assumed-role\/[^/]+)\/.*$/, "$1");
}
