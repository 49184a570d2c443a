import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { connectionPath } from "@/components/connections/connection-path";
import { DriftBadge } from "@/components/resources/drift-badge";
import { fieldModels } from "@/components/resources/field-model";
import type { LinkOf } from "@/components/resources/field-value";
import { RemoveResource } from "@/components/resources/remove-resource";
import { ResourceFacts } from "@/components/resources/resource-facts";
import { editPath, kindPath, resourcePath } from "@/components/resources/resource-path";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { kindOf } from "@/lib/domain/kinds";
import { nameInKey } from "@/lib/domain/kinds/key";
import { diffResource } from "@/lib/domain/plan/diff-resource";
import { saveEditsAction } from "@/lib/server/changes/actions";
import { openProposals } from "@/lib/server/changes/open-proposals";
import { driftOf } from "@/lib/server/drift/queries";
import { resourceDetail } from "@/lib/server/network/queries";
import { kindIn, loadDrafts, loadNetwork } from "../../load-resources";
import { ListFailure } from "../list-failure";
import { DevicePanel } from "./_device/device-panel";
import { removalOf } from "./removal";
import { ResourceLinks } from "./resource-links";
import { ResourceTabs } from "./resource-tabs";

interface ResourcePageProps {
  params: Promise<{ environment: string; kind: string; key: string }>;
}

export async function generateMetadata({ params }: ResourcePageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

/** One resource: what is wanted and what EC2 shows, what it needs, what needs it, and what is about to happen to it. */
export default async function ResourcePage({ params }: ResourcePageProps) {
  const { environment: slug, kind: segment, key: name } = await params;
  const kind = kindIn(segment);
  const key = `${kind}/${decodeURIComponent(name)}`;
  const [{ viewer, network }, t, words] = await Promise.all([
    loadNetwork(slug),
    getTranslations("resources.detail"),
    getTranslations("kinds"),
  ]);
  const detail = resourceDetail(network, key);
  if (!detail) notFound();
  const { resource, references, referencedBy, list } = detail;
  const [proposals, drift, drafts] = await Promise.all([
    openProposals(viewer, network.environment.id),
    driftOf(network, key),
    viewer.can("edit") ? loadDrafts(viewer, network) : [],
  ]);
  const changes = proposals.flatMap(({ changeNumber, edits }) =>
    edits.filter((edit) => edit.key === key).map(({ operation }) => ({ changeNumber, operation })),
  );
  const known = new Map(network.resources.map((one) => [one.key, one.name]));
  const linkOf: LinkOf = (other) => ({
    name: known.get(other) ?? nameInKey(other),
    href: known.has(other) ? resourcePath(slug, other) : null,
  });
  const { desired, spec, observed } = resource;
  const differences =
    desired && observed
      ? diffResource({ schema: kindOf(kind).spec, wanted: desired, shown: spec, applied: desired })
      : [];
  const removal = removalOf(resource, referencedBy);
  return (
    <Page>
      <PageCrumb crumbs={[{ label: words(`${kind}.plural`), href: kindPath(slug, kind) }, { label: resource.name }]} />
      <PageHeader
        title={resource.name}
        badge={
          <>
            {resource.goneAt === null && resource.state !== null ? (
              <Badge className="font-mono">{resource.state}</Badge>
            ) : (
              <Badge tone="unknown">{t("notInAws")}</Badge>
            )}
            {desired === null && <Badge>{t("unmanaged")}</Badge>}
            <DriftBadge slug={slug} {...drift} />
          </>
        }
        subtitle={
          <>
            {words(`${kind}.label`)}
            {resource.awsId && (
              <>
                <span aria-hidden="true">·</span> <CopyId id={resource.awsId} />
              </>
            )}
            {resource.observedAt && (
              <>
                <span aria-hidden="true">·</span>
                {t.rich("since", { age: () => <Age since={resource.observedAt ?? network.now} /> })}
              </>
            )}
          </>
        }
        actions={
          viewer.can("edit") && (
            <>
              {kind === "vpn-connection" && resource.awsId && (
                <Button asChild>
                  <Link href={connectionPath(slug, key)}>{t("openConnection")}</Link>
                </Button>
              )}
              <Button asChild>
                <Link href={editPath(slug, key)}>
                  <Pencil aria-hidden="true" />
                  {t("edit")}
                </Link>
              </Button>
              {(kind === "vpn-connection" || kind === "vpc") && (
                <Button asChild variant="danger">
                  <Link href={environmentPath(slug, `/remove?of=${encodeURIComponent(key)}`)}>{t("removeByGoal")}</Link>
                </Button>
              )}
              {kind !== "vpn-connection" && kind !== "vpc" && removal.blockers.length === 0 && (
                <RemoveResource
                  slug={slug}
                  name={resource.name}
                  edits={removal.edits}
                  isDestructive={removal.isDestructive}
                  drafts={drafts}
                  save={saveEditsAction}
                />
              )}
            </>
          )
        }
      />
      <ResourceTabs path={resourcePath(slug, key)} />
      <div className="flex flex-col gap-4">
        {list?.failure && <ListFailure reading={{ ...list, failure: list.failure }} />}
        {changes.map(({ changeNumber, operation }) => (
          <Notice
            key={changeNumber}
            tone="proposed"
            action={
              <Link href={environmentPath(slug, `/changes/${changeNumber}`)} className="link">
                {t("openChange", { number: changeNumber })}
              </Link>
            }
          >
            {t(operation === "remove" ? "toBeRemoved" : "toBeChanged", { number: changeNumber })}
          </Notice>
        ))}
        {differences.length > 0 && (
          <Notice
            tone="degraded"
            action={
              <Link href={environmentPath(slug, "/drift")} className="link">
                {t("decideDrift")}
              </Link>
            }
          >
            {t("differ", { count: differences.length })}
          </Notice>
        )}
        <div className="grid grid-cols-[minmax(0,1fr)_328px] items-start gap-4 max-xl:grid-cols-1">
          <Panel>
            <PanelHeader title={t("facts")} />
            <PanelBody>
              <ResourceFacts fields={fieldModels(kind)} spec={spec} differences={differences} linkOf={linkOf} />
            </PanelBody>
          </Panel>
          <div className="flex flex-col gap-4">
            {kind === "customer-gateway" && (
              <DevicePanel viewer={viewer} environment={network.environment} customerGateway={key} />
            )}
            <ResourceLinks slug={slug} title={t("needs")} none={t("needsNothing")} resources={references} />
            <ResourceLinks
              slug={slug}
              title={t("neededBy")}
              none={t("neededByNothing")}
              resources={referencedBy}
              note={removal.blockers.length > 0 ? t("blockers", { count: removal.blockers.length }) : undefined}
            />
          </div>
        </div>
      </div>
    </Page>
  );
}
