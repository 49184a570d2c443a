import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import type { HandoverView } from "@/lib/domain/handover/handover-view";

/** Who said that the device is configured, and when; nothing where nobody did. */
export function AcknowledgedNotice({ view: { acknowledgement, outdated } }: { view: HandoverView }) {
  const t = useTranslations("handover.acknowledged");
  if (acknowledgement === null) return null;
  const { at, byName, remark } = acknowledgement;
  // Of a configuration that is no longer in force it is only a fact.
  return (
    <Notice tone={outdated ? "neutral" : "up"} icon={CircleCheck}>
      <p className="font-strong">{t("title")}</p>
      <p>{t.rich("by", { name: byName, instant: () => <Instant at={at} shape="full" /> })}</p>
      {remark !== "" && <p className="break-words whitespace-pre-wrap">{t("remark", { remark })}</p>}
    </Notice>
  );
}
