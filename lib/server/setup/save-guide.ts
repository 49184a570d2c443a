import "server-only";
import { isEditable } from "@/lib/domain/changes/lifecycle";
import { isSame } from "@/lib/domain/plan/canonical";
import type { Edit } from "@/lib/domain/plan/step";
import { isAcceptable, type Problem } from "@/lib/domain/problem";
import type { Answers } from "@/lib/domain/setup/answers";
import { draftEdits } from "@/lib/domain/setup/draft-edits";
import { judgeStage } from "@/lib/domain/setup/judge-stage";
import { ASKING_STAGES, type AskingStage, STAGES, type Stage } from "@/lib/domain/setup/stages";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { viewDraft } from "../changes/check-edit";
import { demand, findEnvironment } from "../changes/find-change";
import { secretsIn } from "../changes/fingerprints";
import { toJson } from "../changes/plan-change";
import { findChange } from "../changes/queries";
import { removeEdit, saveEdits } from "../changes/save-edit";
import { sealKeys } from "../changes/seal-keys";
import { type Db, db } from "../db/client";
import { destroySecret } from "../secrets/sealed-secret";
import { demandGuide, type Guide } from "./guides";

interface GuideAddress {
  environmentSlug: string;
  id: string;
}

/** Begins a guide, perhaps with what is known already. Nothing is proposed yet. */
export async function startGuide(
  viewer: Viewer,
  { environmentSlug, name, answers }: { environmentSlug: string; name: string; answers: Answers },
): Promise<{ id: string }> {
  demand(viewer, "edit");
  const environment = await findEnvironment(db, viewer, environmentSlug);
  return db.$transaction(async (tx) => {
    const guide = await tx.setupGuide.create({
      data: {
        environmentId: environment.id,
        name,
        stage: "needs",
        answers: toJson(answers),
        createdById: viewer.userId,
      },
      select: { id: true },
    });
    await recordAuditOf(viewer, tx, { environmentId: environment.id, action: "guide.started", subject: name });
    return guide;
  });
}

export interface StageInput<Name extends AskingStage = AskingStage> extends GuideAddress {
  stage: Name;
  /** In the shape of the stage's answers; a key as text where it was typed. */
  answer: NonNullable<Answers[Name]>;
}

/** What is wrong with answers that are still being typed. Keeps nothing. */
export async function checkStage(viewer: Viewer, { stage, answer, ...address }: StageInput): Promise<Problem[]> {
  const guide = await demandGuide(viewer, address);
  const view = await viewDraft(viewer, address);
  return judgeStage(stage, { ...guide.answers, [stage]: answer }, view);
}

export interface SavedStage {
  problems: Problem[];
  /** The stage that comes next: where something is wrong, the same one. */
  next: Stage;
  /** The answer as it is kept, keys sealed: what the next save of the stage began with. */
  stored: unknown;
}

/**
 * Keeps the answers of a stage, right or wrong, and seals the keys in it. Once every stage is answered well the change is
 * written, and written again whenever an answer changes.
 */
export async function saveStage(
  viewer: Viewer,
  { stage, answer, began, ...address }: StageInput & { began: unknown },
): Promise<SavedStage> {
  demand(viewer, "edit");
  const view = await viewDraft(viewer, address);
  const saved = await db.$transaction(async (tx) => {
    const environment = await findEnvironment(tx, viewer, address.environmentSlug);
    await tx.$queryRaw`SELECT "id" FROM "SetupGuide" WHERE "id" = ${address.id}::uuid FOR UPDATE`;
    const guide = await demandGuide(viewer, address, tx);
    if (!isSame(guide.answers[stage] ?? null, began ?? null)) throw new DomainError("guide-edited-meanwhile");
    const sealed = await sealKeys(tx, { ...answer }, { environmentId: environment.id, key: stage });
    const answers: Answers = { ...guide.answers, [stage]: sealed.spec };
    const problems = [...sealed.problems, ...judgeStage(stage, answers, view)];
    const next = isAcceptable(problems) ? stageAfter(stage) : stage;
    await tx.setupGuide.update({
      where: { id: address.id },
      data: {
        answers: toJson(answers),
        stage: furthest(guide.stage, next),
        ...(answers.needs?.site ? { name: answers.needs.site } : {}),
      },
    });
    await destroyOwnerless(tx, environment.id, { before: guide.answers, after: answers });
    await recordAuditOf(viewer, tx, {
      environmentId: environment.id,
      action: "guide.answered",
      subject: answers.needs?.site ?? guide.name,
      detail: { stage },
    });
    return { problems, next, stored: sealed.spec, guide: { ...guide, answers } };
  });
  const { guide, ...result } = saved;
  const isComplete = ASKING_STAGES.every((one) => isAcceptable(judgeStage(one, guide.answers, view)));
  if (isComplete) await writeChange(viewer, address, { guide, edits: draftEdits(guide.answers, view).edits });
  return result;
}

