import { useTranslations } from "next-intl";
import type { KindName } from "@/lib/domain/kinds";

interface FreezeScopeTextProps {
  freeze: {
    /** Null where it is about every environment. */
    environment: { name: string } | null;
    resources: readonly { key: string; kind: KindName; name: string }[];
  };
}

const NAMES_SHOWN = 4;

/** What a freeze holds still, by names. */
export function FreezeScopeText({ freeze: { environment, resources } }: FreezeScopeTextProps) {
  const t = useTranslations("policy.freezes");
  const tKinds = useTranslations("kinds");
  if (environment === null) return t("everything");
  if (resources.length === 0) return environment.name;
  const rest = resources.length - NAMES_SHOWN;
  return (
    <>
      {t("resources", { count: resources.length, environment: environment.name })}
      <ul className="text-xs text-muted">
        {resources.slice(0, NAMES_SHOWN).map(({ key, kind, name }) => (
          <li key={key} className="break-words">
            {name} · {tKinds(`${kind}.label`)}
          </li>
        ))}
        {rest > 0 && <li>{t("moreResources", { count: rest })}</li>}
      </ul>
    </>
  );
}
