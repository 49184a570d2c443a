import { useTranslations } from "next-intl";
import { ApprovalsPanel } from "@/components/changes/approvals-panel";
import { ChangeBadge } from "@/components/changes/change-status";
import { GatesPanel } from "@/components/changes/gates-panel";
import { environmentPath } from "@/components/shell/paths";
import { Link } from "@/components/ui/link";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import type { Environment } from "@/lib/server/environments/queries";
import { ChangeControls } from "../../../changes/[number]/_actions/change-controls";
import { ChangeNotices } from "../../../changes/[number]/_actions/change-notices";
import { ChangePlan } from "../../../changes/[number]/_actions/change-plan";

interface ReviewProps {
  slug: string;
  change: ChangeView;
  environment: Environment;
}

/** The guide's change: its plan, whose turn it is, and its run while it runs. */
export function Review({ slug, change, environment }: ReviewProps) {
  const t = useTranslations("setup.review");
  const address = { environmentSlug: slug, changeNumber: change.number };
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
          <ChangeControls change={change} address={address} environment={environment} />
        </div>
      </div>
      <ChangeNotices change={change} address={address} />
      {!change.run && !environment.selfApproval && <ApprovalsPanel change={change} selfApproval={false} />}
      {!change.run && change.submittedAt && <GatesPanel gates={change.gates} />}
      <ChangePlan change={change} address={address} />
    </div>
  );
}
