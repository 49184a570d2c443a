import { getTranslations } from "next-intl/server";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { LoadedConnection } from "./load-connection";

/** Stands for a connection that EC2 does not list: an old link, one that was removed, or one that is still to be made. */
export async function NotInAws({ loaded: { slug, key, network } }: { loaded: LoadedConnection }) {
  const t = await getTranslations("connections.notInAws");
  const name = nameInKey(key);
  const readAt = network.lists.find(({ action }) => action === "DescribeVpnConnections")?.readAt;
  return (
    <Page>
      <PageCrumb crumbs={[{ label: name }]} />
      <h1 className="sr-only">{name}</h1>
      <Panel>
        <EmptyState
          title={t("title", { name })}
          actions={
            <>
              <Button asChild>
                <Link href={environmentPath(slug, "/connections")}>{t("list")}</Link>
              </Button>
              <Button asChild>
                <Link href={environmentPath(slug, "/changes")}>{t("changes")}</Link>
              </Button>
            </>
          }
        >
          {readAt
            ? t.rich("body", { region: network.environment.region, age: () => <Age since={readAt} form="ago" /> })
            : t("neverRead")}
        </EmptyState>
      </Panel>
    </Page>
  );
}
