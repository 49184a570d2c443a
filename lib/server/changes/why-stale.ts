import "server-only";
import { nameInKey } from "@/lib/domain/kinds/key";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import { canonicalJson } from "@/lib/domain/plan/canonical";
import type { Edit, Step } from "@/lib/domain/plan/step";
import { type Relied, reliedNow } from "./fingerprints";
import type { Network } from "./load-network";
import { drawPlan } from "./plan-change";

interface Kept {
  edits: readonly Edit[];
  steps: readonly Step[];
  impact: number;
  relied: Relied;
  network: Network;
}

/** Why a plan does not fit the network as it is now, in plain words; nothing while it does. A tunnel that came back is no reason. */
export function whyStale({ edits, steps, impact, relied, network }: Kept): Phrase[] {
  if (network.foreignAccount) return [phrase("changes.stale.account", { found: network.foreignAccount })];
  const now = reliedNow(network, Object.keys(relied.resources));
  if (now.environment !== relied.environment) return [phrase("changes.stale.environment")];
  const changed = Object.keys(relied.resources).filter((key) => now.resources[key] !== relied.resources[key]);
  if (changed.length > 0) return changed.map((key) => phrase("changes.stale.changed", { name: nameInKey(key) }));
  const drawn = drawPlan(edits, network);
  if (drawn.problems.some((problem) => problem.severity === "error")) return [phrase("changes.stale.problems")];
  if (callsOf(drawn.steps) !== callsOf(steps)) return [phrase("changes.stale.differs")];
  if (drawn.impact > impact) return [phrase("changes.stale.impactRose", { before: impact, after: drawn.impact })];
  return [];
}

/** The calls without their order: which tunnel goes first follows from telemetry. */
function callsOf(steps: readonly Step[]): string {
  return canonicalJson(
    steps.flatMap((step) => (step.type === "call" ? [canonicalJson([step.key, step.call])] : [])).sort(),
  );
}
