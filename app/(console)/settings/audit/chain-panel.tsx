"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

interface Standing {
  rows: number;
  head: string;
  check: { at: Date; rows: number; brokenAt: number | null; flaw: string | null } | null;
}

interface ChainPanelProps {
  standing: Standing;
  verify: (input: Record<string, never>) => Promise<ActionResult<{ intact: boolean }>>;
}

/** Whether the record is whole, since when that is known, and the head to keep elsewhere. */
export function ChainPanel({ standing: { rows, head, check }, verify }: ChainPanelProps) {
  const t = useTranslations("audit.chain");
  // What does not fit is said by the page itself, and stays.
  const { act, isActing, error } = useAct(verify, (result) => {
    if (result?.intact) toast.success(t("done"));
  });
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <Button onClick={() => void act({})} busy={isActing}>
          <ShieldCheck aria-hidden="true" />
          {t("verify")}
        </Button>
      </PanelHeader>
      <PanelBody className="flex flex-col gap-3">
        {error && (
          <Notice tone="down" role="alert">
            {error}
          </Notice>
        )}
        {check?.brokenAt != null && (
          <Notice tone="down" role="alert">
            <b className="font-strong">
              {t("broken", { number: check.brokenAt, flaw: t(`flaw.${check.flaw ?? "content"}`) })}
            </b>{" "}
            {t("brokenNext")}
          </Notice>
        )}
        <p className="max-w-prose text-text-2">{t("text")}</p>
        <Facts>
          <Fact name={t("rows")} className="tabular-nums">
            {rows}
          </Fact>
          <Fact name={t("head")}>
            <span className="mono break-all">{head}</span> <CopyButton text={head} name={t("headName")} />
          </Fact>
          <Fact name={t("verified")}>
            {check ? (
              <>
                {check.brokenAt === null && `${t("intact", { rows: check.rows })} · `}
                <Age since={check.at.toISOString()} form="ago" />
              </>
            ) : (
              t("never")
            )}
          </Fact>
        </Facts>
      </PanelBody>
    </Panel>
  );
}
