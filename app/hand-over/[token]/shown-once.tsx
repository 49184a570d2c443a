import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import type { OpenLink } from "@/lib/server/handover/visit-link";
import { KeysOnce } from "./keys-once";
import { VisitFrame } from "./visit-frame";

interface ShownOnceProps {
  token: string;
  link: OpenLink;
  /** The file was asked for, and AWS did not give its keys. */
  hasFailed: boolean;
}

/** Before what a link gives once: it is used up by the button, not by opening the page. */
export function ShownOnce({ token, link, hasFailed }: ShownOnceProps) {
  const errors = useTranslations("errors");
  const t = useTranslations("handover-links.visit");
  const { gives, connectionName, number, madeByName, expiresAt } = link;
  const isFile = gives === "file";
  return (
    <VisitFrame isNarrow>
      <h1 className="mb-1">{t(isFile ? "once.fileTitle" : "once.keysTitle", { name: connectionName })}</h1>
      <p className="mb-4 text-text-2">
        {t("once.of", { number })}{" "}
        {t.rich("from", { name: madeByName, instant: () => <Instant at={expiresAt} shape="full" /> })}
      </p>
      <Panel>
        <PanelHeader title={t(isFile ? "once.fileHead" : "once.keysHead")} />
        <PanelBody className="flex flex-col gap-3">
          {isFile ? (
            // Without JavaScript too: the answer is the file, or the way back here, where it says why not.
            <form method="post" action={`/hand-over/${token}/file`} className="flex flex-col gap-3">
              {hasFailed && (
                <Notice tone="down" role="alert">
                  {errors("link-not-now")}
                </Notice>
              )}
              <p>{t("once.file")}</p>
              <p className="text-text-2">{t("once.after")}</p>
              <Button type="submit" variant="primary" className="self-start">
                <Download aria-hidden="true" />
                {t("once.downloadFile")}
              </Button>
            </form>
          ) : (
            <KeysOnce token={token} />
          )}
        </PanelBody>
      </Panel>
    </VisitFrame>
  );
}
