"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { type Role, roles } from "@/lib/domain/changes/rights";

export type ChangeRoleAction = (input: { userId: string; role: Role }) => Promise<ActionResult<void>>;

interface Member {
  userId: string;
  name: string;
  role: Role;
  groups: { name: string; role: Role | null }[];
}

/** The role of the membership, and below it those that groups bring beside it. */
export function MemberRole({ member, action }: { member: Member; action: ChangeRoleAction | null }) {
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

/** Holds from the person's next click on, so it is saved with the choice and said. */
function RoleSelect({ member, action }: { member: Member; action: ChangeRoleAction }) {
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
