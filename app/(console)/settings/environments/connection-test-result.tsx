"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";

interface Failure {
  category: string;
  code: string;
  message: string;
  requestId: string | null;
}

export interface TestOutcome {
  identity: { accountId: string | null; arn: string | null } | { failure: Failure };
  reading: { connectionCount: number } | { failure: Failure };
}

/** Both halves of a test, since one can fail alone: who we are, and whether we may read. */
export function ConnectionTestResult({ outcome: { identity, reading } }: { outcome: TestOutcome }) {
  const t = useTranslations("environments.test");
  return (
    <section aria-label={t("title")} aria-live="polite" className="flex flex-col gap-2">
      {"failure" in identity ? (
        <CallFailure title={t("identityFailed")} failure={identity.failure} />
      ) : (
        <Notice tone="up" icon={CircleCheck}>
          {t("identityOk", { arn: identity.arn ?? "?", account: identity.accountId ?? "?" })}
        </Notice>
      )}
      {"failure" in reading ? (
        <CallFailure title={t("readingFailed")} failure={reading.failure} />
      ) : (
        <Notice tone="up" icon={CircleCheck}>
          {t("readingOk", { count: reading.connectionCount })}
        </Notice>
      )}
    </section>
  );
}

function CallFailure({ title, failure }: { title: string; failure: Failure }) {
  const t = useTranslations("environments.failure");
  const { category, code, message, requestId } = failure;
  return (
    <ErrorState title={title} code={code} detail={message} requestId={requestId ?? undefined}>
      {t(category)}
    </ErrorState>
  );
}
