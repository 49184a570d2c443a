import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ApprovalsPanel } from "@/components/changes/approvals-panel";
import { ChangeBadge } from "@/components/changes/change-status";
import { DeltaCounts } from "@/components/changes/delta-counts";
import { DifferencePanel } from "@/components/changes/difference-panel";
import { DiscussionPanel } from "@/components/changes/discussion-panel";
import { GatesPanel } from "@/components/changes/gates-panel";
import { LifeLine } from "@/components/changes/life-line";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { environmentPath } from "@/components/shell/paths";
import { cn } from "@/components/ui/cn";
import { Instant } from "@/components/ui/instant";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import { countDelta } from "@/lib/domain/changes/count-delta";
import { namedKeys } from "@/lib/domain/changes/named-keys";
import { nameInKey } from "@/lib/domain/kinds/key";
import { requireViewer } from "@/lib/server/auth/viewer";
import { findChange } from "@/lib/server/changes/queries";
import { findEnvironment } from "@/lib/server/environments/queries";
import { resourceNames } from "@/lib/server/network/resource-names";
import { ChangeControls } from "./_actions/change-controls";
import { ChangeNotices } from "./_actions/change-notices";
import { ChangePlan } from "./_actions/change-plan";
import { CommentForm } from "./_actions/comment-form";
import { EditsPanel } from "./_actions/edits-panel";
import { ThreadActions } from "./_actions/thread-actions";

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
  return { change, environment, names };
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
  const { change, environment, names } = await loadChange(slug, number);
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
          <LifeLine status={change.status} />
        </div>
        <ChangeNotices change={change} address={address} />
        <div className="grid grid-cols-[minmax(0,1fr)_332px] items-start gap-4 max-lg:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-4">
            <ChangePlan change={change} address={address} />
            {plan && (
              <DifferencePanel
                diffs={plan.diffs}
                edits={change.edits}
                names={names}
                steps={plan.steps}
                view={view === "calls" ? "calls" : "fields"}
                hrefOf={(one) => (one === "calls" ? `${path}?view=calls` : path)}
              />
            )}
            <DiscussionPanel
              threads={change.threads}
              actionsOf={({ id, resolvedAt }) => (
                <ThreadActions address={address} threadId={id} isResolved={resolvedAt !== null} />
              )}
            >
              <CommentForm address={address} label={t("discussion.text")} sendLabel={t("discussion.send")} />
            </DiscussionPanel>
          </div>
          {/* On a phone people come to approve, so who approved stands first; once it runs, the steps do. */}
          <aside className={cn("flex min-w-0 flex-col gap-4", !run && "max-md:order-first")}>
            <ApprovalsPanel change={change} selfApproval={environment.selfApproval} />
            {!run && <GatesPanel gates={change.gates} />}
            {!run && (
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
            )}
            {change.submittedAt && !run && plan && (
              <Panel>
                <PanelHeader title={t("falls.title")} />
                <PanelBody className="py-2.5 text-xs text-text-2">{fallsText(change, t)}</PanelBody>
              </Panel>
            )}
          </aside>
        </div>
      </Page>
    </Words>
  );
}

async function Subtitle({ change, environmentName }: { change: ChangeView; environmentName: string }) {
  const t = await getTranslations("changes");
  const { plan, authorName: author } = change;
  return (
    <>
      <span>{t("number", { number: change.number })}</span>
      <span>{t(change.isOwn ? "head.byYou" : "head.by", { author })}</span>
      <span aria-hidden="true">·</span>
      {plan ? (
        <span>
          {t("head.planned")} <Instant at={plan.createdAt} />, {t("head.plan")}{" "}
          <span className="mono">{plan.hash.slice(0, HASH_SHOWN)}</span>
        </span>
      ) : (
        <span>{t("head.noPlan")}</span>
      )}
      {plan && plan.diffs.length > 0 && (
        <>
          <span aria-hidden="true">·</span>
          <DeltaCounts delta={countDelta(plan.diffs)} />
        </>
      )}
      <span aria-hidden="true">·</span>
      <span>{environmentName}</span>
    </>
  );
}

/** As many digits as people compare by eye. */
const HASH_SHOWN = 8;
const NAMES_SHOWN = 4;

function fallsText({ plan }: ChangeView, t: Awaited<ReturnType<typeof getTranslations<"changes">>>): string {
  const names = [
    ...new Set(plan?.diffs.filter(({ operation }) => operation !== "create").map(({ key }) => nameInKey(key))),
  ];
  return names.length > 0 ? t("falls.text", { names: names.slice(0, NAMES_SHOWN).join(", ") }) : t("falls.textNone");
}
