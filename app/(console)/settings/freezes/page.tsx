import { Snowflake } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { requireViewer } from "@/lib/server/auth/viewer";
import { liftFreezeAction } from "@/lib/server/policy/actions";
import { type FreezeRow, listFreezes } from "@/lib/server/policy/freeze-queries";
import { FreezeList } from "./freeze-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policy.freezes"))("title") };
}

/** What is held still now, what will be, and what was. */
export default async function FreezesPage() {
  const viewer = await requireViewer();
  const [freezes, t] = await Promise.all([listFreezes(viewer), getTranslations("policy.freezes")]);
  const canAdminister = viewer.can("administer");
  const list = (label: string, rows: FreezeRow[]) => (
    <FreezeList label={label} freezes={rows} lift={canAdminister ? liftFreezeAction : null} />
  );
  const inState = (...states: FreezeRow["state"][]) => freezes.filter(({ state }) => states.includes(state));
  const [active, coming, past] = [inState("active"), inState("coming"), inState("ended", "lifted")];
  return (
    <Words of="freezes">
      <div className="flex flex-col gap-4">
        <p className="max-w-prose text-text-2">{t("about")}</p>
        <Panel>
          <PanelHeader title={t("active")} count={active.length}>
            {canAdminister ? (
              <Button asChild>
                <Link href="/settings/freezes/new">
                  <Snowflake aria-hidden="true" />
                  {t("add")}
                </Link>
              </Button>
            ) : (
              <span className="text-xs text-muted">{t("readOnly")}</span>
            )}
          </PanelHeader>
          {active.length === 0 ? (
            <EmptyState title={t("noneActive")}>{t("noneActiveText")}</EmptyState>
          ) : (
            list(t("active"), active)
          )}
        </Panel>
        {coming.length > 0 && (
          <Panel>
            <PanelHeader title={t("coming")} count={coming.length} />
            {list(t("coming"), coming)}
          </Panel>
        )}
        {past.length > 0 && (
          <Panel>
            <PanelHeader title={t("past")} count={past.length} />
            {list(t("past"), past)}
          </Panel>
        )}
      </div>
    </Words>
  );
}
