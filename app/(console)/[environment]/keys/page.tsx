import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StepRow } from "@/components/changes/step-row";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { PhraseText } from "@/components/ui/phrase";
import { Words } from "@/i18n/words";
import { kinds } from "@/lib/domain/kinds";
import { isAcceptable } from "@/lib/domain/problem";
import { requireRight } from "@/lib/server/auth/viewer";
import { openProposals } from "@/lib/server/changes/open-proposals";
import { driftOf } from "@/lib/server/drift/queries";
import { proposeKeysAction } from "@/lib/server/keys/actions";
import { keyAges } from "@/lib/server/keys/queries";
import { loadConnections } from "../load-connections";
import { CautionList } from "./caution-list";
import { ChosenConnections } from "./chosen-connections";
import {
  addressesInOrder,
  CONNECTIONS_MAX,
  cautionsOf,
  parseAsked,
  planRotation,
  type RotationQuery,
} from "./load-rotation";
import { RotationForm } from "./rotation-form";

interface KeysPageProps {
  params: Promise<{ environment: string }>;
  searchParams: Promise<RotationQuery>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("title") };
}

/** Gives connections new keys: which, which way, what will happen and who acts when; then one change of it all. */
export default async function KeysPage({ params, searchParams }: KeysPageProps) {
  const [{ environment: slug }, query, t] = await Promise.all([params, searchParams, getTranslations("keys")]);
  await requireRight("edit");
  const { viewer, network, rows } = await loadConnections(slug);
  const asked = parseAsked(query, rows);
  const chosen = asked.of.flatMap((key) => rows.find((row) => row.key === key) ?? []);
  const [ages, proposals, drifts] = await Promise.all([
    keyAges(viewer, network.environment.id, asked.of),
    openProposals(viewer, network.environment.id),
    Promise.all(asked.of.map(async (key) => ({ key, ...(await driftOf(network, key)) }))),
  ]);
  const drifted = new Set(drifts.flatMap(({ key, fields }) => (fields > 0 ? key : [])));
  const { plan, problems } = planRotation(network, asked);
  const [first] = asked.of;
  const options = rows.map(({ key, name, awsId }) => ({ key, name, detail: awsId ?? "" }));
  return (
    <Words of="keys">
      <Page className="max-w-4xl">
        <PageCrumb crumbs={[{ label: t("title") }]} />
        <PageHeader title={t("title")} subtitle={t("about")} />
        <RotationForm
          slug={slug}
          asked={asked}
          names={chosen.map(({ name }) => name)}
          options={asked.of.length < CONNECTIONS_MAX ? options.filter(({ key }) => !asked.of.includes(key)) : []}
          addresses={first === undefined ? [] : addressesInOrder(network, first)}
          minutesToReplace={minutesToReplace()}
          isBlocked={!isAcceptable(problems)}
          propose={proposeKeysAction}
          chosen={<ChosenConnections slug={slug} asked={asked} rows={chosen} ages={ages} />}
        >
          {problems.map((problem) => (
            <Notice key={JSON.stringify(problem)} tone={problem.severity === "error" ? "down" : "degraded"}>
              <PhraseText phrase={problem.phrase} />
            </Notice>
          ))}
          <CautionList slug={slug} cautions={cautionsOf({ ...asked, rows: chosen, ages, proposals, drifted })} />
          <Panel className="overflow-hidden">
            <PanelHeader title={t("happens")} count={t("steps", { count: plan.steps.length })} />
            {plan.steps.length === 0 ? (
              <EmptyState title={t(asked.of.length === 0 ? "whichNone" : "happensNothing")}>
                {asked.of.length === 0 && t("whichNoneBody")}
              </EmptyState>
            ) : (
              <ol>
                {plan.steps.map((step, index) => (
                  <StepRow key={step.id} number={index + 1} step={step} />
                ))}
              </ol>
            )}
          </Panel>
        </RotationForm>
      </Page>
    </Words>
  );
}

/** How long AWS has no connection at all, as it usually takes. */
function minutesToReplace(): { least: number; most: number } {
  const { remove, create } = kinds["vpn-connection"].timing;
  const minutes = (bound: 0 | 1) => Math.ceil((remove.typicalSeconds[bound] + create.typicalSeconds[bound]) / 60);
  return { least: minutes(0), most: minutes(1) };
}
