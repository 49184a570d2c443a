import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { whyOutdated } from "@/lib/domain/handover/handover-view";
import { givesKeys, LINK_GIFTS, type LinkGift, type LinkState, linkState } from "@/lib/domain/handover/link-state";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { env } from "../env";
import { announce } from "../environments/live-hint";
import { presentConnection } from "./present-connection";
import { type ConnectionAddress, findHandover } from "./queries";

const TOKEN_BYTES = 32;
const HOUR_MS = 60 * 60 * 1000;

interface HandoverAddress extends ConnectionAddress {
  number: number;
}

interface LinkChoices {
  gives: LinkGift;
  hours: number;
}

/**
 * Makes a link to a hand-over for somebody who does not sign in. Its address is given here and never again: only the hash of the token
 * in it is kept. Whoever makes one that gives keys must have the right to see them.
 */
export async function makeLink(
  viewer: Viewer,
  { gives, hours, ...address }: HandoverAddress & LinkChoices,
): Promise<{ url: string }> {
  if (!viewer.can("edit") || (givesKeys(gives) && !viewer.can("reveal-keys"))) throw new DomainError("not-allowed");
  const handover = await findHandover(viewer, address);
  if (!handover) throw new DomainError("handover-gone");
  const { number, connection, environment } = handover;
  if (whyOutdated(handover, await presentConnection(db, handover))) {
    throw new DomainError("handover-outdated", { number });
  }
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = new Date(Date.now() + hours * HOUR_MS);
  await db.$transaction(async (tx) => {
    const { id } = await tx.handoverLink.create({
      data: {
        ...{ handoverId: handover.id, tokenHash: hashOfToken(token), gives, expiresAt },
        createdById: viewer.userId,
        createdByName: viewer.name,
      },
      select: { id: true },
    });
    await announce(tx, { environmentId: environment.id, what: "change" });
    await recordAuditOf(viewer, tx, {
      environmentId: environment.id,
      action: "handover.link-made",
      subject: connection.name,
      detail: { key: connection.key, number, gives, hours, link: id },
    });
  });
  return { url: new URL(`/hand-over/${token}`, env().UNDERPASS_URL).href };
}

/** By what a link is found: the token itself is kept nowhere. 256 random bits need no salt. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A link as the console shows it. */
export interface HandoverLink {
  id: string;
  gives: LinkGift;
  state: LinkState;
  madeAt: Date;
  madeByName: string;
  expiresAt: Date;
  openedAt: Date | null;
  usedAt: Date | null;
  /** When somebody who had it said that the device is configured. */
  acknowledgedAt: Date | null;
}

/** The links of a hand-over, the newest first. */
export async function listLinks(viewer: Viewer, { handoverId }: { handoverId: string }): Promise<HandoverLink[]> {
  const rows = await db.handoverLink.findMany({
    where: { handoverId, ...ofViewer(viewer) },
    orderBy: { createdAt: "desc" },
  });
  const now = new Date();
  return rows.map((row) => ({
    ...{ id: row.id, gives: parseGift(row.gives), state: linkState(row, now) },
    ...{ madeAt: row.createdAt, madeByName: row.createdByName, expiresAt: row.expiresAt },
    ...{ openedAt: row.openedAt, usedAt: row.usedAt, acknowledgedAt: row.acknowledgedAt },
  }));
}

/** Ends a link before its time. To whoever has it, it is then like one that never was. */
export async function revokeLink(viewer: Viewer, { id }: { id: string }): Promise<void> {
  if (!viewer.can("edit")) throw new DomainError("not-allowed");
  await db.$transaction(async (tx) => {
    const link = await tx.handoverLink.findFirst({
      where: { id, ...ofViewer(viewer) },
      include: { handover: { include: { connection: { select: { key: true, name: true } } } } },
    });
    if (!link) throw new DomainError("link-gone");
    const { handover, gives } = link;
    await tx.handoverLink.update({ where: { id }, data: { revokedAt: link.revokedAt ?? new Date() } });
    await announce(tx, { environmentId: handover.environmentId, what: "change" });
    await recordAuditOf(viewer, tx, {
      environmentId: handover.environmentId,
      action: "handover.link-revoked",
      subject: handover.connection.name,
      detail: { key: handover.connection.key, number: handover.number, gives, link: id },
    });
  });
}

export function parseGift(text: string): LinkGift {
  const gift = LINK_GIFTS.find((one) => one === text);
  if (!gift) throw new Error(`A link of a hand-over gives ${text}`);
  return gift;
}

function ofViewer({ organizationId }: Viewer) {
  return { handover: { environment: { organizationId } } };
}
