import { Snowflake } from "lucide-react";
import { useTranslations } from "next-intl";
import { FreezeScopeText } from "@/components/policy/freeze-scope-text";
import { TwoLineInstant } from "@/components/policy/two-line-instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { FreezeRow } from "@/lib/server/policy/freeze-queries";

/** What holds changes of the environment still, or will within a week. Nothing where nothing does. */
export function Freezes({ freezes }: { freezes: readonly FreezeRow[] }) {
  const t = useTranslations("policy.freezes");
  if (freezes.length === 0) return null;
  return (
    <Panel>
      <PanelHeader title={t("panelTitle")} count={freezes.length}>
        <Link href="/settings/freezes" className="link text-xs">
          {t("panelAll")}
        </Link>
      </PanelHeader>
      <ul>
        {freezes.map((freeze) => (
          <li
            key={freeze.id}
            className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-x-2.5 border-b border-border px-4 py-[9px] last:border-b-0"
          >
            <Snowflake aria-hidden="true" strokeWidth={1.75} className="mt-[3px] size-3.5 text-muted" />
            <div className="min-w-0">
              <p className="font-strong break-words">{freeze.reason}</p>
              <div className="text-xs text-muted">
                <FreezeScopeText freeze={freeze} />
              </div>
            </div>
            <div className="text-right text-xs text-text-2">
              <span className="block text-muted">{t(freeze.state === "coming" ? "from" : "until")}</span>
              <TwoLineInstant at={freeze.state === "coming" ? freeze.startsAt : freeze.endsAt} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
