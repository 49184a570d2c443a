import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { endMemberSessionsAction, resetTwoFactorAction } from "@/lib/server/auth/account-actions";
import { requireViewer } from "@/lib/server/auth/viewer";
import { addMemberAction, changeRoleAction, removeMemberAction, setGrantsAction } from "@/lib/server/members/actions";
import { listMembers } from "@/lib/server/members/queries";
import { MembersPanel } from "./members-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.members");
  return { title: t("title") };
}

export default async function MembersPage() {
  const viewer = await requireViewer();
  return (
    <Words of="members">
      <MembersPanel
        members={await listMembers(viewer)}
        canAdminister={viewer.can("administer")}
        actions={{
          ...{ add: addMemberAction, remove: removeMemberAction },
          ...{ endSessions: endMemberSessionsAction, resetTwoFactor: resetTwoFactorAction },
          ...{ changeRole: changeRoleAction, setGrants: setGrantsAction },
        }}
      />
    </Words>
  );
}
