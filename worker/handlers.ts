import { forgetExpired } from "@/lib/server/auth/forget-expired";
import type { JobHandlers } from "@/lib/server/jobs/run-jobs";

/** What each job of the catalogue does; a job without a line here does not compile. */
export const handlers: JobHandlers = {
  "forget-expired": forgetExpired,
};
