import {
  AttachVpnGatewayCommand,
  CreateManagedPrefixListCommand,
  CreateVpcCommand,
  CreateVpnGatewayCommand,
  DeleteVpcCommand,
  DescribeVpcsCommand,
  DescribeVpnGatewaysCommand,
  GetManagedPrefixListEntriesCommand,
} from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, test } from "vitest";
import { Random } from "./random";
import { SignedCaller } from "./signed-call";
import { expectRefusal, present, startBench } from "./test-bench";
import { Throttling } from "./throttling";

const { ec2, control, controlUrl } = await startBench();
beforeEach(() => control.reset("empty"));

const describeVpcs = () => ec2.send(new DescribeVpcsCommand({}));

async function newVpc() {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }));
  return present(Vpc?.VpcId);
}

describe("throttling", () => {
  const call = (action: string, query = "", region = "a") => ({
    account: "1",
    region,
    action,
    params: new URLSearchParams(query),
  });

  test("EC2's buckets: 100 reads then 20 a second, 50 changes then 5 a second, each action and Region for itself", () => {
    const throttling = new Throttling();
    throttling.setMode("ec2");
    const burst = (action: string, nowMs: number, query = "", region = "a") => {
      let count = 0;
      while (throttling.admits(call(action, query, region), nowMs)) count++;
      return count;
    };
    expect(burst("DescribeVpnConnections", 0)).toBe(100);
    expect(burst("DescribeVpnConnections", 1000)).toBe(20);
    expect(burst("DescribeVpcs", 1000)).toBe(100);
    expect(burst("DescribeVpcs", 1000, "", "b")).toBe(100);
    expect(burst("CreateVpnConnection", 0)).toBe(50);
    expect(burst("CreateVpnConnection", 2000)).toBe(10);
    expect(burst("DescribeInstances", 0)).toBe(50);
    expect(burst("DescribeInstances", 60_000, "MaxResults=5")).toBe(100);
    expect(burst("CreateTags", 0)).toBe(100);
  });

  test("it is off until asked for, answers RequestLimitExceeded, and recovers with time", async () => {
    await control.setThrottling({
      throttling: { describe: { burst: 2, perSecond: 1 }, mutate: { burst: 1, perSecond: 1 } },
    });
    await describeVpcs();
    await describeVpcs();
    await expectRefusal(describeVpcs(), "RequestLimitExceeded", "Request limit exceeded.", 503);
    await control.advance({ advanceSeconds: 1 });
    await describeVpcs();
    await control.clearFaults();
    for (let count = 0; count < 5; count++) await describeVpcs();
  });
});

describe("eventual consistency", () => {
  test("a new id is unknown to other calls for a while, though it exists", async () => {
    await control.setConsistency({ notFoundSeconds: 5 });
    const id = await newVpc();
    const look = () => ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }));
    await expectRefusal(look(), "InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`, 400);
    await control.advance({ advanceSeconds: 5 });
    expect((await look()).Vpcs).toHaveLength(1);
  });

  test("Describe calls answer as things were, with what time had changed by then; changes see what is", async () => {
    await newVpc();
    await control.setConsistency({ staleSeconds: 3 });
    const states = async () => (await describeVpcs()).Vpcs?.map((vpc) => vpc.State);
    expect(await states()).toEqual(["pending"]);
    await control.advance({ advanceSeconds: 4 });
    expect(await states()).toEqual(["pending"]);
    const second = await newVpc();
    await control.advance({ advanceSeconds: 1 });
    expect(await states()).toEqual(["available"]);
    await control.advance({ advanceSeconds: 3 });
    expect(await states()).toEqual(["available", "pending"]);
    await ec2.send(new DeleteVpcCommand({ VpcId: second }));
    expect(await states()).toHaveLength(2);
    await control.advance({ advanceSeconds: 3 });
    expect(await states()).toEqual(["available"]);
  });
});

test("what is read with Get and Search calls is as old as what is described", async () => {
  const list = { PrefixListName: "sites", AddressFamily: "IPv4", MaxEntries: 1 };
  await control.setConsistency({ staleSeconds: 3 });
  const { PrefixList } = await ec2.send(new CreateManagedPrefixListCommand(list));
  const PrefixListId = present(PrefixList?.PrefixListId);
  const look = () => ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId }));
  await expectRefusal(look(), "InvalidPrefixListID.NotFound");
  await control.advance({ advanceSeconds: 4 });
  expect((await look()).Entries).toEqual([]);
});

