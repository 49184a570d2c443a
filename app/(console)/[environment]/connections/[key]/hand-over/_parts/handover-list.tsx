import { CircleCheck, CircleDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { handoverPath } from "@/components/connections/connection-path";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { findDeviceFamily } from "@/lib/domain/devices";
import type { HandoverRow } from "@/lib/server/handover/queries";

interface HandoverListProps {
  slug: string;
  connectionKey: string;
  rows: readonly HandoverRow[];
  /** Number of the one that the page shows. */
  shown: number;
  children?: ReactNode;
}

/** All hand-overs of a connection, the newest first. */
export function HandoverList({ slug, connectionKey, rows, shown, children }: HandoverListProps) {
  const t = useTranslations("handover");
  return (
    <Panel className="print:hidden">
      <PanelHeader title={t("all")} count={rows.length}>
        {children}
      </PanelHeader>
      <ul className="max-h-80 overflow-y-auto">
        {rows.map((row) => (
          <li key={row.number} className="border-b border-border last:border-b-0">
            <Link
              href={handoverPath(slug, connectionKey, row.number)}
              aria-current={row.number === shown ? "page" : undefined}
              className="flex items-start gap-2 px-4 py-2 hover:bg-hover aria-[current]:bg-selected"
            >
              <RowText row={row} isNewest={row.number === rows[0]?.number} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function RowText({ row, isNewest }: { row: HandoverRow; isNewest: boolean }) {
  const t = useTranslations("handover");
  const all = useTranslations();
  const { number, madeAt, family: id, recipient, acknowledgedAt } = row;
  const label = findDeviceFamily(id)?.label;
  const Icon = acknowledgedAt ? CircleCheck : CircleDashed;
  return (
    <>
      <Icon
        aria-hidden="true"
        className={`mt-[3px] size-3.5 shrink-0 ${acknowledgedAt ? "text-up" : "text-unknown"}`}
      />
      <span className="min-w-0 grow">
        <span className="flex flex-wrap justify-between gap-x-2">
          <span className="font-strong">{t("title", { number })}</span>
          <span className="text-xs text-muted">
            <Instant at={madeAt} />
          </span>
        </span>
        <span className="block truncate text-xs text-muted">
          {[label ? all(label) : id, recipient].filter(Boolean).join(" · ")}
        </span>
        <span className="block text-xs text-muted">
          {t(acknowledgedAt ? "acknowledgedShort" : isNewest ? "openShort" : "replacedShort")}
        </span>
      </span>
    </>
  );
}
