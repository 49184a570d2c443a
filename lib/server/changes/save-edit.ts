import "server-only";
import { isEditable } from "@/lib/domain/changes/lifecycle";
import { issuePhrase } from "@/lib/domain/issue-phrase";
import { kindOf } from "@/lib/domain/kinds";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { Edit, PlanProblem } from "@/lib/domain/plan/step";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import type { Db } from "../db/client";
import { Prisma } from "../db/generated/client";
import { announce } from "../environments/live-hint";
import { destroySecret } from "../secrets/sealed-secret";
import { type ChangeAddress, decide, demand, findEnvironment, lockChange } from "./find-change";
import { secretsIn } from "./fingerprints";
import { loadStatus } from "./load-facts";
import { planChange, toJson } from "./plan-change";
import { sealKeys } from "./seal-keys";

export interface SaveEdits {
  environmentSlug: string;
  /** Without it a new draft begins. */
  changeNumber?: number;
  title?: string;
  /** A pre-shared key in a spec comes as text in a field `presharedKey`, or as the { $secret } it already has. */
  edits: Edit[];
  /** The revision the person looked at: another one throws `change-edited-meanwhile`. */
  expectedRevision?: number;
}

export interface SavedEdits {
  /** Null when nothing was saved because a spec has not its kind's shape; `problems` say where. */
  changeNumber: number | null;
  revision: number | null;
  problems: PlanProblem[];
}

/**
 * Puts edits into a draft and plans it. Edits of the same key replace each other. A change in review goes back to draft: what
 * was looked at is not what would be applied. Shape errors save nothing; everything else is saved and reported.
 */
export async function saveEdits(viewer: Viewer, input: SaveEdits): Promise<SavedEdits> {
  demand(viewer, "edit");
  try {
    return await decide((tx) => saveEditsIn(tx, viewer, input));
  } catch (error) {
    if (error instanceof WrongShape) return { changeNumber: null, revision: null, problems: error.problems };
    throw error;
  }
}

/** Undoes the transaction, and with it the keys that were sealed for edits that are not saved. */
class WrongShape extends Error {
  constructor(readonly problems: PlanProblem[]) {
    super("An edit has not its kind's shape");
  }
}

/** The same as a part of the caller's transaction. Throws instead of reporting where a spec has not its kind's shape. */
export async function saveEditsIn(tx: Db, viewer: Viewer, input: SaveEdits): Promise<SavedEdits> {
  const environment = await findEnvironment(tx, viewer, input.environmentSlug);
  const sealed = await sealAll(tx, environment.id, input.edits);
  if (sealed.problems.length > 0) throw new WrongShape(sealed.problems);

  const now = new Date();
  const { change, isNew } = await openDraft(tx, viewer, { ...input, environmentId: environment.id });
  await writeEdits(tx, viewer, { change, edits: sealed.edits });
  const revision = await touchDraft(tx, viewer, { change, title: input.title, isNew });
  const plan = await planChange(tx, change.id, now);
  await recordAudit(tx, {
    actor: { id: viewer.userId, name: viewer.name },
    organizationId: viewer.organizationId,
    environmentId: environment.id,
    action: isNew ? "change.drafted" : "change.edited",
    subject: `CHG-${change.number}`,
    detail: { edits: sealed.edits.map(({ operation, key }) => ({ operation, key })), revision },
  });
  await announce(tx, { environmentId: environment.id, what: "change" });
  return { changeNumber: change.number, revision, problems: plan.problems };
}

/** Takes one edit out of a draft. */
export async function removeEdit(
  viewer: Viewer,
  input: ChangeAddress & { key: string; expectedRevision?: number },
): Promise<SavedEdits> {
  demand(viewer, "edit");
  return decide(async (tx) => {
    const { change } = await openDraft(tx, viewer, input);
    const edit = await tx.changeEdit.findUnique({ where: { changeId_key: { changeId: change.id, key: input.key } } });
    if (edit) {
      await tx.changeEdit.delete({ where: { id: edit.id } });
      await destroyDropped(tx, edit.spec, null);
    }
    const revision = await touchDraft(tx, viewer, { change, isNew: false });
    const plan = await planChange(tx, change.id, new Date());
    await recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      organizationId: viewer.organizationId,
      environmentId: change.environmentId,
      action: "change.edit-removed",
      subject: `CHG-${change.number}`,
      detail: { key: input.key, revision },
    });
    await announce(tx, { environmentId: change.environmentId, what: "change" });
    return { changeNumber: change.number, revision, problems: plan.problems };
  });
}

interface Draft {
  id: string;
  number: number;
  environmentId: string;
}

async function sealAll(tx: Db, environmentId: string, edits: readonly Edit[]) {
  const problems: PlanProblem[] = [];
  const ready: Edit[] = [];
  for (const edit of edits) {
    if (edit.operation === "remove") {
      ready.push(edit);
      continue;
    }
    const sealed = await sealKeys(tx, edit.spec, { environmentId, key: edit.key });
    const parsed = kindOf(edit.kind).spec.safeParse(sealed.spec);
    problems.push(...sealed.problems);
    if (parsed.success) {
      ready.push({ ...edit, spec: parsed.data });
      continue;
    }
    for (const issue of parsed.error.issues) {
      const path = issue.path.filter((step) => typeof step !== "symbol");
      problems.push({ key: edit.key, severity: "error", path, phrase: issuePhrase(issue) });
    }
  }
  return { edits: ready, problems };
}

