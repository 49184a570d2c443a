import "server-only";
import type { DeviceFile } from "@/lib/domain/devices/device-family";
import { type HandoverView, whyOutdated } from "@/lib/domain/handover/handover-view";
import { givesKeys, type LinkGift, linkState } from "@/lib/domain/handover/link-state";
import { DomainError } from "@/lib/errors";
import { type AuditDetail, recordAudit } from "../audit/record-audit";
import { placeKey, placeOf, takeAttempt } from "../auth/rate-limit";
import { type Db, db } from "../db/client";
import { announce } from "../environments/live-hint";
import { sendJob } from "../jobs/send-job";
import { log } from "../log";
import { waitingConfirms } from "../runs/confirm-steps";
import { acknowledgeHandover } from "./acknowledge";
import { handoverWithKeys, storedFile } from "./handover-file";
import { hashOfToken, parseGift } from "./links";
import { presentConnection } from "./present-connection";
import { loadHandover, type StoredHandover } from "./stored-handover";
import { viewHandover } from "./view-handover";

/** Whoever has a link, from where; nobody who is signed in. */
export interface LinkVisit {
  token: string;
  headers: Headers;
}

/** A link that is good now. */
interface GoodLink {
  id: string;
  gives: LinkGift;
  expiresAt: Date;
  madeByName: string;
  handover: StoredHandover;
}

/** What the page of a link shows. */
export interface OpenLink extends Pick<GoodLink, "gives" | "expiresAt" | "madeByName"> {
  number: number;
  connectionName: string;
  /** Null for a link that gives its keys and nothing else. */
  page: { view: HandoverView; isAwaited: boolean } | null;
}

/** As slow as sign-in (auth.ts): a token cannot be guessed, but nobody shall find out by asking how well. */
const PLACE_LIMIT = { attemptsMax: 100, windowSeconds: 300 };

/**
 * Opens the page of a link, which uses up nothing: programs that scan mail open what they find in it. Throws `link-unknown` for one that
 * never was or was revoked, `link-expired`, `link-used`, `link-outdated`, `link-limited`.
 */
export async function openLink(visit: LinkVisit): Promise<OpenLink> {
  const link = await findLink(visit);
  await db.$transaction(async (tx) => {
    await tx.handoverLink.update({ where: { id: link.id }, data: { openedAt: new Date() } });
    await record(tx, link, { action: "handover.link-opened", visit });
  });
  const { gives, expiresAt, madeByName, handover } = link;
  const shown = { gives, expiresAt, madeByName, number: handover.number, connectionName: handover.connection.name };
  if (gives !== "page") return { ...shown, page: null };
  const waiting = await waitingConfirms(db, {
    ...{ environmentId: handover.environment.id, connectionKey: handover.connection.key },
  });
  return { ...shown, page: { view: await viewHandover(handover), isAwaited: waiting.length > 0 } };
}

/** The file without keys, for the holder of a link to the page. */
export async function fileOfLink(visit: LinkVisit): Promise<DeviceFile> {
  const link = await findLink(visit, "page");
  await db.$transaction((tx) => record(tx, link, { action: "configuration.downloaded", visit }));
  return storedFile(link.handover);
}

/** The file with the keys that EC2 has now, once. */
export async function takeFile(visit: LinkVisit): Promise<DeviceFile> {
  const link = await findLink(visit, "file");
  const { file } = await fetchKeys(link);
  await spend(link, visit);
  return file;
}

export interface ShownKey {
  outsideIpAddress: string;
  /** In clear: it goes to the one who asked, and nowhere else. */
  key: string;
}

/** The keys that EC2 has now, once. */
export async function takeKeys(visit: LinkVisit): Promise<ShownKey[]> {
  const link = await findLink(visit, "keys");
  const { keys } = await fetchKeys(link);
  await spend(link, visit);
  return keys.map(({ outsideIpAddress, key }) => ({ outsideIpAddress, key: key.reveal() }));
}

/** The holder of a link to the page says that the device is configured, and what they are called. */
export async function acknowledgeByLink(
  visit: LinkVisit,
  { byName, remark }: { byName: string; remark: string },
): Promise<void> {
  const link = await findLink(visit, "page");
  const { environmentId } = await db.$transaction(async (tx) => {
    const acknowledged = await acknowledgeHandover(tx, {
      ...{ handoverId: link.handover.id, byName, remark, actor: { id: null, name: `${byName} (by link)` } },
    });
    await tx.handoverLink.update({ where: { id: link.id }, data: { acknowledgedAt: new Date() } });
    await record(tx, link, { action: "handover.link-acknowledged", visit });
    return acknowledged;
  });
  await sendJob("advance-runs", { environmentId });
}

/** The link of a token, where it is good now and gives what is asked of it. */
async function findLink({ token, headers }: LinkVisit, wanted?: LinkGift): Promise<GoodLink> {
  const attempt = await takeAttempt(placeKey("hand-over", headers), PLACE_LIMIT);
  if (attempt.isFirstRefused) log.warn("Openings of hand-over links from one place are refused for being too many");
  if (!attempt.isAllowed) throw new DomainError("link-limited", { seconds: attempt.waitSeconds });
  const row = await db.handoverLink.findUnique({ where: { tokenHash: hashOfToken(token) } });
  const state = row && linkState(row, new Date());
  if (!row || state === "revoked") throw new DomainError("link-unknown");
  if (state === "used" || state === "expired") throw new DomainError(`link-${state}`);
  const gives = parseGift(row.gives);
  if (wanted !== undefined && gives !== wanted) throw new DomainError("link-unknown");
  const handover = await loadHandover(db, { id: row.handoverId });
  if (!handover) throw new DomainError("link-unknown");
  if (whyOutdated(handover, await presentConnection(db, handover))) {
    throw new DomainError("link-outdated");
  }
  return { id: row.id, gives, expiresAt: row.expiresAt, madeByName: row.createdByName, handover };
}

/** Why EC2 refuses may name accounts and roles, so it is told to the log and not to a stranger. Nothing is used up by it. */
async function fetchKeys({ handover }: GoodLink): ReturnType<typeof handoverWithKeys> {
  try {
    return await handoverWithKeys(handover);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "handover-outdated") throw new DomainError("link-outdated", {}, { cause: error });
    log.warn({ error, handover: handover.id }, "Keys for the holder of a link could not be fetched");
    throw new DomainError("link-not-now", {}, { cause: error });
  }
}

/** One of those who press at the same moment gets it; the others are told that it was used. */
async function spend(link: GoodLink, visit: LinkVisit): Promise<void> {
  await db.$transaction(async (tx) => {
    const now = new Date();
    const { count } = await tx.handoverLink.updateMany({
      where: { id: link.id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw new DomainError("link-used");
    await record(tx, link, { action: "handover.link-used", visit });
  });
}

/** Whose link it is, which, and from where something was done with it; who that was nobody knows. */
async function record(tx: Db, link: GoodLink, { action, visit }: { action: string; visit: LinkVisit }): Promise<void> {
  const { connection, environment, number } = link.handover;
  const detail: AuditDetail = {
    ...{ key: connection.key, number, gives: link.gives, keysIncluded: givesKeys(link.gives) },
    ...{ link: link.id, madeBy: link.madeByName, from: placeOf(visit.headers) },
  };
  await announce(tx, { environmentId: environment.id, what: "change" });
  await recordAudit(tx, {
    actor: { id: null, name: "" },
    organizationId: environment.organizationId,
    environmentId: environment.id,
    action,
    subject: connection.name,
    detail,
  });
}
