import { kindOf } from "../kinds";
import type { CallDraft, Timing, Touch } from "../kinds/kind";
import { phrase } from "../phrase";
import { isKnownDown, type Judged, judgeImpact, type Traffic, type TunnelsOf } from "./impact";
import type { Intent } from "./intents";
import type { ResourceState } from "./resource-state";
import { expectedRoutes } from "./routes-back";
import type { CallStep, ConfirmStep, Step, WaitStep } from "./step";

/** Typically the device's next attempt; after the hour a person is asked, nothing is given up by itself. */
const TUNNEL_UP: Timing = { typicalSeconds: [60, 300], longestSeconds: 3600 };

interface Around {
  intent: Intent;
  /** All resources of the environment as they are now. */
  resources: readonly ResourceState[];
}

/** The steps that take an object away. */
export function removalSteps({ intent }: Pick<Around, "intent">, traffic: Traffic): Step[] {
  const replaced = intent.operation === "replace";
  return intent.removal.map((draft, index) =>
    callStep(intent, draft, {
      id: stepId(intent, "remove", index),
      operation: "remove",
      effect: replaced ? "replace" : "remove",
      judged: replaced
        ? { impact: 4, reason: phrase(intent.isUnwanted ? "plan.impact.replacedOnDemand" : "plan.impact.replaced") }
        : judgeImpact(touchOf(intent, draft), traffic),
    }),
  );
}

/**
 * The steps that make an object or change it. The two tunnels of a connection are never touched at the same time: between a
 * step on one and a step on the other stand a confirmation (when the device must change too) and a wait until it is up again and
 * has its routes.
 */
export function bringingSteps({ intent, resources }: Around, traffic: Traffic): Step[] {
  const { tunnelsOf } = traffic;
  if (intent.operation !== "update") {
    return intent.bringing.map((draft, index) =>
      callStep(intent, draft, {
        id: index === 0 ? `${intent.key}#create` : stepId(intent, "update", index - 1),
        operation: index === 0 ? "create" : "update",
        effect: intent.operation === "replace" ? "replace" : "create",
        judged: judgeImpact(touchOf(intent, draft), traffic),
      }),
    );
  }

  const steps: Step[] = [];
  const touched = new Map<string, { connectionKey: string; deviceMustChange: boolean }>();
  const settle = (except?: string) => {
    for (const [address, { connectionKey, deviceMustChange }] of touched) {
      if (address === except) continue;
      if (deviceMustChange) steps.push(confirmStep(intent, connectionKey, address));
      const until = { what: "tunnel-up", connectionKey, outsideIpAddress: address } as const;
      const routes = expectedRoutes(connectionKey, resources);
      steps.push(waitStep(intent, { ...until, ...routes }, steps.length));
      touched.delete(address);
    }
  };
  downFirst(intent.bringing, tunnelsOf).forEach((draft, index) => {
    const addresses = addressesOf(draft, tunnelsOf);
    if (addresses.length > 0) settle(draft.touch.what === "tunnel" ? draft.touch.outsideIpAddress : undefined);
    steps.push(
      callStep(intent, draft, {
        id: stepId(intent, "update", index),
        operation: "update",
        effect: "in-place",
        judged: judgeImpact(touchOf(intent, draft), traffic),
      }),
    );
    for (const { address, connectionKey } of addresses) {
      const deviceMustChange = draft.deviceMustChange === true || touched.get(address)?.deviceMustChange === true;
      touched.set(address, { connectionKey, deviceMustChange });
    }
  });
  settle();
  return steps;
}

/** A tunnel that is down already goes first: it costs nothing, and may be up before the other one falls. */
function downFirst(drafts: readonly CallDraft[], tunnelsOf: TunnelsOf): CallDraft[] {
  const place = ({ touch }: CallDraft) => {
    if (touch.what !== "tunnel") return 0;
    const own = tunnelsOf(touch.connectionKey).find((one) => one.outsideIpAddress === touch.outsideIpAddress);
    return own && isKnownDown(own) ? 1 : 2;
  };
  return [...drafts].sort((a, b) => place(a) - place(b));
}

/** Tunnels that a call disturbs. A pair of which neither was ever up has no device yet: there is nothing to wait for. */
function addressesOf({ touch }: CallDraft, tunnelsOf: TunnelsOf): { address: string; connectionKey: string }[] {
  if (touch.what !== "tunnel" && touch.what !== "both-tunnels") return [];
  const { connectionKey } = touch;
  const tunnels = tunnelsOf(connectionKey);
  if (tunnels.length > 0 && tunnels.every((tunnel) => tunnel.state === "never-up")) return [];
  if (touch.what === "tunnel") return [{ address: touch.outsideIpAddress, connectionKey }];
  return tunnels.map((tunnel) => ({ address: tunnel.outsideIpAddress, connectionKey }));
}

/** A kind says that traffic is touched; whose it is follows from the network. */
function touchOf(intent: Intent, { touch }: CallDraft): Touch {
  return touch.what === "traffic" && touch.connectionKeys.length === 0
    ? { ...touch, connectionKeys: intent.carries }
    : touch;
}

interface CallFacts {
  id: string;
  operation: CallStep["operation"];
  effect: CallStep["effect"];
  judged: Judged;
}

function callStep(intent: Intent, draft: CallDraft, facts: CallFacts): CallStep {
  const { id, operation, effect, judged } = facts;
  return {
    type: "call",
    id,
    kind: intent.kind,
    key: intent.key,
    after: [],
    impact: judged.impact,
    phrase: draft.phrase,
    ...(judged.reason ? { reason: judged.reason } : {}),
    operation,
    effect,
    call: draft.call,
    ...(operation !== "create" && effect !== "create" && intent.observed ? { awsId: intent.observed.awsId } : {}),
    ...(draft.touch.what === "tunnel" ? { tunnel: draft.touch.outsideIpAddress } : {}),
    timing: kindOf(intent.kind).timing[operation],
  };
}

function confirmStep(intent: Intent, connectionKey: string, outsideIpAddress: string): ConfirmStep {
  return {
    type: "confirm",
    id: `${intent.key}#confirm:${outsideIpAddress}`,
    kind: intent.kind,
    key: intent.key,
    after: [],
    impact: 0,
    phrase: phrase("plan.confirm.deviceConfigured", { name: intent.name, address: outsideIpAddress }),
    reason: phrase("plan.confirm.why"),
    subject: { what: "device-configured", connectionKey, outsideIpAddress },
  };
}

function waitStep(intent: Intent, until: WaitStep["until"], position: number): WaitStep {
  const { outsideIpAddress: address, isAccepting, tables } = until;
  const hadRoutes = isAccepting || tables.length > 0;
  return {
    type: "wait",
    // A tunnel can be waited for more than once, after a call on both and after one on it alone.
    id: `${intent.key}#wait:${address}:${position}`,
    kind: intent.kind,
    key: intent.key,
    after: [],
    impact: 0,
    phrase: phrase(hadRoutes ? "plan.wait.tunnelUpWithRoutes" : "plan.wait.tunnelUp", { address }),
    reason: phrase("plan.wait.why"),
    until,
    timing: TUNNEL_UP,
  };
}

function stepId(intent: Intent, operation: "update" | "remove", index: number): string {
  return index === 0 ? `${intent.key}#${operation}` : `${intent.key}#${operation}:${index + 1}`;
}
