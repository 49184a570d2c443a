import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { requireViewer } from "@/lib/server/auth/viewer";
import { type GroupRow, listGroups } from "@/lib/server/members/group-queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groups");
  return { title: t("title") };
}

export default async function GroupsPage() {
  const viewer = await requireViewer();
  const [groups, t] = await Promise.all([listGroups(viewer), getTranslations("groups")]);
  const add = viewer.can("administer") && (
    <Button asChild>
      <Link href="/settings/groups/new">
        <Plus aria-hidden="true" />
        {t("list.add")}
      </Link>
    </Button>
  );
  return (
    <Panel>
      <PanelHeader title={t("title")} count={groups.length}>
        {groups.length > 0 && add}
        {!add && <span className="text-xs text-muted">{t("readOnly")}</span>}
      </PanelHeader>
      {groups.length === 0 ? (
        <EmptyState title={t("list.empty")} actions={add}>
          {t("list.emptyHelp")}
        </EmptyState>
      ) : (
        <GroupTable groups={groups} />
      )}
    </Panel>
  );
}

function GroupTable({ groups }: { groups: GroupRow[] }) {
  const t = useTranslations("groups");
  const words = useTranslations("settings");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("name")}</Th>
          <Th>{t("members.title")}</Th>
          <Th>{t("brings")}</Th>
          <Th>{t("rules")}</Th>
          <Th>{t("claim")}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ id, name, description, members, role, grants, rules, ssoClaim }) => (
          <Tr key={id}>
            <Td className="py-1.5 max-sm:min-w-40 max-sm:whitespace-normal!">
              <Link href={`/settings/groups/${id}`} className="link-inline font-medium">
                {name}
              </Link>
              {description && <span className="block text-xs text-muted">{description}</span>}
            </Td>
            <Td className={members.length === 0 ? "text-muted" : undefined}>
              {members.length === 0 ? t("members.nobody") : namesOf(members)}
            </Td>
            <Td className={role === null && grants.length === 0 ? "text-muted" : undefined}>
              {[
                ...(role === null ? [] : [words(`roles.${role}`)]),
                ...grants.map((one) => words(`grants.${one}`)),
              ].join(", ") || t("bringsNothing")}
            </Td>
            <Td className={rules.length === 0 ? "text-muted" : undefined}>{rules.join(", ") || t("noRule")}</Td>
            <Td className={ssoClaim === null ? "text-muted" : "mono"}>{ssoClaim ?? t("noClaim")}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

const NAMES_MAX = 3;

function namesOf(members: GroupRow["members"]): string {
  const names = members.slice(0, NAMES_MAX).map(({ name }) => name);
  const more = members.length - names.length;
  return more > 0 ? `${names.join(", ")} +${more}` : names.join(", ");
}
