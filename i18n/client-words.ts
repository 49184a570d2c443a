/** Of the steps of a plan. */
const steps = [
  "changes.run",
  "changes.step",
  "changes.typical",
  "changes.typicalSame",
  "changes.plan.typically",
] as const;
/** Of what can be done with a change. */
const change = ["changes.act", "changes.schedule", "changes.breakGlass", "changes.discussion", ...steps] as const;

/**
 * The messages that client components need, by the part of the product that shows them: a page sends the browser its own and
 * those of the parts around it, not the whole catalogue. `client-words.test.ts` follows the imports of every page and names
 * what is missing here and what is sent without need.
 */
export const clientWords = {
  /** Every page, also outside the shell. */
  root: ["common", "shell.crash"],
  "sign-in": ["signIn", "errors"],
  shell: ["shell"],
  overview: ["connections.table", "connections.progress"],
  connections: [
    ...["connections.list", "connections.table", "connections.progress", "connections.timeline"],
    "handover-links.bulk",
  ],
  configuration: ["connections.configuration", "devices.family", "devices.ikeVersion"],
  handover: [
    ...["errors", "handover.acknowledge", "handover.file", "handover.form", "handover.print"],
    ...["handover-links.make", "handover-links.revoke"],
  ],
  "hand-over-link": ["errors", "handover.print", "handover-links.visit"],
  compare: [
    ...["errors", "compare.title", "compare.intro", "compare.form", "compare.result", "compare.empty"],
    ...["compare.severity", "compare.format", "compare.parameter", "compare.meaning", "compare.remark"],
    "compare.log",
  ],
  topology: ["topology", "tunnels.reason"],
  resources: ["errors", "resources.list", "resources.change", "resources.remove", "handover-links.device"],
  form: ["errors", "problems", "plan.problem", "kinds", "resources"],
  changes: ["errors", "changes.edits", ...change],
  setup: ["errors", "setup"],
  stage: [
    ...["problems", "plan.problem", "kinds", "connections.configuration", "devices.family", "devices.ikeVersion"],
    ...["resources.form", "resources.presharedKey", "resources.tunnels", "resources.units"],
    ...change,
  ],
  remove: ["errors", "remove", "resources.form", ...steps],
  keys: ["errors", "plan.problem.presharedKey", "keys.problem", "keys.form", "resources.form", ...steps],
  drift: ["errors", "drift", "resources.change"],
  audit: ["audit.chain", "audit.webhook"],
  "single-sign-on": ["access.sso"],
  account: ["access.account"],
  "api-keys": ["access.keys"],
  members: ["access.member"],
  rules: ["policy.rules", "policy.lifetime"],
  rule: ["policy.rule", "policy.rules.now", "policy.rules.supply"],
  freezes: ["policy.freezes.lift"],
  freeze: ["policy.freeze"],
  windows: ["policy.windows", "policy.window"],
  security: ["security"],
  settings: ["errors", "settings", "environments"],
  groups: ["groups"],
  organizations: ["organizations"],
} as const satisfies Record<string, readonly string[]>;

export type ClientPart = keyof typeof clientWords;
