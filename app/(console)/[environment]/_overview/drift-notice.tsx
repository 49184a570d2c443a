import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";

/** How many resources AWS has otherwise than they are wanted; nothing where none. */
export function DriftNotice({ slug, count }: { slug: string; count: number }) {
  const t = useTranslations("drift.overview");
  if (count === 0) return null;
  return (
    <Notice
      tone="degraded"
      className="mb-4"
      action={
        <Link href={environmentPath(slug, "/drift")} className="link">
          {t("open")}
        </Link>
      }
    >
      {t("notice", { count })}
    </Notice>
  );
}
