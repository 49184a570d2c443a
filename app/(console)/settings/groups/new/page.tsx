import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { requireRight } from "@/lib/server/auth/viewer";
import { createGroupAction, updateGroupAction } from "@/lib/server/members/group-actions";
import { GroupForm } from "../group-form";
import { GroupHead } from "../group-head";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groups");
  return { title: t("new") };
}

export default async function NewGroupPage() {
  await requireRight("administer");
  const t = await getTranslations("groups");
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <GroupHead name={t("new")} description={t("newHelp")} />
      <Words of="groups">
        <GroupForm
          groupId={null}
          values={{ name: "", description: "", role: null, grants: [], ssoClaim: "" }}
          actions={{ create: createGroupAction, update: updateGroupAction }}
        />
      </Words>
    </div>
  );
}