describe("attachments and transitions", () => {
  async function attach() {
    const VpcId = await newVpc();
    const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1" }));
    const VpnGatewayId = present(VpnGateway?.VpnGatewayId);
    await ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId }));
    return async () => {
      const { VpnGateways } = await ec2.send(new DescribeVpnGatewaysCommand({ VpnGatewayIds: [VpnGatewayId] }));
      return VpnGateways?.[0]?.VpcAttachments?.[0]?.State;
    };
  }

  test("an attachment can fail: it falls back to detached", async () => {
    await control.addFault({ action: "AttachVpnGateway", kind: "fail-attachment", count: 1 });
    const state = await attach();
    expect(await state()).toBe("attaching");
    await control.advance({ advanceSeconds: 60 });
    expect(await state()).toBe("detached");
  });

  test("transitions can be slow, only those that are meant", async () => {
    await control.addFault({
      kind: "slow-transitions",
      params: { factor: 10, transition: "vpn-gateway-attached" },
    });
    const state = await attach();
    await control.advance({ advanceSeconds: 40 });
    expect(await state()).toBe("attaching");
    expect((await describeVpcs()).Vpcs?.[0]?.State).toBe("available");
    await control.advance({ advanceSeconds: 10 });
    expect(await state()).toBe("attached");
  });

  test("error-after answers an error although the call was carried out", async () => {
    await control.addFault({ action: "CreateVpc", kind: "error-after", count: 1 });
    await expectRefusal(newVpc(), "InternalError", "An internal error has occurred", 500);
    expect((await describeVpcs()).Vpcs).toHaveLength(1);
  });
});

describe("scenarios", () => {
  test("each can be begun by its name, ends the one before, and calm ends all", async () => {
    const { scenarios } = await control.listScenarios();
    expect(scenarios.length).toBeGreaterThan(5);
    for (const { name, about } of scenarios) expect(await control.beginScenario(name)).toEqual({ name, about });
    await control.beginScenario("throttled");
    expect((await control.listFaults()).faults).toEqual([]);
    for (let count = 0; count < 5; count++) await describeVpcs();
    await expectRefusal(describeVpcs(), "RequestLimitExceeded");
    await control.beginScenario("calm");
    await describeVpcs();
    await expect(control.beginScenario("doomsday")).rejects.toThrow("No scenario doomsday; there are: calm");
  });

  test("what chance decides strikes about as often as was asked", async () => {
    await control.addFault({ action: "DescribeVpcs", kind: "error", probability: 0.3 });
    let struck = 0;
    for (let count = 0; count < 100; count++)
      await describeVpcs().catch(() => {
        struck += 1;
      });
    expect(struck).toBeGreaterThan(15);
    expect(struck).toBeLessThan(45);
  });
});

test("the state taken out of one sandbox is another's when it is put there, and what is none is refused", async () => {
  const other = await startBench({ seed: "other" });
  const id = await newVpc();
  const { state } = await control.getState();
  await other.control.putState(state);
  await other.control.advance({ advanceSeconds: 10 });
  const { Vpcs } = await other.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ VpcId, State }) => [VpcId, State])).toEqual([[id, "available"]]);
  await expect(other.control.putState("AAAA")).rejects.toThrow("These are not the worlds of a sandbox");
  const wrong = await fetch(`${controlUrl}/state`, { method: "PUT", body: JSON.stringify({ state: "%" }) });
  expect(wrong.status).toBe(400);
});

test("the same seed and the same calls give the same answers, whatever goes wrong", async () => {
  const startMs = Date.UTC(2026, 0, 1);
  const run = async (seed: string) => {
    const bench = await startBench({ world: "demo", seed, startMs });
    const caller = new SignedCaller(bench.url);
    await bench.control.beginScenario("failing-service");
    await bench.control.setConsistency({ notFoundSeconds: 2, staleSeconds: 1 });
    const dice = new Random(7);
    const answers: string[] = [];
    for (let count = 0; count < 120; count++) {
      const [action = ""] = sampleCalls.slice(dice.below(sampleCalls.length));
      const { status, body } = await caller.call({ body: `Version=2016-11-15&Action=${action}` });
      answers.push(`${action} ${status} ${body.replace(/<request(ID|Id)>[^<]+/gi, "")}`);
      if (count % 10 === 0) await bench.control.advance({ advanceSeconds: dice.below(20) });
    }
    caller.close();
    return answers;
  };
  const first = await run("a");
  expect(await run("a")).toEqual(first);
  expect(await run("b")).not.toEqual(first);
});

const sampleCalls = [
  "DescribeVpnConnections",
  "DescribeVpcs",
  "CreateVpc&CidrBlock=10.7.0.0/16",
  "CreateVpnGateway&Type=ipsec.1",
  "CreateCustomerGateway&Type=ipsec.1&IpAddress=198.51.100.7&BgpAsn=65010",
  "DescribeVpnGateways",
  "DescribeRouteTables",
];
