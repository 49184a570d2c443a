import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { AcknowledgedNotice } from "@/components/handover/acknowledged-notice";
import { HandoverDocument } from "@/components/handover/handover-document";
import { HandoverFacts } from "@/components/handover/handover-facts";
import { PrintButton } from "@/components/handover/print-button";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Instant } from "@/components/ui/instant";
import { PageHeader } from "@/components/ui/page-header";
import { Panel, PanelBody } from "@/components/ui/panel";
import type { HandoverView } from "@/lib/domain/handover/handover-view";
import type { OpenLink } from "@/lib/server/handover/visit-link";
import { AcknowledgeForm } from "./acknowledge-form";
import { VisitFrame } from "./visit-frame";

interface SharedHandoverProps {
  token: string;
  link: OpenLink;
  page: { view: HandoverView; isAwaited: boolean };
}

/** The whole hand-over without its keys, and the place to say that the device is configured. */
export async function SharedHandover({ token, link, page: { view, isAwaited } }: SharedHandoverProps) {
  const t = await getTranslations("handover-links.visit");
  const { madeByName, expiresAt, number, connectionName } = link;
  return (
    <VisitFrame>
      <PageHeader
        title={t("title", { number, name: connectionName })}
        subtitle={<CopyId id={view.awsId} />}
        actions={<PrintButton />}
      />
      <div className="flex flex-col gap-4">
        <p className="text-text-2 print:hidden">
          {t.rich("from", { name: madeByName, instant: () => <Instant at={expiresAt} shape="full" /> })} {t("audited")}
        </p>
        <AcknowledgedNotice view={view} />
        <Panel>
          <PanelBody>
            <HandoverFacts view={view} />
          </PanelBody>
        </Panel>
        <HandoverDocument
          view={view}
          fileActions={
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Button asChild>
                <a href={`/hand-over/${token}/file`} download>
                  <Download aria-hidden="true" />
                  {t("download")}
                </a>
              </Button>
              <span className="text-xs text-muted">{t("keysApart")}</span>
            </div>
          }
        />
        {(view.acknowledgement === null || isAwaited) && <AcknowledgeForm token={token} isAwaited={isAwaited} />}
      </div>
    </VisitFrame>
  );
}
