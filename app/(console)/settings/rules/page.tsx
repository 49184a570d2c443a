import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { requireViewer } from "@/lib/server/auth/viewer";
import { moveRuleAction, removeRuleAction, setApprovalHoursAction } from "@/lib/server/policy/actions";
import { approvalPolicy } from "@/lib/server/policy/rule-queries";
import { GapsNotice } from "./gaps-notice";
import { LifetimePanel } from "./lifetime-panel";
import { RulesPanel } from "./rules-panel";
import { Simulator } from "./simulator";
import type { SimulatorSearch } from "./simulator-search";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policy.rules"))("title") };
}

/** Who has to approve what, for how long an approval counts, and a way to try it. */
export default async function RulesPage({ searchParams }: { searchParams: Promise<SimulatorSearch> }) {
  const [viewer, search] = await Promise.all([requireViewer(), searchParams]);
  const policy = await approvalPolicy(viewer);
  const canAdminister = viewer.can("administer");
  return (
    <Words of="rules">
      <div className="flex flex-col gap-4">
        <GapsNotice gaps={policy.gaps} environments={policy.environments} />
        <RulesPanel
          policy={policy}
          actions={canAdminister ? { move: moveRuleAction, remove: removeRuleAction } : null}
        />
        <Simulator viewer={viewer} environments={policy.environments} search={search} />
        <LifetimePanel
          // What somebody else saved meanwhile takes the place of what stood here.
          key={policy.approvalHours}
          hours={policy.approvalHours}
          action={canAdminister ? setApprovalHoursAction : null}
        />
      </div>
    </Words>
  );
}
