"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { type Role, roles } from "@/lib/domain/changes/rights";
import { AddMember, type AddMemberAction } from "./add-member";

interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  addedAt: Date;
  isViewer: boolean;
}

interface MemberActions {
  add: AddMemberAction;
  changeRole: (input: { userId: string; role: Role }) => Promise<ActionResult<void>>;
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
  const t = useTranslations("settings");
  const { userId, name, email, role } = member;
  return (
    <Tr>
      <Td className="py-1.5">
        <span className="flex items-center gap-2.5">
          <Avatar name={name} />
          <span className="min-w-0">
            <b className="font-strong">{name}</b>
            {member.isViewer && <span className="text-muted"> · {t("members.you")}</span>}
            <span className="block text-xs text-muted">{email}</span>
          </span>
        </span>
      </Td>
      <Td className="py-1.5">
        {canAdminister ? <RoleSelect member={member} action={actions.changeRole} /> : t(`roles.${role}`)}
      </Td>
      <Td>
        <Instant at={member.addedAt.toISOString()} />
      </Td>
      {canAdminister && (
        <Td className="text-right">
          <RemoveMember userId={userId} name={name} action={actions.remove} />
        </Td>
      )}
    </Tr>
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
