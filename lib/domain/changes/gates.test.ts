import { expect, test } from "vitest";
import { phrase } from "../phrase";
import type { ChangeFacts } from "./facts";
import { type GateName, listGates, passedOver, whyNotApply, whyNotBreakGlass, whyNotSchedule } from "./gates";
import { at, facts, jiwoo, review, rule } from "./testing";
import type { ChangeWindow } from "./windows";

const approved: Partial<ChangeFacts> = { reviews: [review(jiwoo, "approve")] };
const stale = { misfits: [{ phrase: phrase("changes.stale.differs") }] };
const held = { holders: [{ number: 7, name: "leeds" }] };
const freeze = { reason: "Holidays", byName: "Emma", startsAt: at(0), endsAt: at(600), keys: [] };
/** Opens on Mondays at two in the night, which is an hour from now. */
const window: ChangeWindow = {
  name: "Nights",
  weekdays: [1],
  startMinute: 120,
  durationMinutes: 60,
  timeZone: "UTC",
  impactFrom: 2,
};

function gate(name: GateName, more: Partial<ChangeFacts>) {
  return listGates(facts({ ...approved, ...more })).find((one) => one.name === name);
}

test("gates are told apart: approved, and still held back by another run", () => {
  const busy = facts({ ...approved, ...held });
  expect(listGates(busy).map(({ name, state }) => `${name} ${state}`)).toEqual([
    "people pass",
    "checks pass",
    "threads pass",
    "window pass",
    "freeze pass",
    "lock wait",
  ]);
  expect(whyNotApply(busy)).toEqual(phrase("changes.gate.held", { number: 7, name: "leeds" }));
  expect(whyNotApply(facts(approved))).toBeNull();
});

test("a window holds back what has its impact, until it opens", () => {
  const closed = gate("window", { windows: [window] });
  expect(closed).toMatchObject({ state: "wait", opensAt: at(120) });
  expect(whyNotApply(facts({ ...approved, windows: [window] }))).toEqual(phrase("changes.gate.windowClosed"));
  expect(gate("window", { windows: [window], now: at(120) })?.state).toBe("pass");
  expect(gate("window", { windows: [{ ...window, impactFrom: 3 }] })?.state).toBe("pass");
  expect(gate("window", { windows: [{ ...window, weekdays: [] }] })?.state).toBe("block");
});

test("a freeze holds back what is in its scope, for as long as it lasts, and the last one to end is told", () => {
  const longer = { ...freeze, reason: "Audit", endsAt: at(900) };
  expect(gate("freeze", { freezes: [freeze, longer] })).toMatchObject({
    state: "block",
    opensAt: at(900),
    phrase: phrase("changes.gate.frozen", { reason: "Audit", name: "Emma" }),
  });
  expect(gate("freeze", { freezes: [freeze], now: at(600) })?.state).toBe("pass");
  expect(gate("freeze", { freezes: [{ ...freeze, keys: ["vpn-connection/york"] }] })?.state).toBe("pass");
  expect(gate("freeze", { freezes: [{ ...freeze, keys: ["vpn-connection/leeds"] }] })?.state).toBe("block");
});

test("an open thread that has to be resolved holds an approved change back", () => {
  expect(whyNotApply(facts({ ...approved, openThreads: 2 }))).toEqual(phrase("changes.gate.openThreads", { count: 2 }));
});

test("a draft waits to be submitted, whatever the rules will ask for", () => {
  expect(gate("people", { submittedAt: null, reviews: [] })).toMatchObject({
    state: "wait",
    phrase: phrase("changes.gate.notSubmitted"),
  });
});

test("the gate that a network closed says which fields are different", () => {
  const changes = [{ path: ["customer-gateway/leeds", "bgpAsn"], before: 65000, after: 65010 }];
  expect(gate("checks", { misfits: [{ phrase: phrase("changes.stale.changed"), changes }] })?.changes).toBe(changes);
});

test("what no rule covers blocks the people's gate by name", () => {
  const rules = [rule({ match: { kinds: ["vpc"] } })];
  const words = phrase("changes.gate.unmatched", { name: "leeds", count: 1 });
  expect(gate("people", { rules })?.phrase).toEqual(words);
  expect(whyNotApply(facts({ ...approved, rules }))).toEqual(words);
});

test("breaking the glass passes over people, threads, windows and freezes, and says which", () => {
  const blocked = facts({ openThreads: 1, windows: [window], freezes: [freeze] });
  expect(whyNotBreakGlass(blocked)).toBeNull();
  expect(passedOver(blocked).map(({ name }) => name)).toEqual(["people", "threads", "window", "freeze"]);
});

test("breaking the glass never passes over the fit of the plan, what came first, or what another run holds", () => {
  for (const hard of [stale, held, { outrun: [{ name: "leeds", number: 12 }] }, { revision: 4 }]) {
    expect(whyNotBreakGlass(facts(hard))).not.toBeNull();
  }
});

test("the glass is not broken for what may be applied, what is a draft, or what runs already", () => {
  expect(whyNotBreakGlass(facts(approved))).toEqual(phrase("changes.notBreakGlass.notNeeded"));
  expect(whyNotBreakGlass(facts({ submittedAt: null }))?.key).toBe("changes.notBreakGlass.status");
  const run = { revision: 3, startedAt: null, preflightAt: null, outcome: null };
  expect(whyNotBreakGlass(facts({ run }))?.key).toBe("changes.notBreakGlass.status");
});

test("a start is set for what is in review and fits, and never where somebody has to type the title", () => {
  expect(whyNotSchedule(facts())).toBeNull();
  expect(whyNotSchedule(facts({ submittedAt: null }))?.key).toBe("changes.notSchedule.status");
  expect(whyNotSchedule(facts(stale))).toEqual(phrase("changes.stale.differs"));
  const plan = { hash: "h3", revision: 3, isBlocked: false, impact: 3 } as const;
  expect(whyNotSchedule(facts({ plan }))).toEqual(phrase("changes.notSchedule.tooSevere"));
});
