import { getTranslations } from "next-intl/server";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import type { Viewer } from "@/lib/server/auth/viewer";
import { type Environment, listEnvironments } from "@/lib/server/environments/queries";
import { countResources } from "@/lib/server/network/count-resources";
import type { Network } from "@/lib/server/network/queries";

interface FirstStepsProps {
  slug: string;
  network: Network;
  viewer: Viewer;
}

/** An environment without a VPN: what was looked for and when, the first step, and a sample to look at. */
export async function FirstSteps({ slug, network: { environment, lists }, viewer }: FirstStepsProps) {
  const [t, sample] = await Promise.all([getTranslations("overview"), findSample(viewer, environment.id)]);
  const { name, region } = environment;
  const { readAt, failure } = lists.find(({ action }) => action === "DescribeVpnConnections") ?? {
    readAt: null,
    failure: null,
  };
  return (
    <Page>
      <h1 className="sr-only">{t("title")}</h1>
      <Panel>
        {readAt === null ? (
          <EmptyState title={failure ? t("empty.neverRead", { name }) : t("empty.reading", { region })}>
            {failure ? t("empty.neverReadBody") : t("empty.readingBody")}
          </EmptyState>
        ) : (
          <EmptyState
            title={t("empty.title", { name })}
            actions={
              <>
                {viewer.can("edit") && (
                  <Button asChild variant="primary">
                    <Link href={environmentPath(slug, "/setup")}>{t("empty.setUp")}</Link>
                  </Button>
                )}
                {sample && (
                  <Button asChild>
                    <Link href={environmentPath(sample.slug, "/")}>{t("empty.sample", { name: sample.name })}</Link>
                  </Button>
                )}
              </>
            }
          >
            {t.rich("empty.body", { region, age: () => <Age since={readAt} form="ago" /> })}{" "}
            {viewer.can("edit") ? t("empty.firstStep") : t("empty.noRight")}
          </EmptyState>
        )}
      </Panel>
    </Page>
  );
}

/** Another sandbox in which there is something to look at. */
async function findSample(viewer: Viewer, exceptId: string): Promise<Environment | undefined> {
  const sandboxes = (await listEnvironments(viewer)).filter(
    ({ purpose, id }) => purpose === "sandbox" && id !== exceptId,
  );
  const counts = await Promise.all(sandboxes.map(({ id }) => countResources(viewer, id)));
  return sandboxes.find((_, place) => (counts[place]?.connections ?? 0) > 0);
}
