"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Person } from "@/components/members/person";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Grant, Role } from "@/lib/domain/changes/rights";
import { AddMember, type AddMemberAction } from "./add-member";
import type { SetGrantsAction } from "./change-grants";
import { MemberGrants } from "./member-grants";
import { type ChangeRoleAction, MemberRole } from "./member-role";
import { MemberSignIn, type SignInActions } from "./member-sign-in";

interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  grants: Grant[];
  groups: { id: string; name: string; role: Role | null; grants: Grant[] }[];
  isFromProvider: boolean;
  usesCodes: boolean;
  addedAt: Date;
  isViewer: boolean;
}

interface MemberActions extends SignInActions {
  add: AddMemberAction;
  changeRole: ChangeRoleAction;
  setGrants: SetGrantsAction;
  remove: (input: { userId: string }) => Promise<ActionResult<void>>;
}

interface MembersPanelProps {
  members: Member[];
  canAdminister: boolean;
  actions: MemberActions;
}

/** Who belongs to the organization and what each may do. */
export function MembersPanel({ members, canAdminister, actions }: MembersPanelProps) {
  const t = useTranslations("settings.members");
  return (
    <Panel>
      <PanelHeader title={t("title")} count={members.length}>
        {canAdminister ? (
          <AddMember action={actions.add} />
        ) : (
          <span className="text-xs text-muted">{t("readOnly")}</span>
        )}
      </PanelHeader>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("name")}</Th>
            <Th>{t("role")}</Th>
            <Th>{t("mayAlso")}</Th>
            <Th>{t("groups")}</Th>
            <Th>{t("added")}</Th>
            {canAdminister && (
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberLine key={member.userId} member={member} canAdminister={canAdminister} actions={actions} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function MemberLine({
  member,
  canAdminister,
  actions,
}: {
  member: Member;
  canAdminister: boolean;
  actions: MemberActions;
}) {
  const { userId, name } = member;
  return (
    <Tr>
      <Td className="py-1.5">
        <Person {...member} />
      </Td>
      <Td className="py-1.5">
        <MemberRole member={member} action={canAdminister ? actions.changeRole : null} />
      </Td>
      <Td className="py-1.5">
        <MemberGrants member={member} action={canAdminister ? actions.setGrants : null} />
      </Td>
      <Td>
        <GroupLinks groups={member.groups} />
      </Td>
      <Td>
        <Instant at={member.addedAt.toISOString()} />
      </Td>
      {canAdminister && (
        <Td className="text-right">
          {!member.isViewer && <MemberSignIn member={member} actions={actions} />}
          <RemoveMember userId={userId} name={name} action={actions.remove} />
        </Td>
      )}
    </Tr>
  );
}

function GroupLinks({ groups }: { groups: Member["groups"] }) {
  const t = useTranslations("settings.members");
  if (groups.length === 0) return <span className="text-muted">{t("noGroups")}</span>;
  return (
    <span className="flex flex-wrap gap-x-2.5">
      {groups.map(({ id, name }) => (
        <Link key={id} href={`/settings/groups/${id}`} className="link-inline">
          {name}
        </Link>
      ))}
    </span>
  );
}

function RemoveMember({ userId, name, action }: { userId: string; name: string; action: MemberActions["remove"] }) {
  const t = useTranslations("settings.members");
  return (
    <ConfirmAct
      action={() => action({ userId })}
      done={t("removedToast", { name })}
      trigger={
        <Button size="small" variant="quiet" aria-label={t("remove.openOf", { name })}>
          {t("remove.open")}
        </Button>
      }
      title={t("remove.title", { name })}
      consequence={t("remove.consequence", { name })}
      keepLabel={t("remove.keep", { name })}
      actLabel={t("remove.act", { name })}
    />
  );
}
