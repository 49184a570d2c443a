import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { requireViewer } from "@/lib/server/auth/viewer";
import { type Environment, listEnvironments } from "@/lib/server/environments/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("environments");
  return { title: t("title") };
}

export default async function EnvironmentsPage() {
  const viewer = await requireViewer();
  const [environments, t] = await Promise.all([listEnvironments(viewer), getTranslations("environments")]);
  const canAdminister = viewer.can("administer");
  const add = (
    <Button asChild variant={environments.length === 0 ? "primary" : "default"}>
      <Link href="/settings/environments/new">
        <Plus aria-hidden="true" />
        {t("list.add")}
      </Link>
    </Button>
  );
  return (
    <Panel>
      <PanelHeader title={t("title")} count={environments.length}>
        {canAdminister && environments.length > 0 && add}
        {!canAdminister && <span className="text-xs text-muted">{t("list.readOnly")}</span>}
      </PanelHeader>
      {environments.length === 0 ? (
        <EmptyState title={t("list.empty")} actions={canAdminister ? add : undefined}>
          {t("list.emptyHelp")} {!canAdminister && t("list.emptyReadOnly")}
        </EmptyState>
      ) : (
        <EnvironmentTable environments={environments} canAdminister={canAdminister} />
      )}
    </Panel>
  );
}

function EnvironmentTable({ environments, canAdminister }: { environments: Environment[]; canAdminister: boolean }) {
  const t = useTranslations("environments");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("list.name")}</Th>
          <Th>{t("list.purpose")}</Th>
          <Th>{t("list.region")}</Th>
          <Th>{t("list.account")}</Th>
          <Th>{t("list.endpoint")}</Th>
          <Th>{t("list.read")}</Th>
        </tr>
      </thead>
      <tbody>
        {environments.map((environment) => (
          <Tr key={environment.id}>
            <Td className="font-medium">
              {canAdminister ? (
                <Link href={`/settings/environments/${environment.slug}`} className="link-inline">
                  {environment.name}
                </Link>
              ) : (
                environment.name
              )}
            </Td>
            <Td>{t(`purpose.${environment.purpose}`)}</Td>
            <Td className="mono">{environment.region}</Td>
            <Td className={environment.awsAccountId ? "mono" : "text-muted"}>
              {environment.awsAccountId ?? t("list.unknownAccount")}
            </Td>
            <Td className={environment.endpointUrl ? "mono" : undefined}>{environment.endpointUrl ?? t("list.aws")}</Td>
            <Td className="text-muted">
              {environment.observedAt ? (
                <Age since={environment.observedAt.toISOString()} form="ago" />
              ) : (
                t("list.never")
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
