import "server-only";
import { z } from "zod";
import { type EnvironmentPurpose, purposes } from "@/lib/domain/environments/environment-facts";
import type { Viewer } from "../auth/viewer";
import { type AwsCredentials, awsCredentials } from "../aws/environment-access";
import { db } from "../db/client";
import { Prisma } from "../db/generated/client";

/** An environment as every page knows it. */
export interface Environment {
  id: string;
  slug: string;
  name: string;
  purpose: EnvironmentPurpose;
  region: string;
  /** Null with AWS's own endpoint. */
  endpointUrl: string | null;
  /** The sandbox's control endpoint; null elsewhere. */
  controlUrl: string | null;
  awsAccountId: string | null;
  selfApproval: boolean;
  refreshSeconds: number;
  /** When EC2 last answered every list; null until it did. */
  observedAt: Date | null;
  /** When we last tried. */
  attemptedAt: Date | null;
}

const columns = {
  id: true,
  slug: true,
  name: true,
  purpose: true,
  region: true,
  endpointUrl: true,
  controlUrl: true,
  awsAccountId: true,
  selfApproval: true,
  refreshSeconds: true,
  observedAt: true,
  attemptedAt: true,
} as const;

/** The environments of the viewer's organization, by name. */
export async function listEnvironments(viewer: Viewer): Promise<Environment[]> {
  const rows = await db.environment.findMany({
    where: { organizationId: viewer.organizationId },
    orderBy: { name: "asc" },
    select: columns,
  });
  return rows.map(parsePurpose);
}

/** The environment with that slug; null when the viewer's organization has none. */
export async function findEnvironment(viewer: Viewer, slug: string): Promise<Environment | null> {
  const row = await db.environment.findFirst({
    where: { slug, organizationId: viewer.organizationId },
    select: columns,
  });
  return row && parsePurpose(row);
}

/** An environment with what only its settings show. */
export interface EnvironmentSettings extends Environment {
  credentials: AwsCredentials;
  awsArn: string | null;
  /** Something belongs to it that forbids removing it: resources in AWS, or changes, whose record stays. */
  isEmpty: boolean;
}

/** The settings of one environment, without its secrets. */
export async function environmentSettings(viewer: Viewer, slug: string): Promise<EnvironmentSettings | null> {
  const row = await db.environment.findFirst({
    where: { slug, organizationId: viewer.organizationId },
    select: {
      ...columns,
      credentials: true,
      awsArn: true,
      _count: { select: { changes: true, resources: { where: { spec: { not: Prisma.DbNull } } } } },
    },
  });
  if (!row) return null;
  const { _count, credentials, ...rest } = row;
  const isEmpty = _count.changes === 0 && _count.resources === 0;
  return { ...parsePurpose(rest), awsArn: rest.awsArn, credentials: awsCredentials.parse(credentials), isEmpty };
}

/**
 * From this age on a reading says nothing about the present: three missed refreshes, and never less than half a minute, since
 * a refresh takes a while itself.
 */
export function staleAfterMs({ refreshSeconds }: Pick<Environment, "refreshSeconds">): number {
  return Math.max(30, 3 * refreshSeconds) * 1000;
}

function parsePurpose<Row extends { purpose: string }>(row: Row): Row & { purpose: EnvironmentPurpose } {
  return { ...row, purpose: z.enum(purposes).parse(row.purpose) };
}
