import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { ApprovalPolicy } from "@/lib/server/policy/rule-queries";
import { MatchText } from "./match-text";
import { RequiresText } from "./requires-text";
import { RuleActions, type RuleActionsProps } from "./rule-actions";

interface RulesPanelProps {
  policy: ApprovalPolicy;
  /** Null for who may not. */
  actions: RuleActionsProps["actions"] | null;
}

const row = "grid grid-cols-[28px_minmax(0,1fr)] gap-x-2 border-b border-border px-4 py-2.5 last:border-b-0";

/** The list as it is read, from the top. Its last line is what every list of this sort ends with. */
export function RulesPanel({ policy, actions }: RulesPanelProps) {
  const t = useTranslations("policy.rules");
  const { rules } = policy;
  return (
    <Panel>
      <PanelHeader title={t("listTitle")} count={rules.length}>
        {actions ? (
          <Button asChild>
            <Link href="/settings/rules/new">
              <Plus aria-hidden="true" />
              {t("add")}
            </Link>
          </Button>
        ) : (
          <span className="text-xs text-muted">{t("readOnly")}</span>
        )}
      </PanelHeader>
      <p className="border-b border-border px-4 py-2.5 text-text-2">{t("about")}</p>
      <ol>
        {rules.map((rule, index) => (
          <li key={rule.id} className={row}>
            <span className="text-muted tabular-nums">{index + 1}</span>
            <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)_auto] gap-x-6 gap-y-1.5 max-lg:grid-cols-1">
              <div className="min-w-0">
                <p className="font-strong break-words">{rule.name}</p>
                <MatchText match={rule.match} environments={policy.environments} />
                {rule.shadowedBy !== null && (
                  <p className="mt-0.5 text-xs text-degraded-text">{t("shadowed", { name: rule.shadowedBy })}</p>
                )}
              </div>
              <RequiresText requires={rule.requires} approvers={policy.approvers} groups={policy.groups} />
              {actions && (
                <RuleActions
                  rule={{ id: rule.id, name: rule.name }}
                  place={{ index, count: rules.length }}
                  actions={actions}
                />
              )}
            </div>
          </li>
        ))}
        <li className={`${row} text-muted`}>
          <span />
          <p>
            {t("rest")} <b className="font-medium text-text-2">{t("restText")}</b>
          </p>
        </li>
      </ol>
    </Panel>
  );
}
