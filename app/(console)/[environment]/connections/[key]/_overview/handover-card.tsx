import { CircleCheck, CircleDashed, FileCheck, TriangleAlert } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { connectionPath } from "@/components/connections/connection-path";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import type { HandoverView } from "@/lib/domain/handover/handover-view";
import { findHandover } from "@/lib/server/handover/queries";
import { viewHandover } from "@/lib/server/handover/view-handover";
import type { LoadedConnection } from "../load-connection";

/** What the device's admin was given last, and whether it is what they should have. */
export async function HandoverCard({ loaded: { viewer, slug, key } }: { loaded: LoadedConnection }) {
  const [handover, t] = await Promise.all([
    findHandover(viewer, { environmentSlug: slug, connectionKey: key }),
    getTranslations("handover.card"),
  ]);
  const view = handover && (await viewHandover(handover));
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col gap-3">
        {view ? (
          <div className="flex flex-col gap-0.5">
            <p className="text-text-2">
              {t.rich("made", { number: view.number, instant: () => <Instant at={view.madeAt} shape="date" /> })}
            </p>
            <State view={view} />
          </div>
        ) : (
          <p className="text-text-2">{t("none")}</p>
        )}
        <Button asChild>
          <Link href={connectionPath(slug, key, "hand-over")}>
            <FileCheck aria-hidden="true" />
            {view || !viewer.can("edit") ? t("show") : t("make")}
          </Link>
        </Button>
      </PanelBody>
    </Panel>
  );
}

async function State({ view: { outdated, acknowledgement } }: { view: HandoverView }) {
  const t = await getTranslations("handover.card");
  const [Icon, look, text] = outdated
    ? ([TriangleAlert, "text-degraded", t("outdated")] as const)
    : acknowledgement
      ? ([CircleCheck, "text-up", t("configured", { name: acknowledgement.byName })] as const)
      : ([CircleDashed, "text-unknown", t("open")] as const);
  return (
    <p className="flex items-start gap-1.5">
      <Icon aria-hidden="true" className={`mt-[3px] size-3.5 shrink-0 ${look}`} />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}
