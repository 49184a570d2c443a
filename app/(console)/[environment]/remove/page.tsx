import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { StepRow } from "@/components/changes/step-row";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { PhraseText } from "@/components/ui/phrase";
import { Words } from "@/i18n/words";
import { isAcceptable } from "@/lib/domain/problem";
import { requireRight } from "@/lib/server/auth/viewer";
import { saveEditsAction } from "@/lib/server/changes/actions";
import { loadNetwork } from "../resources/load-resources";
import { type AskedRemoval, parseAsked, planRemoval } from "./load-removal";
import { ProposeRemoval } from "./propose-removal";
import { RemovalChoice } from "./removal-choice";

interface RemovePageProps {
  params: Promise<{ environment: string }>;
  searchParams: Promise<{ goal?: string | string[]; of?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("remove"))("title") };
}

/** Takes a connection or a whole VPC down: what stands in the way first, then what goes, in its order, and what is lost. */
export default async function RemovePage({ params, searchParams }: RemovePageProps) {
  const [{ environment: slug }, query, t] = await Promise.all([params, searchParams, getTranslations("remove")]);
  await requireRight("edit");
  const { network } = await loadNetwork(slug);
  const asked = parseAsked(query);
  const options = network.resources
    .filter(({ kind, goneAt }) => goneAt === null && (kind === "vpn-connection" || kind === "vpc"))
    .map(({ key, name, awsId }) => ({ key, name, detail: awsId ?? "" }));
  const removal = asked.of === null ? null : planRemoval(network, asked.goal, asked.of);
  return (
    <Words of="remove">
      <Page className="max-w-4xl">
        <PageCrumb crumbs={[{ label: t("title") }]} />
        <PageHeader title={t("title")} subtitle={t("about")} />
        <div className="flex flex-col gap-4">
          <Panel>
            <PanelHeader title={t("what")} />
            <PanelBody>
              <RemovalChoice slug={slug} goal={asked.goal} of={asked.of} options={options} />
            </PanelBody>
          </Panel>
          {removal ? (
            <Removal slug={slug} goal={asked.goal} removal={removal} />
          ) : (
            <Panel>
              <EmptyState title={t(asked.of === null ? "choose" : "notThere")}>{t("chooseBody")}</EmptyState>
            </Panel>
          )}
        </div>
      </Page>
    </Words>
  );
}

interface RemovalProps {
  slug: string;
  goal: AskedRemoval["goal"];
  removal: NonNullable<ReturnType<typeof planRemoval>>;
}

async function Removal({ slug, goal, removal }: RemovalProps) {
  const t = await getTranslations("remove");
  const { name, edits, blockers, plan, lost } = removal;
  const isPossible = isAcceptable(blockers);
  return (
    <>
      {blockers.map((problem) => (
        <Notice key={JSON.stringify(problem.phrase)} tone={problem.severity === "error" ? "down" : "degraded"}>
          <PhraseText phrase={problem.phrase} />
        </Notice>
      ))}
      <Panel className="overflow-hidden">
        <PanelHeader title={t("order")} count={t("steps", { count: plan.steps.length })} />
        {plan.steps.length === 0 ? (
          <EmptyState title={t("nothing")} />
        ) : (
          <ol>
            {plan.steps.map((step, index) => (
              <StepRow key={step.id} number={index + 1} step={step} />
            ))}
          </ol>
        )}
      </Panel>
      <Panel>
        <PanelHeader title={t("lost")} />
        <PanelBody>
          <Lost lost={lost} goal={goal} />
        </PanelBody>
      </Panel>
      <div className="flex flex-col items-end">
        <ProposeRemoval
          slug={slug}
          name={name}
          edits={edits}
          save={saveEditsAction}
          disabledReason={isPossible ? undefined : t("blocked")}
        >
          <Lost lost={lost} goal={goal} />
        </ProposeRemoval>
      </div>
    </>
  );
}

async function Lost({ lost, goal }: { lost: RemovalProps["removal"]["lost"]; goal: AskedRemoval["goal"] }) {
  const [t, format] = await Promise.all([getTranslations("remove"), getFormatter()]);
  return (
    <ul className="flex flex-col gap-2">
      {lost.addresses.length > 0 && (
        <li>
          <p>{t("addresses", { count: lost.addresses.length })}</p>
          <p className="mt-1 flex flex-wrap gap-1">
            {lost.addresses.map(({ outsideIpAddress, connection }) => (
              <Chip key={`${connection} ${outsideIpAddress}`}>{outsideIpAddress}</Chip>
            ))}
          </p>
        </li>
      )}
      {lost.prefixes.length > 0 && (
        <li>
          <p>{t("prefixes")}</p>
          <p className="mt-1 flex flex-wrap gap-1">
            {[...new Set(lost.prefixes)].map((prefix) => (
              <Chip key={prefix}>{prefix}</Chip>
            ))}
          </p>
        </li>
      )}
      {lost.announcing.length > 0 && <li>{t("announced", { names: format.list(lost.announcing) })}</li>}
      {lost.addresses.length > 0 && <li>{t("keys")}</li>}
      {goal === "vpc" && <li>{t("vpcLost")}</li>}
      {lost.addresses.length === 0 && goal !== "vpc" && <li>{t("noTunnels")}</li>}
    </ul>
  );
}
