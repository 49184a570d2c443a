import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ChangeStatusWord } from "@/components/changes/change-status";
import { environmentPath } from "@/components/shell/paths";
import { ImpactBars } from "@/components/status/impact-bars";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { numeric, Table, Td, Th, Tr } from "@/components/ui/table";
import type { ChangeRow } from "@/lib/domain/changes/change-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listChanges } from "@/lib/server/changes/queries";
import { findEnvironment } from "@/lib/server/environments/queries";

interface ChangesPageProps {
  params: Promise<{ environment: string }>;
  searchParams: Promise<{ show?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("changes"))("title") };
}

/** The changes of the environment: what somebody has to do something about, or all of them. */
export default async function ChangesPage({ params, searchParams }: ChangesPageProps) {
  const [viewer, { environment: slug }, { show }, t] = await Promise.all([
    requireViewer(),
    params,
    searchParams,
    getTranslations("changes"),
  ]);
  const environment = await findEnvironment(viewer, slug);
  if (!environment) notFound();
  const filter = show === "all" ? "all" : "open";
  const rows = await listChanges(viewer, { environmentId: environment.id, filter });
  const empty = filter === "open" ? "emptyOpen" : "emptyAll";
  return (
    <Page>
      <h1 className="sr-only">{t("title")}</h1>
      <Panel>
        <PanelHeader title={t("title")} count={rows.length}>
          <nav
            aria-label={t("tabs.label")}
            className="inline-flex rounded-md border border-border-strong bg-surface p-px"
          >
            {(["open", "all"] as const).map((one) => (
              <Link
                key={one}
                href={environmentPath(slug, one === "all" ? "/changes?show=all" : "/changes")}
                aria-current={one === filter ? "page" : undefined}
                className={cn(
                  "inline-flex h-6 items-center rounded-[4px] px-[9px] text-xs hover:text-text pointer-coarse:h-10",
                  one === filter ? "bg-selected font-strong text-text" : "text-text-2",
                )}
              >
                {t(`tabs.${one}`)}
              </Link>
            ))}
          </nav>
        </PanelHeader>
        {rows.length === 0 ? (
          <EmptyState
            title={t(`list.${empty}`, { environment: environment.name })}
            actions={
              viewer.can("edit") && (
                <Button asChild>
                  <Link href={environmentPath(slug, "/setup")}>{t("list.new")}</Link>
                </Button>
              )
            }
          >
            {t(`list.${empty}Text`, { environment: environment.name })}
          </EmptyState>
        ) : (
          <Table label={t("title")} hasStickyHead>
            <thead>
              <tr>
                <Th>{t("list.change")}</Th>
                <Th>{t("list.status")}</Th>
                <Th>{t("list.impact")}</Th>
                <Th className={numeric}>{t("list.steps")}</Th>
                <Th>{t("list.author")}</Th>
                <Th className={numeric}>{t("list.created")}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ChangeLine key={row.number} slug={slug} row={row} number={t("number", { number: row.number })} />
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </Page>
  );
}

function ChangeLine({ slug, row, number }: { slug: string; row: ChangeRow; number: string }) {
  return (
    <Tr>
      <Td className="max-w-[420px]">
        <Link
          href={environmentPath(slug, `/changes/${row.number}`)}
          className="flex items-baseline gap-2 hover:underline"
        >
          <b className="truncate font-strong">{row.title}</b>
          <span className="shrink-0 text-xs text-muted">{number}</span>
        </Link>
      </Td>
      <Td>
        <ChangeStatusWord status={row.status} />
      </Td>
      <Td>{row.impact !== null && row.stepCount > 0 && <ImpactBars impact={row.impact} />}</Td>
      <Td className={numeric}>{row.stepCount}</Td>
      <Td>{row.authorName}</Td>
      <Td className={numeric}>
        <Age since={row.createdAt} form="ago" className="text-muted" />
      </Td>
    </Tr>
  );
}
