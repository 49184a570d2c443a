"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { CopyId } from "@/components/ui/copy-id";
import type { DataColumn } from "@/components/ui/data-column";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";

/** A resource as a row: all in words already. */
export interface ResourceRow {
  key: string;
  name: string;
  href: string;
  awsId: string | null;
  /** EC2's word; null when it is not in AWS. */
  state: string | null;
  isManaged: boolean;
  /** ISO 8601; since when it is as it is now. */
  since: string | null;
  /** By the name of the field. */
  cells: Record<string, string>;
}

export interface ResourceColumn {
  name: string;
  label: string;
  isMono: boolean;
}

interface ResourceTableProps {
  kind: string;
  title: string;
  rows: readonly ResourceRow[];
  columns: readonly ResourceColumn[];
  empty: ReactNode;
  actions: ReactNode;
}

/** The resources of one kind. */
export function ResourceTable({ kind, title, rows, columns, empty, actions }: ResourceTableProps) {
  const t = useTranslations("resources.list");
  const all = useMemo(
    (): DataColumn<ResourceRow>[] => [
      {
        id: "name",
        header: t("name"),
        sortBy: (row) => row.name,
        cell: (row) => (
          <Link href={row.href} className="font-strong hover:underline">
            {row.name}
          </Link>
        ),
      },
      ...columns.map(
        ({ name, label, isMono }): DataColumn<ResourceRow> => ({
          id: name,
          header: label,
          // Some choices are half a sentence: cut, a row stays one line and the table on its page.
          ...(isMono ? {} : { className: "max-w-44 truncate" }),
          sortBy: (row) => row.cells[name] ?? null,
          cell: (row) => (
            <span className={isMono ? "mono" : undefined} title={isMono ? undefined : row.cells[name]}>
              {row.cells[name]}
            </span>
          ),
        }),
      ),
      {
        id: "state",
        header: t("state"),
        sortBy: (row) => row.state,
        filterBy: (row) => row.state ?? "",
        filterLabel: (value) => (value === "" ? t("notInAws") : value),
        cell: (row) => (row.state === null ? t("notInAws") : <span className="mono">{row.state}</span>),
      },
      {
        id: "managed",
        header: t("managed"),
        sortBy: (row) => (row.isManaged ? 0 : 1),
        filterBy: (row) => (row.isManaged ? "yes" : "no"),
        filterLabel: (value) => t(value === "yes" ? "isManaged" : "isUnmanaged"),
        cell: (row) => (row.isManaged ? t("isManaged") : <Badge>{t("isUnmanaged")}</Badge>),
      },
      {
        id: "id",
        header: t("id"),
        sortBy: (row) => row.awsId,
        cell: (row) => row.awsId && <CopyId id={row.awsId} />,
      },
      {
        id: "since",
        header: t("since"),
        isNumeric: true,
        sortBy: (row) => row.since,
        cell: (row) => row.since && <Age since={row.since} />,
      },
    ],
    [columns, t],
  );
  return (
    <DataTable
      id={`resources-${kind}`}
      title={title}
      rows={rows}
      columns={all}
      rowId={(row) => row.key}
      defaultSort={{ columnId: "name", isDescending: false }}
      searchBy={textOf}
      empty={empty}
      actions={actions}
    />
  );
}

function textOf(row: ResourceRow): string {
  return [row.name, row.awsId, row.state, ...Object.values(row.cells)].join(" ");
}
