import { useTranslations } from "next-intl";
import { ChangeStatusWord } from "@/components/changes/change-status";
import { environmentPath } from "@/components/shell/paths";
import { ImpactBars } from "@/components/status/impact-bars";
import { Age } from "@/components/ui/age";
import { Link } from "@/components/ui/link";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ChangeRow } from "@/lib/domain/changes/change-view";

/** Changes as rows, newest first. */
export function ChangeTable({ slug, changes }: { slug: string; changes: readonly ChangeRow[] }) {
  const t = useTranslations("connections.changesTab");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("change")}</Th>
          <Th>{t("status")}</Th>
          <Th>{t("impact")}</Th>
          <Th>{t("author")}</Th>
          <Th>{t("updated")}</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ number, title, status, impact, authorName, updatedAt }) => (
          <Tr key={number}>
            <Td>
              <Link href={environmentPath(slug, `/changes/${number}`)} className="font-strong hover:underline">
                {t("name", { number: String(number), title })}
              </Link>
            </Td>
            <Td>
              <ChangeStatusWord status={status} />
            </Td>
            <Td>{impact !== null && <ImpactBars impact={impact} />}</Td>
            <Td>{authorName}</Td>
            <Td className="text-muted">
              <Age since={updatedAt} form="ago" />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
