import "server-only";
import { randomBytes } from "node:crypto";
import type { KeyWay } from "@/lib/domain/goals/key-ways";
import { giveNewKeys, type NewKeys } from "@/lib/domain/goals/new-keys";
import { generatePreSharedKey, PSK_RANDOM_BYTES, pskProblem } from "@/lib/domain/net/pre-shared-key";
import { phrase } from "@/lib/domain/phrase";
import type { PlanProblem } from "@/lib/domain/plan/step";
import type { Viewer } from "../auth/viewer";
import { decide, demand, findEnvironment } from "../changes/find-change";
import { loadNetwork } from "../changes/load-network";
import { toJson } from "../changes/plan-change";
import { saveEditsIn } from "../changes/save-edit";

export interface KeyProposal {
  environmentSlug: string;
  way: KeyWay;
  connectionKeys: string[];
  title: string;
  /**
   * own: each tunnel gets another one, made here · shared: both tunnels of a connection get the same one, for a device that knows only
   * one · typed: for the tunnels of one connection, in the order of its spec.
   */
  keys: { from: "own" | "shared" } | { from: "typed"; texts: [string, string] };
}

export type ProposedKeys =
  | { outcome: "proposed"; changeNumber: number }
  | { outcome: "refused"; problems: PlanProblem[] };

/** Drafts the change that gives connections new keys, which are sealed in the same transaction. Nobody has to see a key for it. */
export async function proposeKeys(viewer: Viewer, input: KeyProposal): Promise<ProposedKeys> {
  demand(viewer, "edit");
  const { environmentSlug, way, title, keys } = input;
  const connectionKeys = [...new Set(input.connectionKeys)];
  const flaws = keys.from === "typed" ? flawsOf(connectionKeys, keys.texts) : [];
  if (flaws.length > 0) return { outcome: "refused", problems: flaws };
  return decide(async (tx): Promise<ProposedKeys> => {
    const environment = await findEnvironment(tx, viewer, environmentSlug);
    const { resources } = await loadNetwork(tx, environment.id, new Date());
    const wishes = connectionKeys.map((connectionKey): NewKeys => ({ connectionKey, keys: pairOf(keys) }));
    const { edits, problems, remarks } = giveNewKeys(way, wishes, resources);
    if (problems.length > 0) return { outcome: "refused", problems };
    const saved = await saveEditsIn(tx, viewer, { environmentSlug, title, edits });
    if (saved.changeNumber === null) return { outcome: "refused", problems: saved.problems };
    await tx.change.updateMany({
      where: { environmentId: environment.id, number: saved.changeNumber },
      data: { remarks: toJson(remarks) },
    });
    return { outcome: "proposed", changeNumber: saved.changeNumber };
  });
}

/** What EC2 would refuse of typed keys, beside their fields. */
function flawsOf(connectionKeys: readonly string[], texts: readonly string[]): PlanProblem[] {
  const [key, ...others] = connectionKeys;
  if (key === undefined || others.length > 0) throw new Error("Keys are typed for one connection at a time");
  return texts.flatMap((text, index): PlanProblem[] => {
    const flaw = pskProblem(text);
    const path = ["tunnels", index, "presharedKey"];
    return flaw ? [{ key, severity: "error", path, phrase: phrase(`plan.problem.presharedKey.${flaw}`) }] : [];
  });
}

function pairOf(keys: KeyProposal["keys"]): NewKeys["keys"] {
  if (keys.from === "typed") return keys.texts;
  const first = newKey();
  return [first, keys.from === "shared" ? first : newKey()];
}

function newKey(): string {
  return generatePreSharedKey(randomBytes(PSK_RANDOM_BYTES));
}
