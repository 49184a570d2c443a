import { getTranslations } from "next-intl/server";
import { DeltaCounts } from "@/components/changes/delta-counts";
import { Instant } from "@/components/ui/instant";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import { countDelta } from "@/lib/domain/changes/count-delta";

/** Which change it is, whose, on which plan, and what that does to how many objects. */
export async function Subtitle({ change, environmentName }: { change: ChangeView; environmentName: string }) {
  const t = await getTranslations("changes");
  const { plan, authorName: author } = change;
  return (
    <>
      <span>{t("number", { number: change.number })}</span>
      <span>{t(change.isOwn ? "head.byYou" : "head.by", { author })}</span>
      <span aria-hidden="true">·</span>
      {plan ? (
        <span>
          {t("head.planned")} <Instant at={plan.createdAt} />, {t("head.plan")}{" "}
          <span className="mono">{plan.hash.slice(0, HASH_SHOWN)}</span>
        </span>
      ) : (
        <span>{t("head.noPlan")}</span>
      )}
      {plan && plan.diffs.length > 0 && (
        <>
          <span aria-hidden="true">·</span>
          <DeltaCounts delta={countDelta(plan.diffs)} />
        </>
      )}
      <span aria-hidden="true">·</span>
      <span>{environmentName}</span>
    </>
  );
}

/** As many digits as people compare by eye. */
const HASH_SHOWN = 8;
