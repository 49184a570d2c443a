"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import type { DraftOption } from "@/components/resources/change-choice";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import type { DataColumn } from "@/components/ui/data-column";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { adoptUnmanagedAction } from "@/lib/server/drift/actions";
import { ProposeDialog, type Proposing } from "./propose-dialog";

/** A resource that nobody asked for here, in words. */
export interface UnmanagedRow {
  key: string;
  name: string;
  href: string;
  kindName: string;
  isConnection: boolean;
  awsId: string | null;
  state: string | null;
  /** ISO 8601. */
  since: string | null;
  brings: number;
  cannotAdopt: string | null;
  changes: number[];
}

interface UnmanagedTableProps {
  slug: string;
  rows: readonly UnmanagedRow[];
  drafts: readonly DraftOption[];
  mayEdit: boolean;
  empty: ReactNode;
}

/** What AWS has and nobody asked for here: chosen ones are adopted with all that they stand on. */
export function UnmanagedTable({ slug, rows, drafts, mayEdit, empty }: UnmanagedTableProps) {
  const t = useTranslations("drift.unmanaged");
  const told = useTranslations("drift.told");
  const [proposing, setProposing] = useState<Proposing | null>(null);
  const adopt = useTranslations("drift.adopt");
  const adopting = (rows: readonly UnmanagedRow[]): Proposing => ({
    save: adoptUnmanagedAction,
    keys: adoptable(rows).map(({ key }) => key),
    title: t("dialogTitle", countOf(rows)),
    body: t("dialogBody"),
    keep: adopt("keep"),
    act: adopt("act"),
    changeTitle: t("changeTitle", countOf(rows)),
  });
  const columns = useMemo(
    (): DataColumn<UnmanagedRow>[] => [
      {
        id: "name",
        header: t("name"),
        sortBy: (row) => row.name,
        cell: (row) => (
          <span className="flex flex-wrap items-center gap-x-2">
            <Link href={row.href} className="font-strong hover:underline">
              {row.name}
            </Link>
            {row.cannotAdopt && <Badge title={row.cannotAdopt}>{t("cannot")}</Badge>}
            {row.changes.map((number) => (
              <Link key={number} href={environmentPath(slug, `/changes/${number}`)} className="link text-xs">
                {told("inChange", { number: String(number) })}
              </Link>
            ))}
          </span>
        ),
      },
      {
        id: "kind",
        header: t("kind"),
        sortBy: (row) => row.kindName,
        filterBy: (row) => row.kindName,
        cell: (row) => row.kindName,
      },
      { id: "id", header: t("id"), sortBy: (row) => row.awsId, cell: (row) => row.awsId && <CopyId id={row.awsId} /> },
      {
        id: "state",
        header: t("state"),
        sortBy: (row) => row.state,
        cell: (row) => <span className="mono">{row.state}</span>,
      },
      {
        id: "brings",
        header: t("brings"),
        isNumeric: true,
        sortBy: (row) => row.brings,
        cell: (row) => t("bringsCount", { count: row.brings }),
      },
      {
        id: "since",
        header: t("since"),
        isNumeric: true,
        sortBy: (row) => row.since,
        cell: (row) => row.since && <Age since={row.since} />,
      },
    ],
    [slug, t, told],
  );
  return (
    <>
      <DataTable
        id="unmanaged"
        title={t("title")}
        rows={rows}
        columns={columns}
        rowId={(row) => row.key}
        defaultSort={{ columnId: "brings", isDescending: true }}
        searchBy={textOf}
        empty={empty}
        addressPrefix="u"
        pageSize={50}
        bulkActions={
          mayEdit
            ? (selected) => (
                <Button size="small" onClick={() => setProposing(adopting(selected))}>
                  {t("adopt", countOf(selected))}
                </Button>
              )
            : undefined
        }
      />
      <ProposeDialog slug={slug} proposing={proposing} drafts={drafts} onClose={() => setProposing(null)} />
    </>
  );
}

function adoptable(rows: readonly UnmanagedRow[]): readonly UnmanagedRow[] {
  return rows.filter(({ cannotAdopt }) => cannotAdopt === null);
}

/** How many, and whether all of them are connections. */
function countOf(rows: readonly UnmanagedRow[]): { count: number; what: "connections" | "resources" } {
  const chosen = adoptable(rows);
  return { count: chosen.length, what: chosen.every(({ isConnection }) => isConnection) ? "connections" : "resources" };
}

function textOf({ name, awsId, kindName, state }: UnmanagedRow): string {
  return [name, awsId, kindName, state].join(" ");
}
