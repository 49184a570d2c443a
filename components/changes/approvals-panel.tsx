import { useTranslations } from "next-intl";
import { Status } from "@/components/status/status";
import { Avatar } from "@/components/ui/avatar";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { PhraseText } from "@/components/ui/phrase";
import type { ChangeView } from "@/lib/domain/changes/change-view";

interface ApprovalsPanelProps {
  change: ChangeView;
  /** True where the author may approve alone. */
  selfApproval: boolean;
}

/** Who approved, who still may, and why an approval does not count. */
export function ApprovalsPanel({ change, selfApproval }: ApprovalsPanelProps) {
  const t = useTranslations("changes.approvals");
  const { reviews, requirements, submittedAt, run } = change;
  const needed = Math.max(1, ...requirements.map(({ count }) => count));
  const mayStillApprove = requirements.find(({ isMet }) => !isMet)?.mayGive ?? [];
  const given = reviews.filter((review) => review.standing === "counts").length;
  const isOpen = submittedAt !== null && run === null && given < needed;
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <b className="font-strong tabular-nums">{t("count", { given, needed })}</b>
      </PanelHeader>
      <p className="px-4 pt-2.5 pb-1.5 text-xs text-text-2">
        {submittedAt === null && run === null ? (
          t("notSubmitted")
        ) : (
          <>
            <b className="font-strong text-text">{t(given >= needed ? "enough" : "missing")}</b>{" "}
            {t(selfApproval ? "ruleSelf" : "rule")}
          </>
        )}
      </p>
      <ul className="pb-2">
        {reviews.map((review) => (
          <ReviewLine key={review.reviewer.id} review={review} />
        ))}
        {isOpen && mayStillApprove.length > 0 && <OpenSeat names={mayStillApprove.map((person) => person.name)} />}
      </ul>
      {isOpen && mayStillApprove.length === 0 && <p className="px-4 pb-3 text-xs text-muted">{t("nobody")}</p>}
    </Panel>
  );
}

const seat = "grid grid-cols-[22px_minmax(0,1fr)_auto] items-center gap-x-2.5 px-4 py-1.5";

function ReviewLine({ review }: { review: ChangeView["reviews"][number] }) {
  return (
    <li className={seat}>
      <Avatar name={review.reviewer.name} />
      <div className="min-w-0">
        <div className="truncate">{review.reviewer.name}</div>
        <div className="text-xs text-muted">
          {review.reason ? <PhraseText phrase={review.reason} /> : <Instant at={review.at} />}
        </div>
        {review.comment && <p className="text-xs break-words text-text-2">{review.comment}</p>}
      </div>
      <span className="text-xs">
        <ReviewStatus review={review} />
      </span>
    </li>
  );
}

function ReviewStatus({ review: { standing, verdict } }: { review: ChangeView["reviews"][number] }) {
  const t = useTranslations("changes.approvals");
  if (standing === "counts") return <Status tone="up" word={t("approved")} />;
  if (standing === "blocks") return <Status tone="degraded" word={t("requested")} />;
  if (verdict === "withdraw") return <Status tone="unknown" word={t("withdrawn")} />;
  return <Status tone="unknown" word={t(verdict === "approve" ? "fell" : "earlier")} />;
}

const NAMES_SHOWN = 2;

function OpenSeat({ names }: { names: readonly string[] }) {
  const t = useTranslations("changes.approvals");
  const shown = names.slice(0, NAMES_SHOWN).join(", ");
  const rest = names.length - NAMES_SHOWN;
  return (
    <li className={seat}>
      <Avatar />
      <div className="min-w-0 break-words text-text-2">
        {rest > 0 ? t("orOthers", { names: shown, count: rest }) : t("open", { names: shown })}
      </div>
      <span className="text-xs">
        <Status tone="unknown" word={t("waiting")} />
      </span>
    </li>
  );
}
