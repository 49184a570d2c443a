import { may } from "./who-may";
import type { Ours, Person } from "./world";

// Who may do what, written down by hand: authorization.db.test.ts asks every action as each of these people, and fails where the answer is
// another one and for whatever has no line. What is added to the product is added here, so it is as long as the product has doors.

interface ActionLine {
  may: readonly Person[];
  /** A call that is about the first organization as far as a call can be. */
  input: (ours: Ours) => unknown;
  /** What an admin of another organization is told; null where the call names nothing, and so is about their own. */
  stranger: string | null;
}

const window = { weekdays: [1], startMinute: 0, durationMinutes: 60, timeZone: "UTC", impactFrom: 2 };
const rule = { name: "Rule", match: {}, requires: { approvals: [{ count: 1 }] } };
const group = { name: "Group", description: "", role: null, grants: [], ssoClaim: "" };
const environment = {
  ...{ name: "Another", purpose: "other", region: "eu-west-1", mode: "default", selfApproval: false },
  refreshSeconds: 30,
};
const person = { name: "Eve", email: "eve@example.com", password: "long enough", role: "admin", grants: [] };
const webhook = { url: "http://127.0.0.1:9/", secret: "a secret of a webhook" };
const provider = {
  ...{ slug: "theirs", name: "Theirs", issuer: "http://127.0.0.1:9/", clientId: "id", clientSecret: "secret" },
  ...{ scopes: "", groupsClaim: "groups", defaultRole: null },
};
const needs = {
  stage: "needs",
  answer: { site: "a", deviceFamily: "", ipAddress: "", routing: "static", bgpAsn: "", prefixes: [] },
};

const change = ({ slug, changeNumber }: Ours) => ({ environmentSlug: slug, changeNumber });
const proposal = ({ slug, key }: Ours) => ({ environmentSlug: slug, keys: [key] });
const device = {
  ...{ family: "generic", ikeVersion: "ikev2", platform: "", softwareVersion: "" },
  ...{ preferredTunnel: null, recipient: "" },
};
const connection = ({ slug, connectionKey }: Ours) => ({ environmentSlug: slug, connectionKey });
const guide = ({ slug, guideId }: Ours) => ({ environmentSlug: slug, id: guideId });

