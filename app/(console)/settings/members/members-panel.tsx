"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { type Grant, grants, type Role, roles } from "@/lib/domain/changes/rights";
import { AddMember, type AddMemberAction } from "./add-member";
import { ChangeGrants, type SetGrantsAction } from "./change-grants";
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
  changeRole: (input: { userId: string; role: Role }) => Promise<ActionResult<void>>;
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
        <Person member={member} />
      </Td>
      <Td className="py-1.5">
        <MemberRole member={member} action={canAdminister ? actions.changeRole : null} />
      </Td>
      <Td className="py-1.5">
        <span className="flex items-center gap-1.5">
          <GrantList member={member} />
          {canAdminister && (
            <ChangeGrants
              {...{ userId, name, grants: member.grants, fromGroups: grantsOfGroups(member) }}
              action={actions.setGrants}
            />
          )}
        </span>
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

function Person({ member: { name, email, isViewer, isFromProvider } }: { member: Member }) {
  const t = useTranslations("settings.members");
  return (
    <span className="flex items-center gap-2.5">
      <Avatar name={name} />
      <span className="min-w-0">
        <b className="font-strong">{name}</b>
        {isViewer && <span className="text-muted"> · {t("you")}</span>}
        {isFromProvider && <Badge className="ml-2">{t("fromProvider")}</Badge>}
        <span className="block text-xs text-muted">{email}</span>
      </span>
    </span>
  );
}

/** The role of the membership, and below it those that groups bring beside it. */
function MemberRole({ member, action }: { member: Member; action: MemberActions["changeRole"] | null }) {
  const t = useTranslations("settings");
  const others = member.groups.flatMap(({ name, role }) =>
    role === null || role === member.role ? [] : [{ name, role }],
  );
  return (
    <>
      {action ? <RoleSelect member={member} action={action} /> : t(`roles.${member.role}`)}
      {others.map(({ name, role }) => (
        <span key={name} className="mt-0.5 block text-xs text-muted">
          {t("members.roleBy", { role: t(`roles.${role}`), group: name })}
        </span>
      ))}
    </>
  );
}

function GrantList({ member }: { member: Member }) {
  const t = useTranslations("settings");
  const byGroups = grantsOfGroups(member);
  const held = grants.filter((grant) => member.grants.includes(grant) || byGroups[grant]);
  if (held.length === 0) return <span className="min-w-40 text-muted">{t("grants.none")}</span>;
  return (
    <span className="flex min-w-40 flex-col">
      {held.map((grant) => (
        <span key={grant}>
          {t(`grants.${grant}`)}
          {!member.grants.includes(grant) && (
            <span className="text-xs text-muted"> {t("grants.by", { groups: byGroups[grant]?.join(", ") ?? "" })}</span>
          )}
        </span>
      ))}
    </span>
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

function grantsOfGroups({ groups }: Member): Partial<Record<Grant, string[]>> {
  return Object.fromEntries(
    grants.flatMap((grant) => {
      const names = groups.filter((group) => group.grants.includes(grant)).map(({ name }) => name);
      return names.length > 0 ? [[grant, names]] : [];
    }),
  );
}

/** Holds from the person's next click on, so it is saved with the choice and said. */
function RoleSelect({ member, action }: { member: Member; action: MemberActions["changeRole"] }) {
  const t = useTranslations("settings");
  const { act, isActing, error } = useAct(action);
  const change = async (role: Role) => {
    if (await act({ userId: member.userId, role })) {
      toast.success(t("members.roleSaved", { name: member.name, role: t(`roles.${role}`) }));
    }
  };
  return (
    <>
      <Select
        className="w-36"
        aria-label={t("members.roleOf", { name: member.name })}
        value={member.role}
        aria-busy={isActing}
        onChange={(event) => {
          const role = roles.find((known) => known === event.target.value);
          if (role) void change(role);
        }}
        options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      {error && (
        <p role="alert" className="mt-1 max-w-64 text-xs whitespace-normal text-down-text">
          {error}
        </p>
      )}
    </>
  );
}

function RemoveMember({ userId, name, action }: { userId: string; name: string; action: MemberActions["remove"] }) {
  const t = useTranslations("settings.members.remove");
  const tMembers = useTranslations("settings.members");
  const { act, error } = useAct(action, () => toast.success(tMembers("removedToast", { name })));
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="quiet" aria-label={t("openOf", { name })}>
          {t("open")}
        </Button>
      }
      title={t("title", { name })}
      consequence={t("consequence", { name })}
      keepLabel={t("keep", { name })}
      actLabel={t("act", { name })}
      onAct={() => act({ userId })}
    >
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
    </ConfirmDialog>
  );
}
