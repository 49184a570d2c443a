import type { FailureReason } from "./connection-log";
import type { AttemptMetric } from "./endpoint-metrics";

/** What becomes of asking the client connect handler: its answer, or how it failed. */
export type HandlerOutcome = "allow" | keyof typeof handlerFailures;

/** How each is logged and counted (administrator guide, "Connection authorization", "Amazon CloudWatch metrics"). */
export const handlerFailures = {
  deny: { reason: "client-connect-failed", metric: "ClientConnectHandlerDeniedConnections" },
  "timed-out": { reason: "client-connect-handler-timed-out", metric: "ClientConnectHandlerTimeouts" },
  "execution-error": {
    reason: "client-connect-handler-other-execution-error",
    metric: "ClientConnectHandlerOtherExecutionErrors",
  },
  throttled: { reason: "client-connect-handler-throttled", metric: "ClientConnectHandlerThrottlingErrors" },
  "invalid-response": {
    reason: "client-connect-handler-invalid-response",
    metric: "ClientConnectHandlerInvalidResponses",
  },
  "service-error": {
    reason: "client-connect-handler-service-error",
    metric: "ClientConnectHandlerFailedServiceErrors",
  },
} satisfies Record<string, { reason: FailureReason; metric: AttemptMetric }>;
