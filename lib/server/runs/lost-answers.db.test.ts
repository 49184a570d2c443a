import { describe, expect, test } from "vitest";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { environmentAccess } from "../environments/environment-access";
import type { SendCall } from "./run-context";
import { resumeRun } from "./steer-run";
import { advanceRun, LEEDS, listed, outcomeOf, put, start, startRunBench, states } from "./testing";

const bench = startRunBench();

/** The process dies at the first call of that action: before it reaches EC2, or after EC2 carried it out. */
function dieAt(action: string, moment: "before" | "after"): SendCall {
  return async (access, call) => {
    if (call.action !== action) return callEc2(access, call);
    if (moment === "after") await callEc2(access, call);
    throw new Error("The process is dead");
  };
}

describe("a process that dies", () => {
  test.each(["before", "after"] as const)(
    "%s EC2 carried out a create leaves one object, not two and not none",
    async (moment) => {
      const runId = await start(
        bench,
        ["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)),
      );
      await expect(advanceRun(runId, { send: dieAt("CreateVpnConnection", moment) })).rejects.toThrow("dead");
      expect((await states(runId)).map(({ state }) => state)).toEqual(["done", "done", "calling"]);

      await advanceRun(runId);
      expect(await outcomeOf(runId)).toBe("applied");
      const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
      expect(connections).toHaveLength(1);
      const { counts } = await bench.control.countCalls();
      expect(counts.CreateVpnConnection).toBe(1);
    },
  );

  test.each(["before", "after"] as const)(
    "%s EC2 carried out an attachment finds it by what it joins",
    async (moment) => {
      const runId = await start(
        bench,
        ["vpc/main", "vpn-gateway/core", "vpn-gateway-attachment/core-main"].map((key) => put(key)),
      );
      await expect(advanceRun(runId, { send: dieAt("AttachVpnGateway", moment) })).rejects.toThrow("dead");
      await advanceRun(runId);
      expect(await outcomeOf(runId)).toBe("applied");
      expect((await bench.control.countCalls()).counts.AttachVpnGateway).toBe(1);
    },
  );
});

describe("an answer that is lost", () => {
  test.each(["cut-before", "cut-after"] as const)("%s: the call is carried out once", async (kind) => {
    await bench.control.addFault({ action: "CreateCustomerGateway", kind, count: 1 });
    const runId = await start(bench, [put("customer-gateway/leeds")]);
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("applied");
    const { CustomerGateways: gateways = [] } = await listed(bench, "DescribeCustomerGateways");
    expect(gateways).toHaveLength(1);
  });

  test("a throttled call is made again", async () => {
    await bench.control.addFault({ action: "CreateCustomerGateway", kind: "throttle", count: 1 });
    const runId = await start(bench, [put("customer-gateway/leeds")]);
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("applied");
  });
});

/** The same address and ASN as the lab's gateway: EC2 returns the existing one for a second create (reference §1.3). */
const elsewhere = {
  action: "CreateCustomerGateway",
  input: { Type: "ipsec.1", IpAddress: "3.37.222.142", BgpAsn: 65000 },
} as const;

test("a customer gateway that EC2 gives back although somebody else made it is left alone", async () => {
  const runId = await start(bench, [put("customer-gateway/leeds")]);
  const send: SendCall = async (access, call) => {
    await callEc2(access, elsewhere);
    return callEc2(access, call);
  };
  await advanceRun(runId, { send });
  expect(await states(runId)).toMatchObject([{ state: "failed", errorCode: "run-conflict" }]);
});

test("a run whose plan does not fit what is read right before it calls nothing, says why, and holds nothing", async () => {
  const runId = await start(bench, [put("customer-gateway/leeds")]);
  await callEc2(await environmentAccess(bench.environment.id), elsewhere);
  const before = (await bench.control.countCalls()).counts.CreateCustomerGateway;
  await advanceRun(runId);
  expect(await outcomeOf(runId)).toBe("refused");
  const run = await db.run.findUniqueOrThrow({ where: { id: runId }, include: { leases: true } });
  expect(run.preflightFlaws).toEqual([expect.objectContaining({ key: expect.any(String) })]);
  expect(run.leases).toEqual([]);
  expect((await bench.control.countCalls()).counts.CreateCustomerGateway).toBe(before);
  await expect(resumeRun(bench.admin, { runId })).rejects.toMatchObject({ code: "run-not-resumable" });
});
