import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { stagePath } from "@/components/setup/setup-path";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { STAGES } from "@/lib/domain/setup/stages";
import { finishGuideAction, startGuideAction } from "@/lib/server/setup/actions";
import { openGuides } from "@/lib/server/setup/guides";
import { loadNetwork } from "../resources/load-resources";
import { DropGuide } from "./drop-guide";
import { StartGuide } from "./start-guide";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") };
}

/** The guides that were begun, and a new one. */
export default async function SetupPage({ params }: { params: Promise<{ environment: string }> }) {
  const { environment: slug } = await params;
  const [{ viewer, network }, t] = await Promise.all([loadNetwork(slug), getTranslations("setup")]);
  const guides = await openGuides(viewer, network.environment.id);
  const canEdit = viewer.can("edit");
  return (
    <Page className="max-w-4xl">
      <PageHeader
        title={t("title")}
        subtitle={t("about")}
        actions={canEdit && <StartGuide slug={slug} start={startGuideAction} />}
        actionsNote={canEdit ? undefined : t("noRight")}
      />
      <Panel>
        <PanelHeader title={t("begun")} count={guides.length} />
        {guides.length === 0 ? (
          <EmptyState title={t("noneBegun")}>{t("noneBegunBody")}</EmptyState>
        ) : (
          <ul>
            {guides.map((guide) => (
              <li
                key={guide.id}
                className="flex min-h-row flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-2 last:border-b-0"
              >
                <Link href={stagePath(slug, guide.id, guide.stage)} className="font-strong hover:underline">
                  {guide.name || t("unnamed")}
                </Link>
                <span className="text-muted">
                  {t("at", {
                    step: STAGES.indexOf(guide.stage) + 1,
                    steps: STAGES.length,
                    stage: t(`stage.${guide.stage}`),
                  })}
                </span>
                {guide.changeNumber !== null && (
                  <Link href={environmentPath(slug, `/changes/${guide.changeNumber}`)} className="link">
                    {t("change", { number: guide.changeNumber })}
                  </Link>
                )}
                <span className="ml-auto flex items-center gap-3 text-muted">
                  <Age since={guide.updatedAt} form="ago" />
                  {canEdit && (
                    <>
                      <Button asChild size="small">
                        <Link href={stagePath(slug, guide.id, guide.stage)}>{t("goOn")}</Link>
                      </Button>
                      <DropGuide slug={slug} id={guide.id} name={guide.name || t("unnamed")} drop={finishGuideAction} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <section className="mt-6">
        <h2 className="mb-2">{t("how")}</h2>
        <ol className="grid list-decimal grid-cols-2 gap-x-8 gap-y-1.5 pl-5 text-text-2 max-sm:grid-cols-1">
          {STAGES.map((stage) => (
            <li key={stage}>
              <b className="font-medium text-text">{t(`stage.${stage}`)}</b> {t(`stageAbout.${stage}`)}
            </li>
          ))}
        </ol>
      </section>
    </Page>
  );
}
