"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

type Holder = { kind: "secret" } | { kind: "kms"; arn: string };

interface Standing {
  present: { since: Date; holder: Holder } | null;
  wanted: Holder;
  isHeldOtherwise: boolean;
  secrets: number;
  waiting: number;
  previousSecret: "needed" | "spare" | "unset";
  isForeign: boolean;
}

interface SealingPanelProps {
  standing: Standing;
  rotate: (input: Record<string, never>) => Promise<ActionResult<{ isComplete: boolean }>>;
}

/** What holds the key that secrets are encrypted with, whether all of them are under it, and what there is to do about it. */
export function SealingPanel({ standing, rotate }: SealingPanelProps) {
  const t = useTranslations("security.sealing");
  const { present, secrets, waiting } = standing;
  const { act, error } = useAct(rotate, (result) => {
    if (result?.isComplete) toast.success(t("done"));
  });
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <ConfirmDialog
          trigger={
            <Button>
              <RefreshCw aria-hidden="true" />
              {t("rotate")}
            </Button>
          }
          title={t("question")}
          consequence={t("consequence")}
          keepLabel={t("keep")}
          actLabel={t("rotate")}
          onAct={() => act({})}
        >
          {error && (
            <Notice tone="down" role="alert">
              {error}
            </Notice>
          )}
        </ConfirmDialog>
      </PanelHeader>
      <PanelBody className="flex flex-col gap-3">
        <SealingNotices standing={standing} />
        <p className="max-w-prose text-text-2">{t("text")}</p>
        <Facts>
          <Fact name={t("heldBy")}>
            <HolderName holder={present?.holder ?? standing.wanted} />
          </Fact>
          <Fact name={t("since")}>{present ? <Age since={present.since.toISOString()} form="ago" /> : t("none")}</Fact>
          <Fact name={t("secrets")} className="tabular-nums">
            {t("moved", { secrets, moved: secrets - waiting })}
          </Fact>
        </Facts>
      </PanelBody>
    </Panel>
  );
}

/** What whoever runs the installation has to know or do, the worst first. */
function SealingNotices({
  standing: { present, wanted, isForeign, isHeldOtherwise, waiting, previousSecret },
}: {
  standing: Standing;
}) {
  const t = useTranslations("security.sealing");
  return (
    <>
      {isForeign && (
        <Notice tone="down" role="alert">
          {t("foreign")}
        </Notice>
      )}
      {present && isHeldOtherwise && (
        <Notice tone="degraded">
          {t.rich("heldOtherwise", {
            holder: wanted.kind === "kms" ? wanted.arn : t("secret"),
            mono: (text) => <span className="mono break-all">{text}</span>,
          })}
        </Notice>
      )}
      {waiting > 0 && <Notice tone="pending">{t("waiting", { count: waiting })}</Notice>}
      {previousSecret !== "unset" && <Notice>{t(`previous.${previousSecret}`)}</Notice>}
    </>
  );
}

function HolderName({ holder }: { holder: Holder }) {
  const t = useTranslations("security.sealing");
  if (holder.kind === "secret") return <span className="mono">{t("secret")}</span>;
  return (
    <>
      {t("kms")} <span className="mono break-all">{holder.arn}</span> <CopyButton text={holder.arn} />
    </>
  );
}
