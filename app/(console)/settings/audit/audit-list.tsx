import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { numeric, Table, Td, Th, Tr } from "@/components/ui/table";
import { type AuditFilter, isFiltered, writeAuditQuery } from "@/lib/domain/audit/audit-filter";
import type { AuditPage, AuditRow } from "@/lib/server/audit/queries";

interface AuditListProps {
  page: AuditPage;
  filter: AuditFilter;
  /** Whether these are the newest rows. */
  isFirst: boolean;
  /** The filter. */
  children: ReactNode;
}

export async function AuditList({ page: { rows, older }, filter, isFirst, children }: AuditListProps) {
  const t = await getTranslations("audit.list");
  const empty = isFiltered(filter) ? "emptyFiltered" : "empty";
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <ExportLink filter={filter} format="csv" label={t("csv")} />
        <ExportLink filter={filter} format="jsonl" label={t("jsonLines")} />
      </PanelHeader>
      {children}
      {rows.length === 0 ? (
        <EmptyState title={t(empty)}>{t(`${empty}Text`)}</EmptyState>
      ) : (
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th className={numeric}>{t("number")}</Th>
              <Th>{t("time")}</Th>
              <Th>{t("person")}</Th>
              <Th>{t("action")}</Th>
              <Th>{t("subject")}</Th>
              <Th>{t("environment")}</Th>
              <Th>{t("details")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AuditLine key={row.number} row={row} />
            ))}
          </tbody>
        </Table>
      )}
      {(older !== null || !isFirst) && (
        <nav aria-label={t("pages")} className="flex justify-end gap-2 border-t border-border px-4 py-2">
          {!isFirst && (
            <Button asChild size="small">
              <Link href={`/settings/audit${writeAuditQuery(filter)}`}>{t("newest")}</Link>
            </Button>
          )}
          {older !== null && (
            <Button asChild size="small">
              <Link href={`/settings/audit${writeAuditQuery(filter, { before: String(older) })}`}>{t("older")}</Link>
            </Button>
          )}
        </nav>
      )}
    </Panel>
  );
}

/** An `a`, because a download is not a page to go to, and nothing may fetch it in advance: each one is on record. */
function ExportLink({ filter, format, label }: { filter: AuditFilter; format: string; label: string }) {
  return (
    <Button asChild size="small">
      <a href={`/settings/audit/export${writeAuditQuery(filter, { format })}`} download>
        {label}
      </a>
    </Button>
  );
}

async function AuditLine({ row }: { row: AuditRow }) {
  const t = await getTranslations("audit.list");
  return (
    <Tr>
      <Td className={numeric}>{row.number}</Td>
      <Td>
        <Instant at={row.at.toISOString()} shape="full" />
      </Td>
      <Td>{row.actorName || <span className="text-muted">{t("nobody")}</span>}</Td>
      <Td>
        <code className="mono">{row.action}</code>
      </Td>
      <Td className="max-w-64 truncate" title={row.subject}>
        {row.subject}
      </Td>
      <Td>{row.environmentName}</Td>
      <Td className="max-w-md whitespace-normal">
        <details>
          <summary aria-label={t("detailsOf", { number: row.number })} className="link-inline cursor-pointer">
            {t("details")}
          </summary>
          {row.detail && <pre className="mono mt-1 text-xs break-all whitespace-pre-wrap">{row.detail}</pre>}
          <p className="mt-1 text-xs text-muted">
            {t("hash")} <span className="mono break-all">{row.hash}</span>
          </p>
        </details>
      </Td>
    </Tr>
  );
}
