import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ApprovalsPanel } from "@/components/changes/approvals-panel";
import { ChangeBadge } from "@/components/changes/change-status";
import { DifferencePanel } from "@/components/changes/difference-panel";
import { DiscussionPanel } from "@/components/changes/discussion-panel";
import { GatesPanel } from "@/components/changes/gates-panel";
import { LifeLine } from "@/components/changes/life-line";
import { TakenOverPanel } from "@/components/changes/taken-over-panel";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { environmentPath } from "@/components/shell/paths";
import { cn } from "@/components/ui/cn";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Words } from "@/i18n/words";
import { namedKeys } from "@/lib/domain/changes/named-keys";
import { nameInKey } from "@/lib/domain/kinds/key";
import { requireViewer } from "@/lib/server/auth/viewer";
import { findChange } from "@/lib/server/changes/queries";
import { takenOver } from "@/lib/server/drift/taken-over";
import { findEnvironment } from "@/lib/server/environments/queries";
import { resourceNames } from "@/lib/server/network/resource-names";
import { ChangeControls } from "./_actions/change-controls";
import { ChangeNotices } from "./_actions/change-notices";
import { ChangePlan } from "./_actions/change-plan";
import { CommentForm } from "./_actions/comment-form";
import { EditsPanel } from "./_actions/edits-panel";
import { ThreadActions } from "./_actions/thread-actions";
import { Subtitle } from "./_parts/subtitle";
import { WhatFalls } from "./_parts/what-falls";
import { WorstStep } from "./_parts/worst-step";

interface ChangePageProps {
  params: Promise<{ environment: string; number: string }>;
  searchParams: Promise<{ view?: string | string[] }>;
}

const loadChange = cache(async (slug: string, number: string) => {
  const viewer = await requireViewer();
  const changeNumber = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null;
  const environment = await findEnvironment(viewer, slug);
  if (!environment || changeNumber === null) notFound();
  const change = await findChange(viewer, { environmentSlug: slug, changeNumber });
  if (!change) notFound();
  const diffs = change.plan?.diffs ?? [];
  const named = await resourceNames(viewer, { environmentId: environment.id, keys: [...namedKeys(diffs)] });
  // What the change calls an object is newer than what the network does.
  const names = new Map([...named, ...diffs.map(({ key, name }) => [key, name] as const)]);
  // What a plan cannot be made of has no difference either, and is nothing that AWS has already.
  const isSound = change.plan?.problems.every(({ severity }) => severity !== "error") ?? false;
  const planned = { environmentId: environment.id, changeNumber, edits: change.edits, diffs };
  const taken = isSound ? await takenOver(viewer, planned) : [];
  return { change, environment, names, taken };
});

export async function generateMetadata({ params }: ChangePageProps): Promise<Metadata> {
  const { environment: slug, number } = await params;
  const { change } = await loadChange(slug, number);
  const t = await getTranslations("changes");
  return { title: `${t("number", { number: change.number })} ${change.title}` };
}

/** One change: its plan as it is executed, who approved it, what still stands in the way, and its run while it runs. */
export default async function ChangePage({ params, searchParams }: ChangePageProps) {
  const [{ environment: slug, number }, { view }, t, kinds] = await Promise.all([
    params,
    searchParams,
    getTranslations("changes"),
    getTranslations("kinds"),
  ]);
  const { change, environment, names, taken } = await loadChange(slug, number);
  const address = { environmentSlug: slug, changeNumber: change.number };
  const path = environmentPath(slug, `/changes/${change.number}`);
  const { plan, run } = change;
  return (
    <Words of="changes">
      {/* On a phone the decision stands over the foot of the page. */}
      <Page className="max-sm:pb-40">
        <PageCrumb crumbs={[{ label: t("number", { number: change.number }) }]} />
        <PageHeader
          title={change.title}
          badge={<ChangeBadge status={change.status} />}
          subtitle={<Subtitle change={change} environmentName={environment.name} />}
          actions={<ChangeControls change={change} address={address} environment={environment} />}
          className="mb-3"
        />
        <div className="mb-4">
          <LifeLine
            status={change.status}
            isSubmitted={change.submittedAt !== null}
            isUnapproved={change.breakGlass !== null}
          />
        </div>
        <ChangeNotices change={change} address={address} />
        {/* On a phone people come to approve, so that stands first; once it runs, the steps do. */}
        <div className="grid grid-cols-[minmax(0,1fr)_332px] items-start gap-4 max-lg:grid-cols-1 lg:grid-rows-[auto_1fr]">
          <aside className={cn("flex min-w-0 flex-col gap-4 lg:col-start-2", run && "max-md:order-1")}>
            {!run && plan && <WorstStep plan={plan} />}
            <ApprovalsPanel change={change} selfApproval={environment.selfApproval} />
            {!run && <GatesPanel gates={change.gates} />}
          </aside>
          <div className="flex min-w-0 flex-col gap-4 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            <ChangePlan change={change} address={address} />
            {/* What is only taken over has no difference, and says so itself. */}
            {plan && (plan.diffs.length > 0 || taken.length === 0) && (
              <DifferencePanel
                diffs={plan.diffs}
                edits={change.edits}
                names={names}
                steps={plan.steps}
                view={view === "calls" ? "calls" : "fields"}
                hrefOf={(one) => (one === "calls" ? `${path}?view=calls` : path)}
              />
            )}
            <TakenOverPanel taken={taken} nameOf={(key) => names.get(key) ?? nameInKey(key)} />
            <DiscussionPanel
              threads={change.threads}
              actionsOf={({ id, resolvedAt }) => (
                <ThreadActions address={address} threadId={id} isResolved={resolvedAt !== null} />
              )}
            >
              <CommentForm address={address} label={t("discussion.text")} sendLabel={t("discussion.send")} />
            </DiscussionPanel>
          </div>
          {!run && (
            <div className="flex min-w-0 flex-col gap-4 lg:col-start-2">
              <EditsPanel
                edits={change.edits.map(({ kind, key, operation }) => ({
                  ...{ key, operation },
                  name: names.get(key) ?? nameInKey(key),
                  kindName: kinds(`${kind}.label`),
                }))}
                revision={change.revision}
                canTakeOut={change.may.edit && change.may.submit}
                address={address}
              />
              {change.submittedAt && plan && <WhatFalls plan={plan} />}
            </div>
          )}
        </div>
      </Page>
    </Words>
  );
}
