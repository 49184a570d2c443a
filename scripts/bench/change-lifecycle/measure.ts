// Measures inside the product's own code, beside a sandbox with many connections, and prints one line of JSON. The sandbox's
// address is its only argument.
import { listGates } from "@/lib/domain/changes/gates";
import { deriveStatus } from "@/lib/domain/changes/lifecycle";
import type { Edit } from "@/lib/domain/plan/step";
import { drawPlan } from "@/lib/server/changes/draw-plan";
import { decide } from "@/lib/server/changes/find-change";
import { loadFacts } from "@/lib/server/changes/load-facts";
import { loadNetwork } from "@/lib/server/changes/load-network";
import { reviewChange, submitChange } from "@/lib/server/changes/review-change";
import { saveEdits } from "@/lib/server/changes/save-edit";
import { db } from "@/lib/server/db/client";
import { addEnvironment, addViewer } from "@/lib/server/db/testing";
import { sealKeys } from "@/lib/server/environments/seal-keys";
import { observeEnvironment } from "@/lib/server/observe/observe-environment";

const PLANNED = 1000;
const SITES = PLANNED / 2;
const WARM_UPS = 3;
const ROUNDS = 20;

const [endpointUrl = ""] = process.argv.slice(2);
const admin = await addViewer("admin");
const environment = await addEnvironment(admin.organizationId, { endpointUrl, selfApproval: true });
const keys = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
const credentials = await sealKeys(db, environment.id, keys);
await db.environment.update({ where: { id: environment.id }, data: { credentials } });
await observeEnvironment(environment.id);

const gateway = await db.resource.findFirstOrThrow({ where: { environmentId: environment.id, kind: "vpn-gateway" } });
const network = await loadNetwork(db, environment.id, new Date());
const edits = Array.from({ length: SITES }, (_, number) => siteEdits(number)).flat();
let steps = 0;
const plan = await timed(async () => {
  steps = drawPlan(edits, { ...network, resources: [...network.resources] }).steps.length;
});

const changeId = await approvedChange();
const recompute = () =>
  decide(async (tx) => {
    const facts = await loadFacts(tx, changeId, new Date());
    const status = deriveStatus(facts);
    if (status !== "APPROVED" || listGates(facts).some(({ state }) => state !== "pass")) throw new Error(status);
  });
const whenStill = await timed(recompute);
const whenMoved = await timed(recompute, () =>
  db.resource.updateMany({ where: { id: gateway.id }, data: { observedAt: new Date() } }),
);
console.log(
  JSON.stringify({
    plan,
    planned: { edits: edits.length, steps },
    recompute: whenStill,
    recomputeAfterMove: whenMoved,
  }),
);
await db.$disconnect();
process.exit(0);

function siteEdits(number: number): Edit[] {
  const name = `new-${number}`;
  const ipAddress = `198.51.${number >> 8}.${number & 255}`;
  const ends = { customerGateway: `customer-gateway/${name}`, vpnGateway: gateway.key };
  return [
    { ...put("customer-gateway", name), spec: { name, ipAddress, bgpAsn: 65000 } },
    { ...put("vpn-connection", name), spec: { name, ...ends, routing: "static", tunnels: [{}, {}] } },
  ];
}

function put(kind: "customer-gateway" | "vpn-connection", name: string) {
  return { operation: "put" as const, kind, key: `${kind}/${name}` };
}

async function approvedChange(): Promise<string> {
  const { changeNumber } = await saveEdits(admin, { environmentSlug: environment.slug, edits: siteEdits(0) });
  const address = { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 };
  await submitChange(admin, address);
  const { hash: planHash, changeId: id } = await db.plan.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  await reviewChange(admin, { ...address, verdict: "approve", planHash });
  return id;
}

/** Milliseconds of each round; what prepares a round is not counted. */
async function timed(work: () => Promise<void>, prepare: () => Promise<unknown> = async () => {}): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    await prepare();
    const startedAt = performance.now();
    await work();
    if (round >= WARM_UPS) times.push(performance.now() - startedAt);
  }
  return times;
}
