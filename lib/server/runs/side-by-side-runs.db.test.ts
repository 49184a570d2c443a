import { expect, test } from "vitest";
import { kindOf } from "@/lib/domain/kinds";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { advanceEnvironment } from "./advance-environment";
import type { SendCall } from "./run-context";
import { resumeRun } from "./steer-run";
import { apply, LEEDS, outcomeOf, put, start, startRunBench, states } from "./testing";

const bench = startRunBench();

const subnet = (name: string, octet: number) =>
  put(`subnet/${name}`, { name, vpc: "vpc/main", cidr: `10.50.${octet}.0/24` });

/** Notes what is called, in order. */
function noting(called: string[]): SendCall {
  return (access, call) => {
    called.push(call.action);
    return callEc2(access, call);
  };
}

test("two runs of one environment that do not touch the same go on side by side", async () => {
  await apply(bench, [put("vpc/main")]);
  const runs = [await start(bench, [subnet("a", 1)]), await start(bench, [put("customer-gateway/leeds")])];
  const atOnce = { now: 0, most: 0 };
  const send: SendCall = async (access, call) => {
    atOnce.now += 1;
    atOnce.most = Math.max(atOnce.most, atOnce.now);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return callEc2(access, call).finally(() => {
      atOnce.now -= 1;
    });
  };
  expect(await advanceEnvironment(bench.environment.id, { send })).toBeNull();
  expect(await Promise.all(runs.map(outcomeOf))).toEqual(["applied", "applied"]);
  expect(atOnce.most).toBe(2);
  expect(await db.lease.count()).toBe(0);
});

test("a run that ended before its end is resumed once nobody holds what it needs", async () => {
  await apply(bench, [put("vpc/main")]);
  const limit = { code: "SubnetLimitExceeded", message: "Too many.", status: 400 };
  await bench.control.addFault({ action: "CreateSubnet", kind: "error", params: limit });
  const failed = await start(bench, [subnet("a", 1)]);
  await advanceEnvironment(bench.environment.id);
  expect(await outcomeOf(failed)).toBe("failed");
  await bench.control.clearFaults();

  const other = await start(bench, [put("vpc/main", { name: "main", cidr: "10.50.0.0/16", dnsHostnames: true })]);
  await expect(resumeRun(bench.admin, { runId: failed })).rejects.toMatchObject({ code: "lease-held" });
  await advanceEnvironment(bench.environment.id);
  expect(await outcomeOf(other)).toBe("applied");
  await resumeRun(bench.admin, { runId: failed });
  await advanceEnvironment(bench.environment.id);
  expect(await outcomeOf(failed)).toBe("applied");
});

test("a worker that comes back after another took its runs sends nothing more and moves no step", async () => {
  const runId = await start(
    bench,
    ["vpc/main", "vpn-gateway/core"].map((key) => put(key)),
  );
  const called: string[] = [];
  let comeBack = () => {};
  const stopped = new Promise<void>((resolve) => {
    comeBack = resolve;
  });
  let isFirst = true;
  // The first call's answer reaches the worker only after the other one has done all.
  const send: SendCall = async (access, call) => {
    const answer = await noting(called)(access, call);
    if (isFirst) {
      isFirst = false;
      await stopped;
    }
    return answer;
  };
  const first = advanceEnvironment(bench.environment.id, { send });
  await expect.poll(() => called.length).toBeGreaterThan(0);
  expect(await advanceEnvironment(bench.environment.id)).toBeNull();
  expect(await outcomeOf(runId)).toBe("applied");
  const [journal, sent] = [await states(runId), called.length];
  comeBack();
  await first;
  expect(await states(runId)).toEqual(journal);
  expect(called).toHaveLength(sent);
  const { counts } = await bench.control.countCalls();
  expect([counts.CreateVpc, counts.CreateVpnGateway]).toEqual([1, 1]);
});

test("what was changed in AWS after the start is not changed by a step whose turn comes later", async () => {
  await apply(
    bench,
    ["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)),
  );
  const { spec, awsId } = await db.resource.findFirstOrThrow({
    where: { environmentId: bench.environment.id, key: LEEDS },
  });
  const osaka = { name: "osaka", ipAddress: "3.37.222.143", bgpAsn: 65000 };
  const moved = { ...kindOf("vpn-connection").spec.parse(spec), customerGateway: "customer-gateway/osaka" };
  const runId = await start(bench, [put("customer-gateway/osaka", osaka), put(LEEDS, moved)]);
  const send: SendCall = async (access, call) => {
    const input = { Resources: [awsId ?? ""], Tags: [{ Key: "Name", Value: "by hand" }] };
    if (call.action === "CreateCustomerGateway") await callEc2(access, { action: "CreateTags", input });
    return callEc2(access, call);
  };
  await advanceEnvironment(bench.environment.id, { send });
  expect(await states(runId)).toMatchObject([
    { state: "done" },
    { stepId: expect.stringContaining(LEEDS), state: "failed", errorCode: "run-changed-meanwhile" },
  ]);
  expect((await bench.control.countCalls()).counts.ModifyVpnConnection).toBeUndefined();
});
