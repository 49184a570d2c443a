/** What an authorization policy said of one client. Cedar is not evaluated: the control call says what it decides (ours). */
export type PolicyEvaluation = {
  result: "permit" | "deny" | "error";
  isShadow: boolean;
  /** Each trust provider's verdict on the device: `validated`, or why not. */
  deviceTokens: Record<string, string>;
  /** Everything the policy could look at, when the log includes it. */
  context: Record<string, unknown> | undefined;
};

/** Whether the decision keeps the client out: shadow mode only writes it down. */
export function isKeptOut({ result, isShadow }: PolicyEvaluation): boolean {
  return result !== "permit" && !isShadow;
}

/** As the connection log has it (administrator guide, "Connection logging"). */
export function evaluationView({ result, isShadow, deviceTokens, context }: PolicyEvaluation) {
  const tokens = Object.entries(deviceTokens).map(([provider, verdict]) => [
    provider,
    verdict === "validated" ? { status: verdict } : { status: "failed", reason: verdict },
  ]);
  return {
    result,
    "evaluation-type": "connection-attempt",
    "shadow-mode": isShadow ? "enabled" : "disabled",
    ...(result === "permit" ? {} : { reason: "policy-deny" }),
    ...(tokens.length ? { "device-token-status": Object.fromEntries(tokens) } : {}),
    ...(context ? { context } : {}),
  };
}
