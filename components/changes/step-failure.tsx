import { useTranslations } from "next-intl";
import { CopyId } from "@/components/ui/copy-id";
import { Fact, Facts } from "@/components/ui/facts";
import { PhraseText } from "@/components/ui/phrase";
import type { RunStepView } from "@/lib/domain/changes/change-view";

/** Why a step failed, was skipped or takes so long, with AWS's own words folded under it. */
export function StepFailure({ progress }: { progress: RunStepView }) {
  const t = useTranslations("changes.run");
  const common = useTranslations("common.error");
  const { error, errorCode, requestId, state } = progress;
  if (!error) return null;
  return (
    <div className="mt-0.5 text-xs">
      <p className={state === "failed" ? "text-down-text" : "text-text-2"}>
        <PhraseText phrase={error.phrase} />
      </p>
      {(error.message || requestId) && (
        <details className="mt-0.5">
          <summary className="w-fit cursor-pointer text-muted">
            {state === "failed" ? common("details") : t("lastAnswer")}
          </summary>
          <Facts className="mt-1">
            {errorCode && (
              <Fact name={common("code")} className="mono">
                {errorCode}
              </Fact>
            )}
            {error.message && <Fact name={common("answer")}>{error.message}</Fact>}
            {requestId && (
              <Fact name={common("requestId")}>
                <CopyId id={requestId} />
              </Fact>
            )}
          </Facts>
        </details>
      )}
    </div>
  );
}
