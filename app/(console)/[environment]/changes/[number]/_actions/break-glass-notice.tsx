import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { PhraseText } from "@/components/ui/phrase";
import type { BreakGlassView } from "@/lib/domain/changes/change-view";
import type { Phrase } from "@/lib/domain/phrase";
import { SignDialog } from "./sign-dialog";

interface BreakGlassNoticeProps {
  breakGlass: BreakGlassView;
  /** Why the viewer may not sign; null when they may. */
  maySign: Phrase | null;
}

/** That it was started in an emergency: why, over what, and the review it owes until somebody else signs. */
export function BreakGlassNotice({ breakGlass, maySign }: BreakGlassNoticeProps) {
  const t = useTranslations("changes.breakGlass");
  const { runId, reason, byName, at, passedOver, signedByName, signedAt, remark } = breakGlass;
  const isOpen = signedAt === null;
  return (
    <Notice
      tone={isOpen ? "degraded" : "neutral"}
      action={isOpen && maySign === null && <SignDialog runId={runId} byName={byName} />}
    >
      <p>{t.rich("started", { name: byName, at: () => <Instant at={at} /> })}</p>
      <p className="break-words whitespace-pre-wrap text-text-2">{t("because", { reason })}</p>
      <p className="text-xs">{t("wasPassedOver")}</p>
      <ul className="list-disc pl-4 text-xs text-text-2">
        {passedOver.map((phrase) => (
          <li key={JSON.stringify(phrase)}>
            <PhraseText phrase={phrase} />
          </li>
        ))}
      </ul>
      {isOpen && <p className="text-xs">{maySign ? <PhraseText phrase={maySign} /> : t("owed")}</p>}
      {signedAt && signedByName && (
        <p className="text-xs">
          {t.rich("signed", { name: signedByName, at: () => <Instant at={signedAt} /> })} {remark}
        </p>
      )}
    </Notice>
  );
}
