import { UserCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { environmentPath } from "@/components/shell/paths";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { getPhrase } from "@/components/ui/phrase-server";
import type { HandoverView } from "@/lib/domain/handover/handover-view";
import { waitingSteps } from "@/lib/server/handover/waiting-steps";
import type { LoadedConnection } from "../../load-connection";
import { AcknowledgeDialog } from "./acknowledge-dialog";

interface WaitingNoticeProps {
  loaded: LoadedConnection;
  /** Null while there is no hand-over. */
  view: HandoverView | null;
}

/** What runs wait for, and the way to say that the device is configured; nothing where that was said and nothing waits. */
export async function WaitingNotice({ loaded: { viewer, slug, key }, view }: WaitingNoticeProps) {
  const [steps, t, say] = await Promise.all([
    waitingSteps(viewer, { environmentSlug: slug, connectionKey: key }),
    getTranslations("handover"),
    getPhrase(),
  ]);
  const isUsable = view !== null && view.outdated === null;
  if (steps.length === 0 && (!isUsable || view.acknowledgement !== null)) return null;
  return (
    <Notice
      tone={steps.length > 0 ? "pending" : "neutral"}
      icon={UserCheck}
      action={
        isUsable && (
          <AcknowledgeDialog
            environmentSlug={slug}
            connectionKey={key}
            number={view.number}
            name={viewer.name}
            isAwaited={steps.length > 0}
            hasRight={viewer.can("apply")}
          />
        )
      }
    >
      {steps.length === 0 ? (
        t("acknowledge.text")
      ) : (
        <>
          <p className="font-strong">{t("waiting.title", { count: new Set(steps.map(({ runId }) => runId)).size })}</p>
          {steps.map(({ id, changeNumber, step }) => (
            <p key={id}>
              {t.rich("waiting.step", {
                number: String(changeNumber),
                text: say(step.phrase),
                link: (words) => (
                  <Link href={environmentPath(slug, `/changes/${changeNumber}`)} className="link-inline">
                    {words}
                  </Link>
                ),
              })}
            </p>
          ))}
          {view === null && <p>{t("waiting.none")}</p>}
          {view?.outdated && <p>{t("waiting.outdated")}</p>}
        </>
      )}
    </Notice>
  );
}