type Opening = Pick<SaveEdits, "environmentSlug" | "changeNumber" | "expectedRevision" | "title"> & {
  environmentId?: string;
  edits?: readonly Edit[];
};

async function openDraft(tx: Db, viewer: Viewer, input: Opening): Promise<{ change: Draft; isNew: boolean }> {
  const { changeNumber, environmentSlug, expectedRevision } = input;
  if (changeNumber === undefined) return { change: await createDraft(tx, viewer, input), isNew: true };
  const { change } = await lockChange(tx, viewer, { environmentSlug, changeNumber });
  if (expectedRevision !== undefined && expectedRevision !== change.revision) {
    throw new DomainError("change-edited-meanwhile", { number: change.number });
  }
  const status = await loadStatus(tx, change.id);
  if (!isEditable(status)) throw new DomainError("change-not-editable", { number: change.number });
  return { change, isNew: false };
}

async function createDraft(tx: Db, viewer: Viewer, input: Opening): Promise<Draft> {
  const { organizationId, userId, name } = viewer;
  const { environmentId } = input;
  if (!environmentId) throw new Error("A draft needs its environment");
  // Numbers have no gaps and no doubles: the organization's row is the counter's lock.
  await tx.$queryRaw`SELECT "id" FROM "Organization" WHERE "id" = ${organizationId} FOR UPDATE`;
  const last = await tx.change.aggregate({ where: { organizationId }, _max: { number: true } });
  return tx.change.create({
    data: {
      organizationId,
      environmentId,
      number: (last._max.number ?? 0) + 1,
      title: input.title?.trim() || titleOf(input.edits ?? []),
      authorId: userId,
      authorName: name,
    },
    select: { id: true, number: true, environmentId: true },
  });
}

const TITLE_NAMES_MAX = 3;

/** Names speak every language; what is done with them stands in the plan. */
function titleOf(edits: readonly Edit[]): string {
  const names = edits.filter((edit) => !kindOf(edit.kind).isRelation).map((edit) => nameInKey(edit.key));
  const some = names.length > 0 ? names : edits.map((edit) => nameInKey(edit.key));
  const title = [...new Set(some)].slice(0, TITLE_NAMES_MAX).join(", ");
  return some.length > TITLE_NAMES_MAX ? `${title}, …` : title;
}

/** A handful of statements however many there are: an account with a hundred connections is adopted in one change. */
async function writeEdits(
  tx: Db,
  viewer: Viewer,
  { change, edits }: { change: Draft; edits: readonly Edit[] },
): Promise<void> {
  const latest = [...new Map(edits.map((edit) => [edit.key, edit])).values()];
  const keys = latest.map(({ key }) => key);
  const before = await tx.changeEdit.findMany({
    where: { changeId: change.id, key: { in: keys } },
    select: { key: true, spec: true, replaces: true },
  });
  const kept = latest.map((edit) => (edit.operation === "put" ? edit.spec : null));
  await destroyDropped(
    tx,
    before.map(({ spec }) => spec),
    kept,
  );
  const rows = await tx.resource.findMany({
    where: { environmentId: change.environmentId, key: { in: keys } },
    select: { key: true, specVersion: true },
  });
  const unwanted = new Map(before.map(({ key, replaces }) => [key, replaces]));
  const versions = new Map(rows.map(({ key, specVersion }) => [key, specVersion]));
  await tx.changeEdit.deleteMany({ where: { changeId: change.id, key: { in: keys } } });
  await tx.changeEdit.createMany({
    data: latest.map((edit) => ({
      changeId: change.id,
      key: edit.key,
      kind: edit.kind,
      operation: edit.operation,
      spec: edit.operation === "put" ? toJson(edit.spec) : Prisma.DbNull,
      // A form that mends the spec says nothing of it: the object stays unwanted until the edit is taken out.
      replaces: toJsonOrNull(edit.operation === "put" ? (edit.replaces ?? unwanted.get(edit.key)) : null),
      baseVersion: versions.get(edit.key) ?? 0,
      authorId: viewer.userId,
    })),
  });
}

function toJsonOrNull(value: unknown) {
  return value == null ? Prisma.DbNull : toJson(value);
}

/** A sealed key that no edit names any more is of no use but to a thief. */
async function destroyDropped(tx: Db, before: unknown, after: unknown): Promise<void> {
  const kept = new Set(secretsIn(after));
  for (const $secret of secretsIn(before)) if (!kept.has($secret)) await destroySecret(tx, { $secret });
}

interface Touch {
  change: Draft;
  title?: string;
  isNew: boolean;
}

/** Raises the revision, remembers who edited, and takes the change out of review. */
async function touchDraft(tx: Db, { userId }: Viewer, { change, title, isNew }: Touch): Promise<number> {
  const { editorIds } = await tx.change.findUniqueOrThrow({ where: { id: change.id }, select: { editorIds: true } });
  const { revision } = await tx.change.update({
    where: { id: change.id },
    data: {
      revision: { increment: 1 },
      submittedAt: null,
      submittedById: null,
      editorIds: [...new Set([...editorIds, userId])],
      ...(title?.trim() && !isNew ? { title: title.trim() } : {}),
    },
    select: { revision: true },
  });
  return revision;
}
