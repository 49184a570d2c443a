import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { Instant } from "@/components/ui/instant";

interface KeyAgeProps {
  seenAt: Date | null;
  changedAt: Date | null;
}

/** Since when a tunnel has its key, as far as anybody here saw it. */
export function KeyAge({ seenAt, changedAt }: KeyAgeProps) {
  const t = useTranslations("keys");
  if (changedAt) {
    return t.rich("changed", { instant: () => <Instant at={changedAt} />, age: () => <Age since={changedAt} /> });
  }
  if (seenAt) return t.rich("notChanged", { age: () => <Age since={seenAt} /> });
  return <span className="text-muted">{t("unknown")}</span>;
}
