import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { kindPath, resourcePath } from "@/components/resources/resource-path";
import { SpecForm } from "@/components/resources/spec-form";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Words } from "@/i18n/words";
import { nameInKey } from "@/lib/domain/kinds/key";
import { checkEditAction, saveResourceAction } from "@/lib/server/changes/actions";
import { startOf } from "@/lib/server/changes/save-resource";
import { kindIn, loadForm } from "../../../load-resources";

interface EditPageProps {
  params: Promise<{ environment: string; kind: string; key: string }>;
  searchParams: Promise<{ change?: string }>;
}

export async function generateMetadata({ params }: EditPageProps): Promise<Metadata> {
  const name = decodeURIComponent((await params).key);
  return { title: (await getTranslations("resources.form"))("editTitle", { name }) };
}

/** The form of a resource that is there, or that a draft proposes. */
export default async function EditPage({ params, searchParams }: EditPageProps) {
  const [{ environment: slug, kind: segment, key: name }, asked] = await Promise.all([params, searchParams]);
  const kind = kindIn(segment);
  const key = `${kind}/${decodeURIComponent(name)}`;
  const [{ viewer, network, fields, options, drafts }, t, words] = await Promise.all([
    loadForm(slug, kind),
    getTranslations("resources.form"),
    getTranslations("kinds"),
  ]);
  const changeNumber = drafts.find(({ number }) => String(number) === asked.change)?.number;
  const start = await startOf(viewer, { environmentSlug: slug, key, changeNumber });
  if (start.spec === null) notFound();
  const resource = network.resources.find((one) => one.key === key);
  const shownName = resource?.name ?? nameInKey(key);
  const title = t("editTitle", { name: shownName });
  return (
    <Words of="form">
      <Page className="max-w-5xl pb-0!">
        <PageCrumb
          crumbs={[
            { label: words(`${kind}.plural`), href: kindPath(slug, kind) },
            { label: shownName, href: resourcePath(slug, key) },
            { label: t("edit") },
          ]}
        />
        <PageHeader title={title} subtitle={words(`${kind}.about`)} />
        <SpecForm
          slug={slug}
          kind={kind}
          resource={{ key, name: shownName, isInAws: resource?.awsId != null && resource.goneAt === null }}
          spec={start.spec}
          fields={fields}
          options={options}
          drafts={drafts}
          changeNumber={changeNumber}
          cancelHref={resource ? resourcePath(slug, key) : kindPath(slug, kind)}
          actions={{ check: checkEditAction, save: saveResourceAction }}
        />
      </Page>
    </Words>
  );
}
