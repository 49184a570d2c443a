import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

interface NoConnectionsProps {
  slug: string;
  network: { environment: { name: string; region: string; observedAt: Date | null } };
  canEdit: boolean;
}

/** Says what was looked for and when, and how to begin. Before the first reading nothing is claimed. */
export function NoConnections({ slug, network: { environment }, canEdit }: NoConnectionsProps) {
  const t = useTranslations("connections.empty");
  const { name, region, observedAt } = environment;
  if (observedAt === null) return <EmptyState title={t("reading", { region })}>{t("readingBody")}</EmptyState>;
  return (
    <EmptyState
      title={t("title", { name })}
      actions={
        canEdit && (
          <Button asChild variant="primary">
            <Link href={environmentPath(slug, "/setup")}>{t("setUp")}</Link>
          </Button>
        )
      }
    >
      {t.rich("body", { region, age: () => <Age since={observedAt} form="ago" /> })}{" "}
      {canEdit ? t("firstStep") : t("noRight")}
    </EmptyState>
  );
}
