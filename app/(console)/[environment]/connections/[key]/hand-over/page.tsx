import { getTranslations } from "next-intl/server";
import { connectionPath } from "@/components/connections/connection-path";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { findHandover } from "@/lib/server/handover/queries";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { ShownHandover } from "./_parts/shown-handover";
import { WaitingNotice } from "./_parts/waiting-notice";

/** The newest hand-over of a connection; where there is none, the way to the first. */
export default async function HandOverPage(props: ConnectionParams) {
  const [loaded, t] = await Promise.all([loadConnection(props), getTranslations("handover")]);
  const { found, viewer, slug, key } = loaded;
  if (!found) return null;
  const handover = await findHandover(viewer, { environmentSlug: slug, connectionKey: key });
  if (handover) return <ShownHandover loaded={loaded} handover={handover} />;
  return (
    <Page>
      <div className="flex flex-col gap-4">
        <WaitingNotice loaded={loaded} view={null} />
        <Panel>
          <EmptyState
            title={t("none", { name: found.row.name })}
            actions={
              viewer.can("edit") && (
                <Button asChild variant="primary">
                  <Link href={`${connectionPath(slug, key, "hand-over")}/new`}>{t("make")}</Link>
                </Button>
              )
            }
          >
            <p>{t("noneBody")}</p>
            {!viewer.can("edit") && <p>{t("noRight")}</p>}
          </EmptyState>
        </Panel>
      </div>
    </Page>
  );
}