/** By the name of the action. */
export const actions: Record<string, ActionLine> = {
  saveEditsAction: {
    may: may.edit,
    input: (ours) => ({ ...change(ours), edits: [{ operation: "remove", kind: ours.kind, key: ours.key }] }),
    stranger: "environment-not-found",
  },
  checkEditAction: {
    may: may.edit,
    input: (ours) => ({ ...change(ours), kind: ours.kind, key: ours.key, spec: {} }),
    stranger: "environment-not-found",
  },
  saveResourceAction: {
    may: may.edit,
    input: (ours) => ({ ...change(ours), kind: ours.kind, key: ours.key, spec: {}, began: null }),
    stranger: "environment-not-found",
  },
  removeEditAction: {
    may: may.edit,
    input: (ours) => ({ ...change(ours), key: ours.key }),
    stranger: "environment-not-found",
  },
  compareDeviceAction: {
    may: may.see,
    input: ({ slug, connectionKey }) => ({ environmentSlug: slug, connectionKey, text: "conn a" }),
    stranger: "connection-not-found",
  },
  renameChangeAction: {
    may: may.edit,
    input: (ours) => ({ ...change(ours), title: "x" }),
    stranger: "environment-not-found",
  },
  submitChangeAction: { may: may.edit, input: change, stranger: "environment-not-found" },
  replanChangeAction: { may: may.edit, input: change, stranger: "environment-not-found" },
  withdrawChangeAction: { may: may.edit, input: change, stranger: "environment-not-found" },
  abandonChangeAction: {
    may: may.edit,
    input: (ours) => ({ ...change(ours), reason: "x" }),
    stranger: "environment-not-found",
  },
  reopenChangeAction: { may: may.edit, input: change, stranger: "environment-not-found" },
  rebaseChangeAction: { may: may.edit, input: change, stranger: "environment-not-found" },
  proposeRollbackAction: { may: may.edit, input: change, stranger: "environment-not-found" },
  reviewChangeAction: {
    may: may.review,
    input: (ours) => ({ ...change(ours), verdict: "approve", planHash: "hash" }),
    stranger: "environment-not-found",
  },
  signBreakGlassAction: {
    may: may.review,
    input: ({ runId }) => ({ runId, remark: "x" }),
    stranger: "run-not-found",
  },
  commentOnChangeAction: {
    may: may.see,
    input: (ours) => ({ ...change(ours), text: "x" }),
    stranger: "environment-not-found",
  },
  resolveThreadAction: {
    may: may.see,
    input: (ours) => ({ ...change(ours), threadId: ours.commentId, isResolved: true }),
    stranger: "environment-not-found",
  },
  scheduleChangeAction: {
    may: may.apply,
    input: (ours) => ({ ...change(ours), at: "2030-01-01T00:00:00Z" }),
    stranger: "environment-not-found",
  },
  applyChangeAction: {
    may: may.apply,
    input: (ours) => ({ ...change(ours), planHash: "hash" }),
    stranger: "environment-not-found",
  },
  breakGlassAction: {
    may: may.breakGlass,
    input: (ours) => ({ ...change(ours), planHash: "hash", reason: "Nobody else is awake" }),
    stranger: "environment-not-found",
  },
  cancelRunAction: { may: may.apply, input: ({ runId }) => ({ runId }), stranger: "run-not-found" },
  resumeRunAction: { may: may.apply, input: ({ runId }) => ({ runId }), stranger: "run-not-found" },
  confirmStepAction: { may: may.apply, input: ({ runId }) => ({ runId, stepId: "step" }), stranger: "run-not-found" },

  makeHandoverAction: {
    may: may.edit,
    input: (ours) => ({ ...connection(ours), ...device }),
    stranger: "connection-not-found",
  },
  acknowledgeHandoverAction: {
    may: may.apply,
    input: (ours) => ({ ...connection(ours), number: 1, byName: "x", remark: "" }),
    stranger: "handover-gone",
  },
  // Of those who may, only who may also see keys makes a link that gives some: links.db.test.ts.
  makeLinkAction: {
    may: may.edit,
    input: (ours) => ({ ...connection(ours), number: ours.handoverNumber, gives: "page", hours: 24 }),
    stranger: "handover-gone",
  },
  saveDeviceAction: {
    may: may.edit,
    input: (ours) => ({
      ...{ environmentSlug: ours.slug, customerGateway: "customer-gateway/x", family: "generic", ikeVersion: "ikev2" },
      ...{ platform: "", softwareVersion: "" },
    }),
    stranger: "environment-not-found",
  },
  revokeLinkAction: { may: may.edit, input: (ours) => ({ id: ours.handoverLinkId }), stranger: "link-gone" },

  proposeKeysAction: {
    may: may.edit,
    input: ({ slug, connectionKey }) => ({
      ...{ environmentSlug: slug, way: "rolling", connectionKeys: [connectionKey], title: "x" },
      keys: { from: "own" },
    }),
    stranger: "environment-not-found",
  },

  adoptDriftAction: { may: may.edit, input: proposal, stranger: "environment-not-found" },
  revertDriftAction: { may: may.edit, input: proposal, stranger: "environment-not-found" },
  adoptUnmanagedAction: { may: may.edit, input: proposal, stranger: "environment-not-found" },
  ignoreDriftAction: {
    may: may.edit,
    input: ({ slug, key }) => ({
      ...{ environmentSlug: slug, until: "2030-01-01", reason: "x" },
      differences: [{ key, path: "name", fingerprint: "x" }],
    }),
    stranger: "environment-not-found",
  },
  endIgnoreAction: {
    may: may.edit,
    input: ({ slug, ignoreId }) => ({ environmentSlug: slug, id: ignoreId }),
    stranger: "environment-not-found",
  },

  startGuideAction: {
    may: may.edit,
    input: ({ slug }) => ({ environmentSlug: slug, name: "x" }),
    stranger: "environment-not-found",
  },
  checkStageAction: { may: may.edit, input: (ours) => ({ ...guide(ours), ...needs }), stranger: "guide-not-found" },
  saveStageAction: {
    may: may.edit,
    input: (ours) => ({ ...guide(ours), ...needs, began: null }),
    stranger: "environment-not-found",
  },
  reachStageAction: {
    may: may.edit,
    input: (ours) => ({ ...guide(ours), stage: "review" }),
    stranger: "guide-not-found",
  },
  finishGuideAction: { may: may.edit, input: guide, stranger: "environment-not-found" },
  configureSimulatedDeviceAction: {
    may: may.edit,
    input: ({ slug, connectionKey }) => ({ environmentSlug: slug, connectionKey, prefixes: [] }),
    stranger: "connection-not-found",
  },

  refreshNowAction: {
    may: may.see,
    input: ({ environmentId }) => ({ environmentId }),
    stranger: "environment-not-found",
  },
  createEnvironmentAction: { may: may.administer, input: () => ({ input: environment }), stranger: null },
  updateEnvironmentAction: {
    may: may.administer,
    input: ({ environmentId }) => ({ environmentId, input: environment }),
    stranger: "environment-not-found",
  },
  removeEnvironmentAction: {
    may: may.administer,
    input: ({ environmentId }) => ({ environmentId }),
    stranger: "environment-not-found",
  },
  testConnectionAction: {
    may: may.administer,
    input: ({ environmentId }) => ({ environmentId, input: environment }),
    stranger: "environment-not-found",
  },

  createRuleAction: {
    may: may.administer,
    input: ({ groupId }) => ({ ...rule, requires: { approvals: [{ count: 1, groupId }] } }),
    stranger: "rule-group-gone",
  },
  updateRuleAction: {
    may: may.administer,
    input: ({ ruleId }) => ({ ...rule, id: ruleId, seenAt: "2030-01-01T00:00:00Z" }),
    stranger: "rule-gone",
  },
  moveRuleAction: {
    may: may.administer,
    input: ({ ruleId }) => ({ id: ruleId, direction: "up" }),
    stranger: "rule-gone",
  },
  removeRuleAction: { may: may.administer, input: ({ ruleId }) => ({ id: ruleId }), stranger: "rule-gone" },
  setApprovalHoursAction: { may: may.administer, input: () => ({ hours: 1 }), stranger: null },
  createFreezeAction: {
    may: may.administer,
    input: ({ environmentId }) => ({
      ...{ scope: "environment", environmentId, reason: "x" },
      ...{ startsAt: "2030-01-01T00:00:00Z", endsAt: "2030-01-02T00:00:00Z" },
    }),
    stranger: "environment-not-found",
  },
  liftFreezeAction: { may: may.administer, input: ({ freezeId }) => ({ id: freezeId }), stranger: "freeze-gone" },
  findFreezableAction: {
    may: may.see,
    input: ({ environmentId }) => ({ environmentId, text: "x" }),
    stranger: "environment-not-found",
  },
  createWindowAction: {
    may: may.administer,
    input: ({ environmentId }) => ({ ...window, name: "x", environmentId }),
    stranger: "environment-not-found",
  },
  updateWindowAction: {
    may: may.administer,
    input: ({ windowId }) => ({ ...window, name: "x", id: windowId }),
    stranger: "window-gone",
  },
  removeWindowAction: { may: may.administer, input: ({ windowId }) => ({ id: windowId }), stranger: "window-gone" },
  previewWindowAction: { may: may.see, input: () => window, stranger: null },

  addMemberAction: { may: may.administer, input: () => person, stranger: null },
  changeRoleAction: {
    may: may.administer,
    input: ({ userId }) => ({ userId, role: "admin" }),
    stranger: "member-gone",
  },
  setGrantsAction: { may: may.administer, input: ({ userId }) => ({ userId, grants: [] }), stranger: "member-gone" },
  removeMemberAction: { may: may.administer, input: ({ userId }) => ({ userId }), stranger: "member-gone" },
  createGroupAction: { may: may.administer, input: () => group, stranger: null },
  updateGroupAction: { may: may.administer, input: ({ groupId }) => ({ ...group, groupId }), stranger: "group-gone" },
  removeGroupAction: { may: may.administer, input: ({ groupId }) => ({ groupId }), stranger: "group-gone" },
  addToGroupAction: {
    may: may.administer,
    input: ({ groupId, userId }) => ({ groupId, userId }),
    stranger: "group-gone",
  },
  removeFromGroupAction: {
    may: may.administer,
    input: ({ groupId, userId }) => ({ groupId, userId }),
    stranger: "group-gone",
  },
  createOrganizationAction: { may: may.install, input: () => ({ name: "x" }), stranger: "not-allowed" },
  renameOrganizationAction: {
    may: may.install,
    input: ({ organizationId }) => ({ organizationId, name: "x" }),
    stranger: "not-allowed",
  },
  switchOrganizationAction: {
    may: may.see,
    input: ({ organizationId }) => ({ organizationId }),
    stranger: "organization-gone",
  },
  changePasswordAction: {
    may: may.see,
    input: () => ({ current: "a wrong one", next: "another password" }),
    stranger: null,
  },
  createKeyAction: { may: may.see, input: () => ({ name: "x", days: 1 }), stranger: null },
  revokeKeyAction: { may: may.see, input: ({ apiKeyId }) => ({ id: apiKeyId }), stranger: "api-key-gone" },
  endSessionAction: { may: may.see, input: ({ sessionId }) => ({ id: sessionId }), stranger: null },
  endMemberSessionsAction: { may: may.administer, input: ({ userId }) => ({ userId }), stranger: "member-gone" },
  beginTwoFactorAction: { may: may.see, input: () => ({ password: "a wrong one" }), stranger: "wrong-password" },
  confirmTwoFactorAction: { may: may.see, input: () => ({ code: "000000" }), stranger: "code-refused" },
  disableTwoFactorAction: { may: may.see, input: () => ({ password: "a wrong one" }), stranger: "wrong-password" },
  resetTwoFactorAction: { may: may.administer, input: ({ userId }) => ({ userId }), stranger: "member-gone" },
  endOtherSessionsAction: { may: may.see, input: () => ({}), stranger: null },

  saveProviderAction: {
    may: may.administer,
    input: ({ providerId }) => ({ ...provider, id: providerId }),
    stranger: "sso-provider-gone",
  },
  testProviderAction: { may: may.administer, input: () => provider, stranger: null },
  enableProviderAction: {
    may: may.administer,
    input: ({ providerId }) => ({ id: providerId, isEnabled: false }),
    stranger: "sso-provider-gone",
  },
  removeProviderAction: {
    may: may.administer,
    input: ({ providerId }) => ({ id: providerId }),
    stranger: "sso-provider-gone",
  },
  rotateSealingKeyAction: { may: may.install, input: () => ({}), stranger: "not-allowed" },

  checkAuditAction: { may: may.administer, input: () => ({}), stranger: null },
  saveWebhookAction: { may: may.administer, input: () => webhook, stranger: null },
  testWebhookAction: { may: may.administer, input: () => webhook, stranger: null },
  removeWebhookAction: { may: may.administer, input: () => ({}), stranger: null },
};
