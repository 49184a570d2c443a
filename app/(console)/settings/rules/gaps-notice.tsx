import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { kindNames } from "@/lib/domain/kinds";
import { impacts } from "@/lib/domain/policy/impacts";
import type { Gap } from "@/lib/domain/policy/rule-reach";

interface GapsNoticeProps {
  gaps: readonly Gap[];
  environments: readonly { id: string; name: string }[];
}

const SHOWN_MAX = 5;

/** What no rule matches, and so cannot be applied. It may be meant so, which is why it is only said. */
export function GapsNotice({ gaps, environments }: GapsNoticeProps) {
  const t = useTranslations("policy.rules.gaps");
  const tKinds = useTranslations("kinds");
  if (gaps.length === 0) return null;
  const nameOf = ({ id, purpose }: Gap["place"]) =>
    environments.find((one) => one.id === id)?.name ?? t("future", { purpose });
  const kindsOf = (kinds: Gap["kinds"]) =>
    kinds.length === kindNames.length ? t("allKinds") : kinds.map((kind) => tKinds(`${kind}.plural`)).join(", ");
  const impactsOf = (open: Gap["impacts"]) =>
    open.length === impacts.length ? t("allImpacts") : t("impacts", { impacts: open.join(", ") });
  return (
    <Notice tone="degraded">
      {t("title")}
      <ul className="text-xs">
        {gaps.slice(0, SHOWN_MAX).map((gap) => (
          <li key={`${gap.place.id} ${gap.place.purpose} ${gap.impacts.join()}`}>
            {t("line", { place: nameOf(gap.place), kinds: kindsOf(gap.kinds), impacts: impactsOf(gap.impacts) })}
          </li>
        ))}
        {gaps.length > SHOWN_MAX && <li>{t("more", { count: gaps.length - SHOWN_MAX })}</li>}
      </ul>
    </Notice>
  );
}
