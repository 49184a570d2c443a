import { ControlError } from "./control-error";
import type { FaultRule } from "./faults";
import type { Sandbox } from "./sandbox";
import { disturbTunnel } from "./vpn/devices";

/** A bad day at AWS, under a name. */
type Scenario = { about: string; begin: (sandbox: Sandbox) => void };

/** Ends whatever was made to go wrong and begins a named scenario. */
export function beginScenario(sandbox: Sandbox, name: string): ScenarioView {
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (!scenario) throw new ControlError(`No scenario ${name}; there are: ${Object.keys(scenarios).join(", ")}`);
  sandbox.clearFaults();
  scenario.begin(sandbox);
  return { name, about: scenario.about };
}

export type ScenarioView = { name: string; about: string };

export function listScenarios(): ScenarioView[] {
  return Object.entries(scenarios).map(([name, { about }]) => ({ name, about }));
}

const scenarios: Record<string, Scenario> = {
  calm: { about: "Nothing goes wrong.", begin: () => undefined },
  throttled: {
    about: "Tight buckets: 5 reads and 2 changes of a kind at once, then one every two and five seconds.",
    begin: (sandbox) =>
      sandbox.throttling.setMode({
        describe: { burst: 5, perSecond: 0.5 },
        mutate: { burst: 2, perSecond: 0.2 },
      }),
  },
  "eventual-consistency": {
    about: "New ids are unknown for 5 seconds, and Describe calls answer as things were 3 seconds ago.",
    begin: (sandbox) => sandbox.setLag({ notFoundSeconds: 5, staleSeconds: 3 }),
  },
  "slow-attach": {
    about: "Attaching and detaching takes twenty times as long.",
    begin: withFaults(
      { action: "*", kind: "slow-transitions", params: { factor: 20, transition: "*gateway-attached" } },
      { action: "*", kind: "slow-transitions", params: { factor: 20, transition: "*gateway-detached" } },
      { action: "*", kind: "slow-transitions", params: { factor: 20, transition: "*attachment-available" } },
    ),
  },
  "failed-attach": {
    about: "The next attachment comes to nothing.",
    begin: withFaults(
      { action: "AttachVpnGateway", kind: "fail-attachment", count: 1 },
      { action: "CreateTransitGateway*Attachment", kind: "fail-attachment", count: 1 },
    ),
  },
  "flaky-network": {
    about: "One answer in ten is lost, one call in twenty never arrives, and all take up to 300 ms.",
    begin: withFaults(
      { action: "*", kind: "cut-after", probability: 0.1 },
      { action: "*", kind: "cut-before", probability: 0.05 },
      { action: "*", kind: "latency", params: { delayMs: 20, delayMsMax: 300 } },
    ),
  },
  "failing-service": {
    about: "One call in five answers InternalError, half of these after it was carried out.",
    begin: withFaults(
      { action: "*", kind: "error", probability: 0.1 },
      { action: "*", kind: "error-after", probability: 0.1 },
    ),
  },
  maintenance: {
    about: "AWS replaces its end of the first tunnel of every connection.",
    begin: (sandbox) => {
      const worlds = sandbox.allWorlds();
      for (const world of worlds)
        for (const { state, tunnels } of world.vpnConnections.values())
          if (state === "available" && tunnels[0])
            disturbTunnel(worlds, { kind: "endpoint-replaced", outsideIp: tunnels[0].outsideAddress });
    },
  },
};

function withFaults(...rules: FaultRule[]): Scenario["begin"] {
  return (sandbox) => {
    for (const rule of rules) sandbox.faults.add(rule, sandbox.nowMs());
  };
}
