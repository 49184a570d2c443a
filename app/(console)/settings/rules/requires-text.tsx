import { useTranslations } from "next-intl";
import { SupplyText } from "@/components/policy/supply-text";
import type { RuleRequires } from "@/lib/domain/changes/rules";
import type { Approver } from "@/lib/domain/policy/who-can-give";

interface RequiresTextProps {
  requires: RuleRequires;
  approvers: readonly Approver[];
  groups: readonly { id: string; name: string }[];
}

/** Whose approvals a rule asks for, and who could give each of them now. */
export function RequiresText({ requires, approvers, groups }: RequiresTextProps) {
  const t = useTranslations("policy.rules");
  return (
    <ul className="flex min-w-0 flex-col gap-1">
      {requires.approvals.map((line) => {
        const { count, groupId, role } = line;
        const group = groups.find(({ id }) => id === groupId)?.name;
        return (
          <li key={`${groupId} ${role} ${count}`}>
            <b className="font-medium">{t("asks", { count })}</b>{" "}
            {groupId !== undefined
              ? group === undefined
                ? t("groupGone")
                : t("ofGroup", { name: group })
              : role === undefined
                ? t("ofAnyone")
                : t("ofRole", { role })}
            <SupplyText line={line} approvers={approvers} />
          </li>
        );
      })}
    </ul>
  );
}
