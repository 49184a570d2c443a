import { expect, test } from "vitest";
import { phrase } from "../phrase";
import type { CallStep, Impact, Plan } from "../plan/step";
import { comparePlans } from "./compare-plans";
import { causedBy, findMisfits } from "./misfits";
import { parseRelied, principalOf, type Relied } from "./relied";

const GATEWAY = "customer-gateway/leeds";
const LEEDS = "vpn-connection/leeds";
const identity = { region: "ap-northeast-2", endpointUrl: null, awsAccountId: "111122223333", principal: "arn:a" };

function relied(bgpAsn = 65000, more: Partial<Relied> = {}): Relied {
  const shown = { name: "leeds", bgpAsn };
  return { identity, resources: { [GATEWAY]: { fingerprint: `f${bgpAsn}`, version: 1, shown } }, ...more };
}

function call(tunnel: string, impact: Impact, reason?: CallStep["reason"]): CallStep {
  return {
    type: "call",
    id: `${LEEDS}#update:${tunnel}`,
    kind: "vpn-connection",
    key: LEEDS,
    after: [],
    impact,
    phrase: phrase("plan.modifyTunnel"),
    ...(reason && { reason }),
    operation: "update",
    effect: "in-place",
    call: {
      action: "ModifyVpnTunnelOptions",
      input: { VpnConnectionId: "vpn-1", VpnTunnelOutsideIpAddress: tunnel, TunnelOptions: { StartupAction: "start" } },
    },
    tunnel,
    timing: { typicalSeconds: [1, 2], longestSeconds: 3 },
  };
}

function plan(...steps: CallStep[]): Plan {
  const impact =
    steps
      .map((step) => step.impact)
      .sort()
      .at(-1) ?? 0;
  return { steps, diffs: [], problems: [], impact, relies: [] };
}

function misfits(more: Partial<Parameters<typeof findMisfits>[0]> = {}) {
  const steps = [call("203.0.113.1", 2), call("203.0.113.2", 2)];
  const same = { relied: relied(), steps, impact: 2 as const, now: relied(), foreignAccount: null };
  return findMisfits({ ...same, draw: () => plan(...steps), ...more });
}

test("a plan fits while nothing that it was made for is different", () => {
  expect(misfits()).toEqual([]);
});

test("a resource that changed in AWS is named with its fields and values", () => {
  const [misfit] = misfits({ now: relied(65010) });
  expect(misfit).toEqual({
    key: GATEWAY,
    phrase: phrase("changes.stale.changedFields", { name: "leeds", fields: "bgpAsn 65000 → 65010" }),
    changes: [{ path: [GATEWAY, "bgpAsn"], before: 65000, after: 65010 }],
  });
  if (misfit) expect(causedBy(misfit, 12).phrase.values).toMatchObject({ number: 12, fields: "bgpAsn 65000 → 65010" });
});

test("a spec that another change brought in again is a reason, though AWS shows the same", () => {
  const resources = { [GATEWAY]: { fingerprint: "f65000", version: 2, shown: { name: "leeds", bgpAsn: 65000 } } };
  expect(misfits({ now: relied(65000, { resources }) })).toMatchObject([{ key: GATEWAY }]);
});

test("what came or went in AWS is told as that", () => {
  const gone = { [GATEWAY]: { fingerprint: "absent", version: 1, shown: null } };
  expect(misfits({ now: relied(65000, { resources: gone }) })[0]?.phrase.key).toBe("changes.stale.vanished");
  expect(misfits({ relied: relied(65000, { resources: gone }) })[0]?.phrase.key).toBe("changes.stale.appeared");
});

test("another account, role, Region or endpoint is a reason of its own and names what is different", () => {
  for (const other of [{ awsAccountId: "444455556666" }, { principal: "arn:b" }, { region: "eu-west-2" }]) {
    const [misfit] = misfits({ now: relied(65000, { identity: { ...identity, ...other } }) });
    expect(misfit?.phrase.key).toBe("changes.stale.identity");
    expect(misfit?.phrase.values?.fields).toContain(Object.keys(other)[0]);
  }
  expect(misfits({ foreignAccount: "444455556666" })[0]?.phrase.key).toBe("changes.stale.account");
});

test("a principal that nobody knew when it was planned is not another one for being known now", () => {
  const before = relied(65000, { identity: { ...identity, principal: null } });
  expect(misfits({ relied: before })).toEqual([]);
});

test("sessions of one role are one principal", () => {
  const arn = (session: string) => `arn:aws:sts::111122223333:assumed-role/Network/${session}`;
  expect(principalOf(arn("one"))).toBe(principalOf(arn("two")));
  expect(principalOf("arn:aws:iam::111122223333:user/ada")).toBe("arn:aws:iam::111122223333:user/ada");
});

test("a sibling tunnel that went down is named with its connection, also where another step is as bad already", () => {
  const reason = phrase("plan.impact.lastTunnelUp", { sibling: "203.0.113.2" });
  const worse = () => plan(call("203.0.113.1", 3, reason), call("203.0.113.2", 1));
  const told = phrase("changes.stale.tunnelFell", { tunnel: "203.0.113.2", name: "leeds", before: 2, after: 3 });
  expect(misfits({ draw: worse })).toEqual([{ phrase: told }]);
  expect(misfits({ draw: worse, impact: 4 })).toEqual([{ phrase: told }]);
});

test("a tunnel that came back is no reason, nor is the other order that follows from it", () => {
  expect(misfits({ draw: () => plan(call("203.0.113.2", 1), call("203.0.113.1", 2)) })).toEqual([]);
});

test("other calls, and problems that came up, are reasons", () => {
  expect(misfits({ draw: () => plan(call("203.0.113.1", 2)) })[0]?.phrase.key).toBe("changes.stale.differs");
  const problem = { key: LEEDS, severity: "error", phrase: phrase("problems.invalid") } as const;
  expect(misfits({ draw: () => ({ ...plan(), problems: [problem] }) })[0]?.phrase.key).toBe("changes.stale.problems");
});

test("a plan of an earlier version of the console, which nobody can compare, does not fit", () => {
  expect(parseRelied({ environment: "f", resources: { [GATEWAY]: "f" } })).toBeNull();
  expect(misfits({ relied: null })[0]?.phrase.key).toBe("changes.stale.differs");
});

test("an approval of another plan says which fields, network or impact differ", () => {
  const whole = (bgpAsn: number, wanted: number, impact: Impact = 2) => ({
    steps: [],
    diffs: [
      {
        kind: "customer-gateway" as const,
        key: GATEWAY,
        name: "leeds",
        operation: "update" as const,
        changes: [{ path: ["bgpAsn"], before: bgpAsn, after: wanted }],
      },
    ],
    impact,
    relied: relied(bgpAsn),
  });
  const keyOf = (after: ReturnType<typeof whole>) => comparePlans(whole(65000, 65001), after).phrase;
  expect(keyOf(whole(65000, 65002))).toEqual(
    phrase("changes.fell.fieldsChanged", { fields: "leeds bgpAsn 65001 → 65002" }),
  );
  expect(keyOf(whole(65005, 65001)).key).toBe("changes.fell.networkChanged");
  expect(keyOf(whole(65000, 65001, 3)).key).toBe("changes.fell.impactChanged");
});
