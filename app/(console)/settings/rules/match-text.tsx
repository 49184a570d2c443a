import { useTranslations } from "next-intl";
import type { RuleMatch } from "@/lib/domain/changes/rules";

interface MatchTextProps {
  match: RuleMatch;
  environments: readonly { id: string; name: string }[];
}

/** What a rule is about, in words: all of it must hold, and of what is joined by "or" one. */
export function MatchText({ match, environments }: MatchTextProps) {
  const t = useTranslations("policy.rules");
  const tKinds = useTranslations("kinds");
  const tPurpose = useTranslations("environments.purpose");
  const { kinds, environmentIds, purposes, tags, impactFrom } = match;
  const parts = [
    purposes?.map((purpose) => tPurpose(purpose)),
    environmentIds?.map((id) => environments.find((one) => one.id === id)?.name ?? t("environmentGone")),
    kinds?.map((kind) => tKinds(`${kind}.plural`)),
    tags?.map((tag) => t("tag", { key: tag.key, value: tag.value })),
    impactFrom
      ? [impactFrom === 4 ? t("impactOnly", { impact: 4 }) : t("impactFrom", { impact: impactFrom })]
      : undefined,
  ].flatMap((alternatives) => (alternatives ? [alternatives] : []));
  if (parts.length === 0) return <p className="text-xs text-muted">{t("matchesAll")}</p>;
  return (
    <ul className="text-xs text-text-2">
      {parts.map((alternatives) => (
        <li
          key={alternatives.join()}
          className="inline break-words after:px-1 after:text-muted after:content-['·'] last:after:content-none"
        >
          {alternatives.join(t("or"))}
        </li>
      ))}
    </ul>
  );
}
