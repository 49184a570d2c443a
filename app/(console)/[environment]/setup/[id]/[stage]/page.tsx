import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { stagePath } from "@/components/setup/setup-path";
import { SoFar } from "@/components/setup/so-far";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Words } from "@/i18n/words";
import { nameInKey } from "@/lib/domain/kinds/key";
import { pointingAt } from "@/lib/domain/kinds/neighbours";
import { isAskingStage, isStage, type Stage } from "@/lib/domain/setup/stages";
import { requireRight } from "@/lib/server/auth/viewer";
import { reachStageAction } from "@/lib/server/setup/actions";
import { AskingForm } from "./asking";
import { Configuration } from "./configuration";
import { ContinueTo } from "./continue-to";
import { Device } from "./device";
import { GuideSteps } from "./guide-steps";
import { canOpen, type LoadedGuide, loadGuide } from "./load-guide";
import { Review } from "./review";
import { TestConnectivity } from "./test-connectivity";

interface StagePageProps {
  params: Promise<{ environment: string; id: string; stage: string }>;
  searchParams: Promise<{ device?: string | string[]; ike?: string | string[] }>;
}

export async function generateMetadata({ params }: StagePageProps): Promise<Metadata> {
  const { stage } = await params;
  if (!isStage(stage)) notFound();
  return { title: (await getTranslations("setup"))(`stage.${stage}`) };
}

/** One stage of a guide; its address is enough to come back to it. */
export default async function StagePage({ params, searchParams }: StagePageProps) {
  const [{ environment: slug, id, stage }, asked, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("setup"),
  ]);
  if (!isStage(stage)) notFound();
  await requireRight("edit");
  const loaded = await loadGuide(slug, id);
  if (!canOpen(stage, loaded)) redirect(stagePath(slug, id, loaded.waitsAt ?? "review"));
  return (
    <div className="grid grow grid-cols-[244px_minmax(0,1fr)_300px] max-xl:grid-cols-[244px_minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[auto_1fr]">
      <PageCrumb crumbs={[{ label: loaded.guide.name || t("unnamed") }]} />
      <div className="border-r border-border px-6 py-5 max-md:border-r-0 max-md:border-b max-md:px-4">
        <GuideSteps stage={stage} loaded={loaded} />
      </div>
      <div className="flex min-w-0 flex-col px-8 pt-5 max-md:px-4">
        <h1>{t(`stage.${stage}`)}</h1>
        <p className="mt-0.5 mb-5 max-w-prose text-text-2">{t(`stageIntro.${stage}`)}</p>
        <Words of="stage">
          <StageBody stage={stage} loaded={loaded} asked={asked} />
        </Words>
      </div>
      <div className="border-l border-border bg-surface px-5 py-5 max-xl:hidden">
        <SoFar {...soFar(loaded)} hasHints={stage === "connection" || stage === "review"} />
      </div>
    </div>
  );
}

async function StageBody({
  stage,
  loaded,
  asked,
}: {
  stage: Stage;
  loaded: LoadedGuide;
  asked: Awaited<StagePageProps["searchParams"]>;
}) {
  const t = await getTranslations("setup.wait");
  if (isAskingStage(stage)) return <AskingForm stage={stage} loaded={loaded} />;
  const { slug, guide, change, isApplied, isFixed, network, connection } = loaded;
  const foot = (waitsFor?: string) => (
    <ContinueTo
      slug={slug}
      id={guide.id}
      stage={stage}
      waitsFor={waitsFor}
      canGoBack={stage !== "review" || !isFixed}
      reach={reachStageAction}
    />
  );
  switch (stage) {
    case "review":
      return (
        <>
          <div className="grow">
            {change && <Review slug={slug} change={change} environment={network.environment} />}
          </div>
          {foot(isApplied ? undefined : t("applied"))}
        </>
      );
    case "configuration":
      return (
        <>
          <div className="grow">
            <Configuration loaded={loaded} asked={asked} />
          </div>
          {foot()}
        </>
      );
    case "device": {
      const isUp = connection?.tunnels.some(({ state }) => state === "up") ?? false;
      return (
        <>
          <div className="grow">
            <Device loaded={loaded} />
          </div>
          {foot(isUp ? undefined : t("tunnelUp"))}
        </>
      );
    }
    case "test":
      return <TestConnectivity loaded={loaded} />;
  }
}

function soFar({ guide, draft, change, edits, isApplied, isFixed, view }: LoadedGuide) {
  const { answers } = guide;
  const end = (kind: string, key: string | undefined, name?: string) => {
    const edit = edits.find((one) => one.kind === kind);
    if (edit) return { name: nameInKey(edit.key), isNew: true };
    if (key !== undefined) return { name: view.get(key)?.name ?? nameInKey(key), isNew: false };
    return name ? { name, isNew: true } : null;
  };
  const customer = answers["customer-gateway"];
  const gateway = answers["vpn-gateway"];
  const vpc = end("vpc", answers.network?.use === "existing" ? answers.network.vpc || undefined : undefined);
  const subnets = isFixed
    ? edits.filter(({ kind }) => kind === "subnet").length
    : pointingAt(draft.view, "subnet", "vpc", draft.vpc ?? "").length;
  return {
    site: end("customer-gateway", customer?.use === "existing" ? customer.key : undefined, answers.needs?.site),
    gateway: end("vpn-gateway", gateway?.use === "existing" ? gateway.key : undefined),
    vpc,
    subnetCount: subnets,
    hasConnection: edits.some(({ kind }) => kind === "vpn-connection"),
    editCount: edits.length,
    changeNumber: change?.number ?? null,
    isApplied,
    isBegun: change !== null && change.run !== null,
  };
}
