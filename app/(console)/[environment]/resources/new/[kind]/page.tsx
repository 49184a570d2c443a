import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { kindPath } from "@/components/resources/resource-path";
import { SpecForm } from "@/components/resources/spec-form";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Words } from "@/i18n/words";
import { checkEditAction, saveResourceAction } from "@/lib/server/changes/actions";
import { kindIn, loadForm } from "../../load-resources";

interface NewResourcePageProps {
  params: Promise<{ environment: string; kind: string }>;
  /** Fields to begin with, by name, and the draft that it goes into as `change`. */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: NewResourcePageProps): Promise<Metadata> {
  const kind = kindIn((await params).kind);
  const words = await getTranslations("kinds");
  return { title: words(`${kind}.new`) };
}

/** The form of a resource that is not there yet. */
export default async function NewResourcePage({ params, searchParams }: NewResourcePageProps) {
  const [{ environment: slug, kind: segment }, asked] = await Promise.all([params, searchParams]);
  const kind = kindIn(segment);
  const [{ fields, options, drafts }, words] = await Promise.all([loadForm(slug, kind), getTranslations("kinds")]);
  const title = words(`${kind}.new`);
  const draft = drafts.find(({ number }) => String(number) === asked.change);
  return (
    <Words of="form">
      <Page className="max-w-5xl pb-0!">
        <PageCrumb crumbs={[{ label: words(`${kind}.plural`), href: kindPath(slug, kind) }, { label: title }]} />
        <PageHeader title={title} subtitle={words(`${kind}.about`)} />
        <SpecForm
          slug={slug}
          kind={kind}
          resource={null}
          spec={Object.fromEntries(fields.flatMap(({ name, widget }) => startOf(name, widget, asked[name])))}
          fields={fields}
          options={options}
          drafts={drafts}
          changeNumber={draft?.number}
          cancelHref={kindPath(slug, kind)}
          actions={{ check: checkEditAction, save: saveResourceAction }}
        />
      </Page>
    </Words>
  );
}

function startOf(name: string, widget: string, value: string | string[] | undefined): [string, unknown][] {
  if (value === undefined) return [];
  return [[name, widget === "references" || widget === "choices" ? [value].flat() : [value].flat()[0]]];
}
