import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChangeStatusWord } from "@/components/changes/change-status";
import { DeltaCounts } from "@/components/changes/delta-counts";
import { environmentPath } from "@/components/shell/paths";
import { ImpactBars } from "@/components/status/impact-bars";
import { Age } from "@/components/ui/age";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { numeric, Table, Td, Th, Tr } from "@/components/ui/table";
import type { ChangeRow } from "@/lib/domain/changes/change-view";

/** Changes as rows. A phone shows what an approver chooses by, under the title. */
export function ChangeList({ slug, rows }: { slug: string; rows: readonly ChangeRow[] }) {
  const t = useTranslations("changes");
  return (
    <Table label={t("title")} hasStickyHead>
      <thead>
        <tr>
          <Th>{t("list.change")}</Th>
          <Th className="max-sm:hidden">{t("list.status")}</Th>
          <Th className="max-sm:hidden">{t("list.approvals")}</Th>
          <Th className="max-md:hidden">{t("list.impact")}</Th>
          <Th className="max-md:hidden">{t("list.delta")}</Th>
          <Th className="max-md:hidden">{t("list.author")}</Th>
          <Th className={`${numeric} max-sm:hidden`}>{t("list.created")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ChangeLine key={row.number} slug={slug} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function ChangeLine({ slug, row }: { slug: string; row: ChangeRow }) {
  const t = useTranslations("changes");
  const { number, title, status, impact, delta, authorName, createdAt } = row;
  return (
    <Tr>
      <Td className="max-w-[420px] py-1.5 max-sm:max-w-[60vw] max-sm:whitespace-normal!">
        <Link
          href={environmentPath(slug, `/changes/${number}`)}
          className="flex items-baseline gap-2 hover:underline max-sm:flex-wrap"
        >
          <b className="truncate font-strong max-sm:whitespace-normal">{title}</b>
          <span className="shrink-0 text-xs text-muted">{t("number", { number })}</span>
        </Link>
        <span className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
          <span className="sm:hidden">
            <ChangeStatusWord status={status} />
          </span>
          <span className="sm:hidden">
            <Approvals row={row} />
          </span>
          {impact !== null && impact > 1 && (
            <span className="md:hidden">
              <ImpactBars impact={impact} />
            </span>
          )}
          <Waiting row={row} />
        </span>
      </Td>
      <Td className="max-sm:hidden">
        <ChangeStatusWord status={status} />
      </Td>
      <Td className="tabular-nums max-sm:hidden">
        <Approvals row={row} />
      </Td>
      <Td className="max-md:hidden">{impact !== null && row.stepCount > 0 && <ImpactBars impact={impact} />}</Td>
      <Td className="max-md:hidden">{impact !== null && <DeltaCounts delta={delta} />}</Td>
      <Td className="max-md:hidden">{authorName}</Td>
      <Td className={`${numeric} max-sm:hidden`}>
        <Age since={createdAt} form="ago" className="text-muted" />
      </Td>
    </Tr>
  );
}

function Approvals({ row: { approvals, waitsForViewer } }: { row: ChangeRow }) {
  const t = useTranslations("changes.list");
  if (!approvals) return null;
  return (
    <span className={waitsForViewer ? "font-medium text-text" : undefined}>
      {t("approvalCount", { met: approvals.met, needed: approvals.needed })}
      {waitsForViewer && <> · {t("yours")}</>}
    </span>
  );
}

/** What it waits for beside people: its time, and threads. */
function Waiting({ row: { scheduledAt, openThreads } }: { row: ChangeRow }) {
  const t = useTranslations("changes.list");
  return (
    <>
      {scheduledAt && <span>{t.rich("starts", { at: () => <Instant at={scheduledAt} /> })}</span>}
      {openThreads > 0 && (
        <span className="inline-flex items-center gap-1 text-degraded-text">
          <MessageSquare aria-hidden="true" className="size-3" />
          {t("threads", { count: openThreads })}
        </span>
      )}
    </>
  );
}
