import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { kindPath } from "@/components/resources/resource-path";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { numeric, Table, Td, Th, Tr } from "@/components/ui/table";
import { kindNames } from "@/lib/domain/kinds";
import { loadNetwork } from "./load-resources";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("resources"))("title") };
}

/** Every kind with how many there are of it. */
export default async function ResourcesPage({ params }: { params: Promise<{ environment: string }> }) {
  const { environment: slug } = await params;
  const [{ network }, t, words] = await Promise.all([
    loadNetwork(slug),
    getTranslations("resources"),
    getTranslations("kinds"),
  ]);
  const failing = network.lists.filter(({ failure }) => failure !== null);
  return (
    <Page>
      <PageHeader title={t("title")} subtitle={t("about", { name: network.environment.name })} />
      {failing.length > 0 && (
        <Notice tone="unknown" className="mb-4">
          {t("someUnread", { count: failing.length })}
        </Notice>
      )}
      <Panel>
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("kind")}</Th>
              <Th className={numeric}>{t("count")}</Th>
              <Th className={numeric}>{t("unmanagedCount")}</Th>
              <Th className="max-sm:hidden">{t("whatItIs")}</Th>
            </tr>
          </thead>
          <tbody>
            {kindNames.map((kind) => {
              const all = network.resources.filter((resource) => resource.kind === kind);
              return (
                <Tr key={kind}>
                  <Td>
                    <Link href={kindPath(slug, kind)} className="font-strong hover:underline">
                      {words(`${kind}.plural`)}
                    </Link>
                  </Td>
                  <Td className={numeric}>{all.length}</Td>
                  <Td className={numeric}>{all.filter(({ desired }) => desired === null).length}</Td>
                  <Td className="whitespace-normal! text-muted max-sm:hidden">{words(`${kind}.about`)}</Td>
                </Tr>
              );
            })}
          </tbody>
        </Table>
      </Panel>
    </Page>
  );
}
