import { useTranslations } from "next-intl";
import { resourcePath } from "@/components/resources/resource-path";
import { useFieldWords } from "@/components/resources/use-field-words";
import { Age } from "@/components/ui/age";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { IgnoredView } from "@/lib/domain/drift/drift-view";
import { EndIgnore } from "./end-ignore";

interface IgnoredPanelProps {
  slug: string;
  ignored: readonly IgnoredView[];
  mayEdit: boolean;
}

/** What was decided to be left as it is, until when and why. */
export function IgnoredPanel({ slug, ignored, mayEdit }: IgnoredPanelProps) {
  const t = useTranslations("drift.ignored");
  const words = useFieldWords();
  return (
    <Panel>
      <PanelHeader title={t("title")} count={ignored.length} />
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("what")}</Th>
            <Th>{t("reason")}</Th>
            <Th>{t("until")}</Th>
            <Th>{t("by")}</Th>
            <Th>{t("standingHead")}</Th>
            {mayEdit && (
              <Th>
                <span className="sr-only">{t("end")}</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {ignored.map(({ id, kind, key, name, path, reason, until, byName, at, standing }) => {
            const field = path === null ? t("whole") : words.label(kind, path);
            return (
              <Tr key={id}>
                <Td>
                  <Link href={resourcePath(slug, key)} className="font-strong hover:underline">
                    {name}
                  </Link>{" "}
                  <span className="text-muted">{field}</span>
                </Td>
                <Td className="max-w-80 py-1.5! whitespace-normal!">{reason}</Td>
                <Td>
                  <Instant at={until} shape="date" />
                </Td>
                <Td className="text-muted">
                  {t.rich("byWhom", { name: byName, age: () => <Age since={at} form="ago" /> })}
                </Td>
                <Td className={standing === "moved" ? "text-degraded-text" : "text-muted"}>
                  {t(`standing.${standing}`)}
                </Td>
                {mayEdit && (
                  <Td className="text-right!">
                    <EndIgnore slug={slug} id={id} label={t("endName", { field, name })} />
                  </Td>
                )}
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </Panel>
  );
}
