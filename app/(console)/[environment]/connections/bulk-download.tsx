"use client";

import { FileArchive } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { DownloadButton } from "@/components/actions/download-button";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Choice } from "@/components/ui/choice";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FieldSet } from "@/components/ui/field";

interface BulkDownloadProps {
  /** The address of the archive for the present view. */
  href: string;
  /** How many connections the view has, all its pages. */
  count: number;
  /** Id of the form to which the ticks of the rows belong. */
  form: string;
  hasRight: boolean;
}

/** Device files for the ticked connections, or for all of the view, as one archive. */
export function BulkDownload({ form, ...props }: BulkDownloadProps) {
  const t = useTranslations("handover-links.bulk");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  return (
    <>
      <form id={form} hidden />
      <Dialog onOpenChange={(isOpen) => isOpen && setTicked(tickedIn(form))}>
        <DialogTrigger asChild>
          <Button variant="quiet" size="small">
            <FileArchive aria-hidden="true" />
            {t("open")}
          </Button>
        </DialogTrigger>
        <DialogContent
          title={t("title")}
          description={t("about")}
          footer={
            <DialogClose>
              <Button>{t("close")}</Button>
            </DialogClose>
          }
        >
          <Choices key={ticked.join()} ticked={ticked} {...props} />
        </DialogContent>
      </Dialog>
    </>
  );
}

function Choices({ href, count, ticked, hasRight }: Omit<BulkDownloadProps, "form"> & { ticked: readonly string[] }) {
  const t = useTranslations("handover-links.bulk");
  const name = useId();
  const [isTicked, setIsTicked] = useState(ticked.length > 0);
  const [includesKeys, setIncludesKeys] = useState(false);
  const address = new URL(href, "http://localhost");
  address.searchParams.set("keys", includesKeys ? "include" : "leave-out");
  if (isTicked) for (const id of ticked) address.searchParams.append("id", id);
  return (
    <div className="mt-3 flex flex-col gap-3">
      <FieldSet legend={t("which")}>
        <div className="flex flex-col gap-2">
          <Choice
            name={name}
            title={t("ticked", { count: ticked.length })}
            checked={isTicked}
            disabled={ticked.length === 0}
            onChange={() => setIsTicked(true)}
          >
            {ticked.length === 0 && t("noneTicked")}
          </Choice>
          <Choice name={name} title={t("all", { count })} checked={!isTicked} onChange={() => setIsTicked(false)}>
            {t("allAbout")}
          </Choice>
        </div>
      </FieldSet>
      <Checkbox
        label={t("includeKeys")}
        help={t(hasRight ? "includeKeysHelp" : "noRight")}
        checked={includesKeys}
        disabled={!hasRight}
        onChange={(event) => setIncludesKeys(event.target.checked)}
      />
      <DownloadButton
        href={`${address.pathname}${address.search}`}
        label={t("download", { count: isTicked ? ticked.length : count })}
      />
    </div>
  );
}

/** AWS ids of the rows that are ticked. They keep their ticks themselves: a list of a thousand is not drawn anew for one. */
function tickedIn(form: string): string[] {
  const element = document.getElementById(form);
  if (!(element instanceof HTMLFormElement)) return [];
  return new FormData(element).getAll("id").filter((id) => typeof id === "string");
}
