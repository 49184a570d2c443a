// What people do in this figure: drafts, approves and applies fifty connections, and waits until the worker beside it is through. Prints
// one line of JSON. Its arguments are the sandbox's address and speed.
import { setTimeout as sleep } from "node:timers/promises";
import type { CallStep } from "@/lib/domain/plan/step";
import { parseStep } from "@/lib/domain/plan/stored-plan";
import { applyChange } from "@/lib/server/changes/apply-change";
import { reviewChange, submitChange } from "@/lib/server/changes/review-change";
import { saveEdits } from "@/lib/server/changes/save-edit";
import { db } from "@/lib/server/db/client";
import { addEnvironment, addViewer } from "@/lib/server/db/testing";
import { sealKeys } from "@/lib/server/environments/seal-keys";
import { observeEnvironment } from "@/lib/server/observe/observe-environment";
import { timings } from "@/sandbox/timings";
import { fiftyConnections } from "./fifty-connections";

/** How long EC2 itself takes for a step of that kind, in virtual seconds: from the answer until it is ready. */
const TRANSITIONS: Partial<Record<string, number>> = {
  vpc: timings.vpcPending,
  "customer-gateway": timings.customerGatewayPending,
  "vpn-gateway-attachment": timings.vpnGatewayAttaching,
  "vpn-connection": timings.vpnConnectionPending,
};

const [endpointUrl = "", speed = "1"] = process.argv.slice(2);
const admin = await addViewer("admin");
const environment = await addEnvironment(admin.organizationId, { endpointUrl, selfApproval: true });
const keys = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
const credentials = await sealKeys(db, environment.id, keys);
await db.environment.update({ where: { id: environment.id }, data: { credentials } });
await observeEnvironment(environment.id);

const { changeNumber, problems } = await saveEdits(admin, {
  environmentSlug: environment.slug,
  edits: fiftyConnections(),
});
if (changeNumber === null) throw new Error(JSON.stringify(problems));
const address = { environmentSlug: environment.slug, changeNumber };
await submitChange(admin, address);
const { hash: planHash } = await db.plan.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
await reviewChange(admin, { ...address, verdict: "approve", planHash });
const pressedAt = Date.now();
const { runId } = await applyChange(admin, { ...address, planHash });

for (;;) {
  const run = await db.run.findUniqueOrThrow({ where: { id: runId }, include: { steps: true } });
  if (!run.finishedAt) {
    await sleep(200);
    continue;
  }
  const steps = run.steps.map(({ step }) => parseStep(step)).filter((step) => step.type === "call");
  console.log(
    JSON.stringify({
      outcome: run.outcome,
      seconds: (run.finishedAt.getTime() - pressedAt) / 1000,
      criticalSeconds: criticalSeconds(steps) / Number(speed),
      steps: steps.length,
      retried: run.steps.filter(({ attempts }) => attempts > 1).length,
    }),
  );
  break;
}
await db.$disconnect();
process.exit(0);

/** The longest chain of transitions, each of which only begins when the one before it has ended. */
function criticalSeconds(steps: readonly CallStep[]): number {
  const ends = new Map<string, number>();
  for (const { id, kind, after } of steps) {
    const begins = Math.max(0, ...after.map((before) => ends.get(before) ?? 0));
    ends.set(id, begins + (TRANSITIONS[kind] ?? 0));
  }
  return Math.max(...ends.values());
}
