import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Caution } from "./load-rotation";

/** What to know before keys are rotated, each with what can be done about it. */
export function CautionList({ slug, cautions }: { slug: string; cautions: readonly Caution[] }) {
  return cautions.map((caution) => <CautionNotice key={JSON.stringify(caution)} slug={slug} caution={caution} />);
}

function CautionNotice({ slug, caution }: { slug: string; caution: Caution }) {
  const t = useTranslations("keys");
  const { name } = caution;
  const way = (path: `/${string}`, label: string) => (
    <Button asChild size="small">
      <Link href={environmentPath(slug, path)}>{label}</Link>
    </Button>
  );
  switch (caution.what) {
    case "open-change": {
      const number = String(caution.changeNumber);
      return (
        <Notice tone="degraded" action={way(`/changes/${number}`, t("review", { number }))}>
          {t("openChange", { name, number })}
        </Notice>
      );
    }
    case "drift":
      return (
        <Notice tone="degraded" action={way("/drift", t("decide"))}>
          {t("drift", { name })}
        </Notice>
      );
    case "one-tunnel":
      return <Notice tone="degraded">{t("oneTunnel", { ...caution })}</Notice>;
    case "shared":
      return <Notice>{t("sharedNow", { name })}</Notice>;
    default: {
      const impossible: never = caution;
      throw new Error(`Unknown caution: ${JSON.stringify(impossible)}`);
    }
  }
}
