import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { connectionPath } from "@/components/connections/connection-path";
import { type FieldModel, fieldModels } from "@/components/resources/field-model";
import { useFieldText } from "@/components/resources/field-value";
import { newResourcePath, resourcePath } from "@/components/resources/resource-path";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import type { KindName } from "@/lib/domain/kinds";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { NetworkResource } from "@/lib/server/network/known-resources";
import type { Network } from "@/lib/server/network/queries";
import { kindIn, loadNetwork } from "../load-resources";
import { ListFailure } from "./list-failure";
import { ResourceTable } from "./resource-table";

interface KindPageProps {
  params: Promise<{ environment: string; kind: string }>;
}

export async function generateMetadata({ params }: KindPageProps): Promise<Metadata> {
  const kind = kindIn((await params).kind);
  return { title: (await getTranslations("kinds"))(`${kind}.plural`) };
}

/** The resources of one kind, with the facts of their spec as columns. */
export default async function KindPage({ params }: KindPageProps) {
  const { environment: slug, kind: segment } = await params;
  const kind = kindIn(segment);
  const { viewer, network } = await loadNetwork(slug);
  return (
    <Page>
      <KindList slug={slug} kind={kind} network={network} canEdit={viewer.can("edit")} />
    </Page>
  );
}

/** Lists are for comparing; what differs from one tunnel to the next stands on the page of the connection. */
const NO_COLUMN = new Set<FieldModel["widget"]>(["tunnels", "presharedKey"]);

function KindList({
  slug,
  kind,
  network,
  canEdit,
}: {
  slug: string;
  kind: KindName;
  network: Network;
  canEdit: boolean;
}) {
  const t = useTranslations("resources");
  const words = useTranslations("kinds");
  const text = useFieldText();
  const fields = fieldModels(kind).filter(({ name, widget }) => name !== "name" && !NO_COLUMN.has(widget));
  const names = new Map(network.resources.map(({ key, name }) => [key, name]));
  const nameOf = (key: unknown) => names.get(String(key)) ?? nameInKey(String(key));
  const cell = (field: FieldModel, value: unknown) => {
    if (field.widget === "reference") return value === undefined ? "" : nameOf(value);
    if (field.widget === "references") return (Array.isArray(value) ? value : []).map(nameOf).join(", ");
    return value === undefined ? "" : text(field, value);
  };
  const rows = network.resources
    .filter((resource) => resource.kind === kind)
    .map((resource) => ({
      key: resource.key,
      name: resource.name,
      href: hrefOf(slug, resource),
      awsId: resource.awsId,
      state: resource.goneAt === null ? resource.state : null,
      isManaged: resource.desired !== null,
      since: (resource.goneAt ?? resource.observedAt)?.toISOString() ?? null,
      cells: Object.fromEntries(fields.map((field) => [field.name, cell(field, resource.spec[field.name])])),
    }));
  const plural = words(`${kind}.plural`);
  const reading = network.lists.find(({ kinds }) => kinds.includes(kind));
  const create = canEdit && (
    <Button asChild size="small">
      <Link href={newResourcePath(slug, kind)}>
        <Plus aria-hidden="true" />
        {t("list.create")}
      </Link>
    </Button>
  );
  return (
    <>
      <PageCrumb crumbs={[{ label: plural }]} />
      <h1 className="sr-only">{plural}</h1>
      <p className="mb-4 max-w-prose text-text-2">{words(`${kind}.about`)}</p>
      {reading?.failure && <ListFailure reading={{ ...reading, failure: reading.failure }} />}
      <ResourceTable
        kind={kind}
        title={plural}
        rows={rows}
        columns={fields.map((field) => ({
          name: field.name,
          label: words(`${kind}.fields.${field.name}.label`),
          isMono: field.widget === "cidr" || field.widget === "ip",
        }))}
        empty={
          <EmptyState title={t("list.empty", { kinds: plural, name: network.environment.name })} actions={create}>
            {reading?.readAt
              ? t.rich("list.emptyBody", {
                  action: reading.action,
                  region: network.environment.region,
                  age: () => <Age since={reading.readAt ?? network.now} form="ago" />,
                })
              : t("list.notRead")}
          </EmptyState>
        }
        actions={create}
      />
    </>
  );
}

function hrefOf(slug: string, { kind, key, awsId }: NetworkResource): string {
  return kind === "vpn-connection" && awsId !== null ? connectionPath(slug, key) : resourcePath(slug, key);
}
