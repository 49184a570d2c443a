import { useFormatter, useTranslations } from "next-intl";

/** "99.81 %": cut off, never rounded up, because 100 % is a promise. A dash where nothing is known. */
export function ShareOfTime({ fraction }: { fraction: number | null }) {
  const t = useTranslations("connections.table");
  const format = useFormatter();
  if (fraction === null) {
    return (
      <span className="text-muted">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{t("noFigure")}</span>
      </span>
    );
  }
  const percent = Math.floor(fraction * 10_000) / 100;
  return <span>{format.number(percent, { maximumFractionDigits: 2 })} %</span>;
}
