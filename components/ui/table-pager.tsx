"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button";

interface TablePagerProps {
  /** From 1 on. */
  page: number;
  pageSize: number;
  count: number;
  onPage: (page: number) => void;
}

/** Foot of a long table; nothing while all of it fits on one page. */
export function TablePager({ page, pageSize, count, onPage }: TablePagerProps) {
  const t = useTranslations("common.table");
  if (count <= pageSize) return null;
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(count, page * pageSize);
  return (
    <footer className="flex items-center justify-end gap-2 border-t border-border px-4 py-2 text-xs text-muted tabular-nums">
      <span className="mr-auto">{t("range", { from, to, count })}</span>
      {page > 1 && (
        <Button size="small" onClick={() => onPage(page - 1)}>
          {t("previous")}
        </Button>
      )}
      {to < count && (
        <Button size="small" onClick={() => onPage(page + 1)}>
          {t("next")}
        </Button>
      )}
    </footer>
  );
}
