import { useTranslations } from "next-intl";
import { ApprovalsPanel } from "@/components/changes/approvals-panel";
import { ChangeBadge } from "@/components/changes/change-status";
import { PlanPanel } from "@/components/changes/plan-panel";
import { RunProgressBar } from "@/components/changes/run-progress-bar";
import { environmentPath } from "@/components/shell/paths";
import { Link } from "@/components/ui/link";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import type { Environment } from "@/lib/server/environments/queries";
import { actionable } from "../../../changes/[number]/_actions/actionable";
import { ChangeActions } from "../../../changes/[number]/_actions/change-actions";
import { RunActions } from "../../../changes/[number]/_actions/run-actions";

interface ReviewProps {
  slug: string;
  change: ChangeView;
  environment: Environment;
}

/** The guide's change: its plan, whose turn it is, and its run while it runs. */
export function Review({ slug, change, environment }: ReviewProps) {
  const t = useTranslations("setup.review");
  const address = { environmentSlug: slug, changeNumber: change.number };
  const { plan, run } = change;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-3">
        <p className="flex items-center gap-2">
          <Link href={environmentPath(slug, `/changes/${change.number}`)} className="link">
            {t("change", { number: change.number })}
          </Link>
          <ChangeBadge status={change.status} />
        </p>
        <div className="ml-auto flex flex-col items-end gap-1">
          <ChangeActions
            change={actionable(change)}
            address={address}
            environmentName={environment.name}
            isSandbox={environment.purpose === "sandbox"}
          />
        </div>
      </div>
      {!run && !environment.selfApproval && <ApprovalsPanel change={change} selfApproval={false} />}
      <PlanPanel
        plan={plan}
        run={run}
        hasEdits={change.edits.length > 0}
        progress={
          run && (
            <RunProgressBar run={run}>
              <RunActions run={run} address={address} may={change.may} />
            </RunProgressBar>
          )
        }
      />
    </div>
  );
}
