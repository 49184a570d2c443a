"use client";

import { useTranslations } from "next-intl";
import { type Grant, grants } from "@/lib/domain/changes/rights";
import { ChangeGrants, type SetGrantsAction } from "./change-grants";

interface Member {
  userId: string;
  name: string;
  grants: Grant[];
  groups: { name: string; grants: Grant[] }[];
}

/** What a member may do beside their role, and by which group; for an admin with the way to change it. */
export function MemberGrants({ member, action }: { member: Member; action: SetGrantsAction | null }) {
  const { userId, name } = member;
  const fromGroups = grantsOfGroups(member);
  return (
    <span className="flex items-center gap-1.5">
      <GrantList own={member.grants} fromGroups={fromGroups} />
      {action && <ChangeGrants {...{ userId, name, grants: member.grants, fromGroups, action }} />}
    </span>
  );
}

function GrantList({ own, fromGroups }: { own: Grant[]; fromGroups: Partial<Record<Grant, string[]>> }) {
  const t = useTranslations("settings.grants");
  const held = grants.filter((grant) => own.includes(grant) || fromGroups[grant]);
  if (held.length === 0) return <span className="min-w-40 text-muted">{t("none")}</span>;
  return (
    <span className="flex min-w-40 flex-col">
      {held.map((grant) => (
        <span key={grant}>
          {t(grant)}
          {!own.includes(grant) && (
            <span className="text-xs text-muted"> {t("by", { groups: fromGroups[grant]?.join(", ") ?? "" })}</span>
          )}
        </span>
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
