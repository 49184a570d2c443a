import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

interface ListPagerProps {
  /** From 1 on. */
  page: number;
  pageSize: number;
  count: number;
  hrefOf: (page: number) => string;
}

/** Foot of a list whose pages are cut on the server; nothing while all of it fits on one. */
export function ListPager({ page, pageSize, count, hrefOf }: ListPagerProps) {
  const t = useTranslations("common.table");
  if (count <= pageSize) return null;
  const to = Math.min(count, page * pageSize);
  return (
    <footer className="flex items-center justify-end gap-2 border-t border-border px-4 py-2 text-xs text-muted tabular-nums">
      <span className="mr-auto">{t("range", { from: (page - 1) * pageSize + 1, to, count })}</span>
      {page > 1 && (
        <Button asChild size="small">
          <Link href={hrefOf(page - 1)}>{t("previous")}</Link>
        </Button>
      )}
      {to < count && (
        <Button asChild size="small">
          <Link href={hrefOf(page + 1)}>{t("next")}</Link>
        </Button>
      )}
    </footer>
  );
}
