import { ArrowRight, Pencil, Trash2, Waypoints } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { connectionPath } from "@/components/connections/connection-path";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { DriftBadge } from "@/components/resources/drift-badge";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { environmentPath } from "@/components/shell/paths";
import { HealthBadge } from "@/components/status/status";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { nameInKey } from "@/lib/domain/kinds/key";
import { driftOf } from "@/lib/server/drift/queries";
import { type ConnectionParams, loadConnection } from "./load-connection";
import { NotInAws } from "./not-in-aws";

interface ConnectionLayoutProps extends ConnectionParams {
  children: ReactNode;
}

export async function generateMetadata(props: ConnectionParams): Promise<Metadata> {
  const { key, found } = await loadConnection(props);
  return { title: found?.row.name ?? nameInKey(key) };
}

/** Head of a connection: which one, how it is and since when; its parts as tabs. */
export default async function ConnectionLayout({ children, ...props }: ConnectionLayoutProps) {
  const [loaded, t, history, handover, compare, keys] = await Promise.all([
    loadConnection(props),
    getTranslations("connections.detail"),
    getTranslations("drift.history"),
    getTranslations("handover"),
    getTranslations("compare"),
    getTranslations("keys"),
  ]);
  const { slug, key, found, viewer, network } = loaded;
  if (!found) return <NotInAws loaded={loaded} />;
  const { row } = found;
  const drift = await driftOf(network, key);
  const noRight = viewer.can("edit") ? undefined : t("noEdit");
  return (
    <>
      <div className="px-6 pt-5 max-md:px-4 print:p-0">
        <PageCrumb crumbs={[{ label: row.name }]} />
        <PageHeader
          className="mb-2!"
          title={row.name}
          badge={
            // How it is at this minute is nothing for paper.
            <span className="contents print:hidden">
              <StateBadge row={row} />
              <DriftBadge slug={slug} {...drift} />
            </span>
          }
          subtitle={<Subtitle row={row} slug={slug} />}
          actions={
            <>
              <Button asChild>
                <Link href={environmentPath(slug, `/topology?focus=${encodeURIComponent(key)}`)}>
                  <Waypoints aria-hidden="true" />
                  {t("onMap")}
                </Link>
              </Button>
              {noRight === undefined && (
                <>
                  <Button asChild>
                    <Link
                      href={environmentPath(
                        slug,
                        `/resources/vpn-connection/${encodeURIComponent(nameInKey(key))}/edit`,
                      )}
                    >
                      <Pencil aria-hidden="true" />
                      {t("edit")}
                    </Link>
                  </Button>
                  <Button asChild variant="danger">
                    <Link href={environmentPath(slug, `/remove?of=${encodeURIComponent(key)}`)}>
                      <Trash2 aria-hidden="true" />
                      {t("remove")}
                    </Link>
                  </Button>
                </>
              )}
            </>
          }
          actionsNote={noRight}
        />
      </div>
      <Tabs
        label={t("tabs.label")}
        tabs={[
          { href: connectionPath(slug, key), label: t("tabs.overview") },
          { href: connectionPath(slug, key, "options"), label: t("tabs.options") },
          {
            href: connectionPath(slug, key, "routes"),
            label: t("tabs.routes"),
            count: row.routing === "static" ? row.prefixes.length : undefined,
          },
          { href: connectionPath(slug, key, "configuration"), label: t("tabs.configuration") },
          { href: connectionPath(slug, key, "hand-over"), label: handover("tab") },
          { href: connectionPath(slug, key, "compare"), label: compare("tab") },
          { href: connectionPath(slug, key, "keys"), label: keys("tab") },
          { href: connectionPath(slug, key, "changes"), label: t("tabs.changes") },
          { href: connectionPath(slug, key, "history"), label: history("tab") },
        ]}
      />
      {children}
    </>
  );
}

async function StateBadge({ row }: { row: ConnectionRow }) {
  const t = await getTranslations("connections");
  const progress = row.state === "pending" || row.state === "modifying" || row.state === "deleting" ? row.state : null;
  const { since } = row;
  return (
    <>
      <HealthBadge
        health={row.health}
        word={row.health === "pending" && progress ? t(`progress.${progress}`) : undefined}
      />
      {since && (
        <span className="text-xs text-text-2">
          {t.rich("detail.since", { age: () => <Age since={since} />, instant: () => <Instant at={since} /> })}
        </span>
      )}
    </>
  );
}

async function Subtitle({ row: { awsId, site, gateway }, slug }: { row: ConnectionRow; slug: string }) {
  const t = await getTranslations("connections.detail");
  return (
    <>
      {awsId && <CopyId id={awsId} />}
      {site && (
        <>
          <span aria-hidden="true">·</span>
          <Link href={resourcePath(slug, site.key)} className="hover:underline">
            {site.name}
          </Link>
          <span className="mono">{site.ipAddress}</span>
        </>
      )}
      {gateway && (
        <>
          <ArrowRight aria-label={t("to")} className="size-3 text-muted" />
          {gateway.type === "vpn-gateway" ? (
            <Link href={resourcePath(slug, gateway.key)} className="hover:underline">
              {gateway.name}
            </Link>
          ) : (
            <CopyId id={gateway.name} />
          )}
          {gateway.vpc && <span>{t("vpc", { name: gateway.vpc.name })}</span>}
        </>
      )}
    </>
  );
}

function resourcePath(slug: string, key: string): string {
  const [kind = "", ...rest] = key.split("/");
  return environmentPath(slug, `/resources/${kind}/${encodeURIComponent(rest.join("/"))}`);
}
