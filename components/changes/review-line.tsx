import { useTranslations } from "next-intl";
import { Status } from "@/components/status/status";
import { Avatar } from "@/components/ui/avatar";
import { Instant } from "@/components/ui/instant";
import { PhraseText } from "@/components/ui/phrase";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import { FieldChanges, type Objects } from "./field-changes";

type Review = ChangeView["reviews"][number];

/** A person's newest word on the change, and what it is worth now. */
export function ReviewLine({ review, objects }: { review: Review; objects: Objects }) {
  const { reviewer, at, reason, changes, comment } = review;
  return (
    <li className="grid grid-cols-[22px_minmax(0,1fr)_auto] items-start gap-x-2.5 px-4 py-1.5">
      <Avatar name={reviewer.name} />
      <div className="min-w-0">
        <div className="truncate">{reviewer.name}</div>
        <div className="text-xs text-muted">
          <Instant at={at} />
        </div>
      </div>
      <span className="text-xs">
        <ReviewStatus review={review} />
      </span>
      <div className="col-span-2 col-start-2 text-xs text-text-2">
        {reason && (
          <p className="break-words">
            <PhraseText phrase={reason} />
          </p>
        )}
        {changes && changes.length > 0 && <FieldChanges changes={changes} objects={objects} />}
        {comment && <p className="break-words whitespace-pre-wrap">{comment}</p>}
      </div>
    </li>
  );
}

function ReviewStatus({ review: { standing, verdict } }: { review: Review }) {
  const t = useTranslations("changes.approvals");
  switch (standing) {
    case "counts":
      return <Status tone="up" word={t("approved")} />;
    case "blocks":
      return <Status tone="degraded" word={t("requested")} />;
    case "aged":
      return <Status tone="unknown" word={t("aged")} />;
    case "none":
      if (verdict === "withdraw") return <Status tone="unknown" word={t("withdrawn")} />;
      return <Status tone="unknown" word={t(verdict === "approve" ? "fell" : "earlier")} />;
    default: {
      const impossible: never = standing;
      throw new Error(`Unknown standing: ${impossible}`);
    }
  }
}
