import { useFormatter, useTranslations } from "next-intl";
import { WhoWouldApprove } from "@/components/policy/who-would-approve";
import { Avatar } from "@/components/ui/avatar";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import { TimeLeft } from "@/components/ui/time-left";
import type { ChangeView, RequirementView } from "@/lib/domain/changes/change-view";
import { ReviewLine } from "./review-line";

interface ApprovalsPanelProps {
  change: ChangeView;
  /** True where people may approve what they edited themselves. */
  selfApproval: boolean;
}

/** Whose approvals the rules ask for and why, who gave them, who still may, and why one does not count. */
export function ApprovalsPanel({ change, selfApproval }: ApprovalsPanelProps) {
  const t = useTranslations("changes.approvals");
  const { reviews, requirements, unmatched, approvalsExpireAt, submittedAt, run } = change;
  const isAsked = submittedAt !== null && run === null;
  const isDraft = submittedAt === null && run === null;
  const met = requirements.filter(({ isMet }) => isMet).length;
  return (
    <Panel>
      <PanelHeader title={t(isDraft ? "draftTitle" : "title")}>
        {requirements.length > 0 && !isDraft && (
          <b className="font-strong tabular-nums">{t("count", { met, count: requirements.length })}</b>
        )}
      </PanelHeader>
      {isDraft ? (
        change.plan && (
          <div className="flex flex-col gap-2 border-b border-border px-4 py-2.5">
            {/* Who approved before it was taken back is one of those who can. */}
            <WhoWouldApprove
              requirements={requirements.map((one) => ({ ...one, mayGive: [...one.given, ...one.mayGive] }))}
              unmatched={unmatched}
            />
          </div>
        )
      ) : (
        <>
          {unmatched.length > 0 && (
            <p className="flex gap-2 border-b border-border px-4 py-2.5 text-xs">
              <StatusIcon tone="down" className="mt-px size-3.5" />
              {t("unmatched", { names: unmatched.join(", ") })}
            </p>
          )}
          <ul>
            {requirements.map((requirement) => (
              <Requirement key={idOf(requirement)} requirement={requirement} isAsked={isAsked} />
            ))}
          </ul>
        </>
      )}
      {reviews.length > 0 && (
        <section aria-label={t("words")} className="border-b border-border py-1 last:border-b-0">
          <ul>
            {reviews.map((review) => (
              <ReviewLine key={review.reviewer.id} review={review} objects={change.plan?.diffs ?? []} />
            ))}
          </ul>
        </section>
      )}
      <div className="flex flex-col gap-1 px-4 py-2.5 text-xs text-muted">
        {isAsked && approvalsExpireAt && (
          <p>
            {t.rich("expires", {
              left: () => <TimeLeft until={approvalsExpireAt} />,
              at: () => <Instant at={approvalsExpireAt} />,
            })}
          </p>
        )}
        <p>{submittedAt === null && run === null ? t("notSubmitted") : t(selfApproval ? "self" : "notOwn")}</p>
      </div>
    </Panel>
  );
}

function idOf({ from }: RequirementView): string {
  return from.what === "anyone" ? from.what : `${from.what} ${from.name}`;
}

interface RequirementProps {
  requirement: RequirementView;
  /** People are asked for it now. */
  isAsked: boolean;
}

function Requirement({ requirement, isAsked }: RequirementProps) {
  const t = useTranslations("changes.approvals");
  const shorten = useShortList("more");
  const { count, given, isMet, because, mayGive } = requirement;
  const isOpen = isAsked && !isMet;
  return (
    <li className="border-b border-border px-4 py-2.5">
      <div className="flex items-start gap-2">
        <StatusIcon tone={isMet ? "up" : "unknown"} className="mt-[3px] size-3.5" />
        <span className="grow font-strong">
          <RequirementWords requirement={requirement} />
        </span>
        <span className="shrink-0 tabular-nums">
          {t("progress", { given: Math.min(given.length, count), needed: count })}
        </span>
      </div>
      <div className="mt-0.5 pl-[22px] text-xs text-muted">
        {because.map(({ rule, names }) => (
          <p key={rule} className="break-words">
            {t("because", { rule, names: shorten(names) })}
          </p>
        ))}
      </div>
      {isOpen && mayGive.length > 0 && <OpenSeat names={mayGive.map(({ name }) => name)} />}
      {isOpen && mayGive.length === 0 && <p className="mt-1 pl-[22px] text-xs text-degraded-text">{t("nobody")}</p>}
    </li>
  );
}

function RequirementWords({ requirement: { count, from } }: { requirement: RequirementView }) {
  const t = useTranslations("changes.approvals.from");
  switch (from.what) {
    case "anyone":
      return t("anyone", { count });
    case "group":
      return t("group", { count, name: from.name });
    case "role":
      return t("role", { count, role: from.name });
    default: {
      const impossible: never = from;
      throw new Error(`Unknown requirement: ${JSON.stringify(impossible)}`);
    }
  }
}

const NAMES_SHOWN = 3;

/** Names in a line, the last of many as a number: all of them ("and"), or one of them ("or"). */
function useShortList(form: "more" | "orOthers"): (names: readonly string[]) => string {
  const t = useTranslations("changes.approvals");
  const format = useFormatter();
  return (names) => {
    const rest = names.length - NAMES_SHOWN;
    if (rest > 0) return t(form, { names: names.slice(0, NAMES_SHOWN).join(", "), count: rest });
    return format.list(names, { type: form === "more" ? "conjunction" : "disjunction" });
  };
}

function OpenSeat({ names }: { names: readonly string[] }) {
  const t = useTranslations("changes.approvals");
  const shorten = useShortList("orOthers");
  return (
    <p className="mt-1.5 flex items-center gap-2.5">
      <Avatar />
      <span className="min-w-0 grow break-words text-text-2">{shorten(names)}</span>
      <span className="shrink-0 text-xs text-muted">{t("waiting")}</span>
    </p>
  );
}
