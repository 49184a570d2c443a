import { getTranslations } from "next-intl/server";
import { connectionPath, handoverPath } from "@/components/connections/connection-path";
import { AcknowledgedNotice } from "@/components/handover/acknowledged-notice";
import { HandoverDocument } from "@/components/handover/handover-document";
import { HandoverFacts } from "@/components/handover/handover-facts";
import { OutdatedNotice } from "@/components/handover/outdated-notice";
import { PaperHead } from "@/components/handover/paper-head";
import { PrintButton } from "@/components/handover/print-button";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { listHandovers } from "@/lib/server/handover/queries";
import type { StoredHandover } from "@/lib/server/handover/stored-handover";
import { viewHandover } from "@/lib/server/handover/view-handover";
import type { LoadedConnection } from "../../load-connection";
import { LinksPanel } from "../_links/links-panel";
import { FileActions } from "./file-actions";
import { HandoverList } from "./handover-list";

import { WaitingNotice } from "./waiting-notice";

interface ShownHandoverProps {
  loaded: LoadedConnection;
  handover: StoredHandover;
}

/** One hand-over, with the ones before and after it. */
export async function ShownHandover({ loaded, handover }: ShownHandoverProps) {
  const { viewer, slug, key } = loaded;
  const [view, all, t] = await Promise.all([
    viewHandover(handover),
    listHandovers(viewer, { environmentSlug: slug, connectionKey: key }),
    getTranslations("handover"),
  ]);
  const makeNew = viewer.can("edit") && (
    <Button asChild size="small" variant={view.outdated ? "primary" : "default"}>
      <Link href={`${connectionPath(slug, key, "hand-over")}/new`}>{t("makeNew")}</Link>
    </Button>
  );
  return (
    <Words of="handover">
      <Page>
        <PaperHead text={t("pageTitle", { number: view.number, name: `${view.connection.name} ${view.awsId}` })} />
        <div className="mb-4 flex flex-col gap-2 empty:hidden">
          <OutdatedNotice
            view={view}
            hrefOf={(number) => handoverPath(slug, key, number)}
            action={view.outdated?.replacedBy === null && makeNew}
          />
          <WaitingNotice loaded={loaded} view={view} />
          <AcknowledgedNotice view={view} />
        </div>
        {/* On a phone the lists of what was handed over, and to whom, come after it. */}
        <div className="grid grid-cols-[minmax(0,1fr)_328px] items-start gap-4 max-lg:grid-cols-1 lg:grid-rows-[auto_1fr] print:block">
          <Panel className="lg:col-start-2 print:mb-4">
            <PanelHeader title={t("title", { number: view.number })}>
              <PrintButton />
            </PanelHeader>
            <PanelBody>
              <HandoverFacts view={view} />
            </PanelBody>
          </Panel>
          <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            <HandoverDocument
              view={view}
              fileActions={
                <FileActions
                  href={`${handoverPath(slug, key, view.number)}/file`}
                  hasRight={viewer.can("reveal-keys")}
                  isOutdated={view.outdated !== null}
                />
              }
            />
          </div>
          <aside className="flex min-w-0 flex-col gap-4 lg:col-start-2">
            <LinksPanel
              viewer={viewer}
              slug={slug}
              connectionKey={key}
              handover={view}
              isOutdated={view.outdated !== null}
            />
            <HandoverList slug={slug} connectionKey={key} rows={all} shown={view.number}>
              {view.outdated === null || view.outdated.replacedBy !== null ? makeNew : null}
            </HandoverList>
          </aside>
        </div>
      </Page>
    </Words>
  );
}