/** Notes that a later stage was opened, so that the guide is taken up there. */
export async function reachStage(
  viewer: Viewer,
  { stage, ...address }: GuideAddress & { stage: Stage },
): Promise<void> {
  demand(viewer, "edit");
  const guide = await demandGuide(viewer, address);
  await db.setupGuide.update({ where: { id: guide.id }, data: { stage: furthest(guide.stage, stage) } });
}

/** Done, or given up: it leaves the list. What its change proposes stays as it is, and the keys that it needs. */
export async function finishGuide(viewer: Viewer, address: GuideAddress): Promise<void> {
  demand(viewer, "edit");
  await db.$transaction(async (tx) => {
    const environment = await findEnvironment(tx, viewer, address.environmentSlug);
    const guide = await demandGuide(viewer, address, tx);
    await tx.setupGuide.update({ where: { id: guide.id }, data: { finishedAt: new Date() } });
    await destroyOwnerless(tx, environment.id, { before: guide.answers, after: {} });
    await recordAuditOf(viewer, tx, { environmentId: environment.id, action: "guide.finished", subject: guide.name });
  });
}

/** A key that an answer named and names no more is destroyed, unless a change names it: then the change looks after it. */
async function destroyOwnerless(
  tx: Db,
  environmentId: string,
  { before, after }: Record<"before" | "after", Answers>,
): Promise<void> {
  const kept = new Set(secretsIn(after));
  for (const $secret of secretsIn(before)) {
    if (kept.has($secret)) continue;
    const [owner] = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "ChangeEdit" e JOIN "Change" c ON c."id" = e."changeId"
      WHERE c."environmentId" = ${environmentId}::uuid AND strpos(e."spec"::text, ${$secret}) > 0 LIMIT 1`;
    if (!owner) await destroySecret(tx, { $secret });
  }
}

/** Makes the change say what the guide says. One that is carried out already, or was begun to be, is left alone. */
async function writeChange(
  viewer: Viewer,
  { environmentSlug, id }: GuideAddress,
  { guide, edits }: { guide: Guide; edits: Edit[] },
): Promise<void> {
  const change =
    guide.changeNumber === null
      ? null
      : await findChange(viewer, { environmentSlug, changeNumber: guide.changeNumber });
  if (change?.run) return;
  const title = guide.answers.needs?.site ?? guide.name;
  if (!change || !isEditable(change.status)) {
    const { changeNumber } = await saveEdits(viewer, { environmentSlug, title: title.slice(0, 120), edits });
    if (changeNumber === null) throw new Error("A guide's edits have the shape of their kinds");
    await db.setupGuide.update({
      where: { id },
      data: {
        change: { connect: { organizationId_number: { organizationId: viewer.organizationId, number: changeNumber } } },
      },
    });
    return;
  }
  const address = { environmentSlug, changeNumber: change.number };
  const kept = new Set(edits.map(({ key }) => key));
  const changed = edits.filter((edit) => !change.edits.some((present) => isAlike(present, edit)));
  if (changed.length > 0) await saveEdits(viewer, { ...address, edits: changed });
  for (const { key } of change.edits) if (!kept.has(key)) await removeEdit(viewer, { ...address, key });
}

/** Stored edits have their defaults filled in, so a wish is compared by what it says. */
function isAlike(present: Edit, wanted: Edit): boolean {
  if (present.key !== wanted.key || present.operation !== "put" || wanted.operation !== "put") return false;
  return says(present.spec, wanted.spec);
}

function says(present: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return present === wanted;
  if (typeof present !== "object" || present === null) return false;
  const members = new Map(Object.entries(present));
  return Object.entries(wanted).every(([field, value]) => says(members.get(field), value));
}

function stageAfter(stage: Stage): Stage {
  return STAGES[STAGES.indexOf(stage) + 1] ?? stage;
}

function furthest(a: Stage, b: Stage): Stage {
  return STAGES.indexOf(a) > STAGES.indexOf(b) ? a : b;
}
