import { useTranslations } from "next-intl";
import { Fact, Facts } from "@/components/ui/facts";
import { Instant } from "@/components/ui/instant";
import type { HandoverView } from "@/lib/domain/handover/handover-view";

/** For which device a hand-over is, by whom and for whom it was made. */
export function HandoverFacts({ view }: { view: HandoverView }) {
  const t = useTranslations("handover");
  const all = useTranslations();
  const { family, ikeVersion, platform, softwareVersion, preferredTunnel, recipient, madeAt, madeByName } = view;
  const device = family.label === null ? t("familyGone", { id: family.id }) : all(family.label);
  return (
    <Facts>
      <Fact name={t("device")}>
        {device}, {all(`devices.ikeVersion.${ikeVersion}`)}
      </Fact>
      {platform !== "" && <Fact name={t("platform")}>{platform}</Fact>}
      {softwareVersion !== "" && <Fact name={t("version")}>{softwareVersion}</Fact>}
      <Fact name={t("preferred")} className={preferredTunnel === null ? undefined : "mono"}>
        {preferredTunnel ?? t("preferredBoth")}
      </Fact>
      <Fact name={t("for")}>{recipient === "" ? t("forNobody") : recipient}</Fact>
      <Fact name={t("made")}>
        {t.rich("madeBy", { name: madeByName, instant: () => <Instant at={madeAt} shape="full" /> })}
      </Fact>
    </Facts>
  );
}
