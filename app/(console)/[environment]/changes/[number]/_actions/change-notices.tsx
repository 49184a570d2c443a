import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { FieldChanges } from "@/components/changes/field-changes";
import { environmentPath } from "@/components/shell/paths";
import { BothZones } from "@/components/ui/both-zones";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { PhraseText } from "@/components/ui/phrase";
import { TimeLeft } from "@/components/ui/time-left";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import { BreakGlassNotice } from "./break-glass-notice";
import { CancelSchedule } from "./cancel-schedule";
import type { Address } from "./change-actions";
import { MadeAnew } from "./made-anew";
import { Remedy } from "./remedy";

interface ChangeNoticesProps {
  change: ChangeView;
  address: Address;
}

/** What everybody who opens the change should know first, each with what to do about it. */
export function ChangeNotices({ change, address }: ChangeNoticesProps) {
  const { breakGlass, may, abandonReason, preflightFlaws, remarks } = change;
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      {breakGlass && <BreakGlassNotice breakGlass={breakGlass} maySign={may.sign} />}
      {abandonReason && <Notice>{abandonReason}</Notice>}
      {preflightFlaws.length > 0 && <Flaws flaws={preflightFlaws} />}
      {remarks.map((remark) => (
        <Notice key={JSON.stringify(remark)}>
          <PhraseText phrase={remark} />
        </Notice>
      ))}
      <MadeAnew slug={address.environmentSlug} change={change} />
      <Standing change={change} address={address} />
      <Schedule change={change} address={address} />
      <Overlaps change={change} address={address} />
    </div>
  );
}

function Flaws({ flaws }: { flaws: ChangeView["preflightFlaws"] }) {
  const t = useTranslations("changes.notice");
  return (
    <Notice tone="degraded">
      {t("refused")}
      <ul className="list-disc pl-4 text-xs text-text-2">
        {flaws.map((flaw) => (
          <li key={JSON.stringify(flaw)}>
            <PhraseText phrase={flaw} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Why it does not go on, where that is not plain from the approvals, and what brings it on. */
function Standing({ change: { status, gates, may, plan }, address }: ChangeNoticesProps) {
  const t = useTranslations("changes.notice");
  const { phrase: reason, changes } = gates.find(({ name, state }) => name === "checks" && state !== "pass") ?? {};
  switch (status) {
    case "PLANNING":
      return <Notice tone="pending">{t("planning")}</Notice>;
    case "STALE":
      return (
        <Notice tone="degraded" action={may.edit && <Remedy what="replan" address={address} />}>
          {reason && <PhraseText phrase={reason} />}{" "}
          <span className="text-text-2">{t(may.edit ? "stale" : "staleForOthers")}</span>
          {changes && (
            <div className="text-xs">
              <FieldChanges changes={changes} objects={plan?.diffs ?? []} />
            </div>
          )}
        </Notice>
      );
    case "SUPERSEDED":
      return (
        <Notice tone="degraded" action={may.edit && <Remedy what="rebase" address={address} />}>
          {reason && <PhraseText phrase={reason} />}{" "}
          <span className="text-text-2">{t(may.edit ? "superseded" : "staleForOthers")}</span>
        </Notice>
      );
    case "EXPIRED":
      return <Notice tone="degraded">{t("expired")}</Notice>;
    case "CHANGES_REQUESTED":
      return <Notice tone="degraded">{t(may.submit ? "changesRequested" : "changesRequestedForOthers")}</Notice>;
    default:
      return null;
  }
}

function Schedule({ change: { schedule, may }, address }: ChangeNoticesProps) {
  const t = useTranslations("changes.notice");
  if (!schedule) return null;
  const { at, byName, missed } = schedule;
  return (
    <Notice
      tone={missed ? "degraded" : "pending"}
      icon={CalendarClock}
      action={may.schedule === null && <CancelSchedule address={address} isMissed={missed !== null} />}
    >
      {missed
        ? t.rich("missed", { at: () => <BothZones at={at} /> })
        : t.rich("scheduled", { name: byName, at: () => <BothZones at={at} />, left: () => <TimeLeft until={at} /> })}
      {missed && (
        <span className="block text-xs text-text-2">
          <PhraseText phrase={missed} />
        </span>
      )}
    </Notice>
  );
}

/** Nobody is kept from drafting what somebody else drafts too; they are told while it costs little. */
function Overlaps({ change: { overlaps, run }, address }: ChangeNoticesProps) {
  const t = useTranslations("changes.notice");
  const statuses = useTranslations("changes.status");
  if (overlaps.length === 0 || run) return null;
  return (
    <Notice>
      <ul>
        {overlaps.map(({ number, title, status, names }) => (
          <li key={number} className="break-words">
            {t.rich("overlap", {
              names: names.join(", "),
              count: names.length,
              status: statuses(status),
              change: () => (
                <Link href={environmentPath(address.environmentSlug, `/changes/${number}`)} className="link">
                  {t("overlapName", { number, title })}
                </Link>
              ),
            })}
          </li>
        ))}
      </ul>
      <span className="text-xs text-muted">{t("overlapNote")}</span>
    </Notice>
  );
}
