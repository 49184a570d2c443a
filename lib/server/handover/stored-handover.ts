import "server-only";
import { z } from "zod";
import type { Handover } from "@/lib/domain/handover/handover-view";
import { parseKeyFingerprints, parseStoredModel } from "@/lib/domain/handover/stored-model";
import type { Db } from "../db/client";
import type { Prisma } from "../db/generated/client";

/** A hand-over with whose it is. */
export interface StoredHandover extends Handover {
  environment: { id: string; slug: string; organizationId: string };
  connectionId: string;
}

const include = {
  connection: { select: { key: true, name: true } },
  environment: { select: { id: true, slug: true, organizationId: true } },
} as const;

type Row = Prisma.HandoverGetPayload<{ include: typeof include }>;

/** The first hand-over that fits, by number from the newest; null when none does. */
export async function loadHandover(tx: Db, where: Prisma.HandoverWhereInput): Promise<StoredHandover | null> {
  const row = await tx.handover.findFirst({ where, include, orderBy: { number: "desc" } });
  return row && parse(row);
}

function parse(row: Row): StoredHandover {
  const { id, number, connection, connectionId, environment, recipient, family, platform, softwareVersion } = row;
  return {
    ...{ id, number, connection, connectionId, environment, recipient, family, platform, softwareVersion },
    madeAt: row.createdAt,
    madeByName: row.createdByName,
    ikeVersion: z.enum(["ikev1", "ikev2"]).parse(row.ikeVersion),
    preferredTunnel: row.preferredTunnel,
    file: { filename: row.filename, text: row.text },
    model: parseStoredModel(row.model),
    keyFingerprints: parseKeyFingerprints(row.keyFingerprints),
    acknowledgement: row.acknowledgedAt && {
      at: row.acknowledgedAt,
      byName: row.acknowledgedByName ?? "",
      remark: row.remark,
    },
  };
}
