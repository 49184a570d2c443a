import { checkAllAudits } from "@/lib/server/audit/check-audit";
import { deliverAudit } from "@/lib/server/audit/deliver-audit";
import { publishHeads } from "@/lib/server/audit/publish-heads";
import { forgetExpired } from "@/lib/server/auth/forget-expired";
import { startScheduled } from "@/lib/server/changes/start-scheduled";
import type { JobHandlers } from "@/lib/server/jobs/run-jobs";
import { observeAll, observeAndRepeat, observeNow } from "@/lib/server/observe/observe-jobs";
import { advanceRuns, sweepRuns } from "@/lib/server/runs/advance-runs";
import { resealAsJob } from "@/lib/server/secrets/rotate-keys";
import { sweepSecrets } from "@/lib/server/secrets/sweep-secrets";

/** What each job of the catalogue does; a job without a line here does not compile. */
export const handlers: JobHandlers = {
  "forget-expired": forgetExpired,
  "observe-environment": observeAndRepeat,
  "observe-all": observeAll,
  "refresh-environment": observeNow,
  "advance-runs": advanceRuns,
  "sweep-runs": sweepRuns,
  "start-scheduled": startScheduled,
  "deliver-audit": deliverAudit,
  "publish-audit-heads": publishHeads,
  "check-audits": checkAllAudits,
  "reseal-secrets": resealAsJob,
  "sweep-secrets": sweepSecrets,
};
