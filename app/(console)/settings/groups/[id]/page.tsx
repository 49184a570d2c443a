import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { requireViewer } from "@/lib/server/auth/viewer";
import {
  addToGroupAction,
  createGroupAction,
  removeFromGroupAction,
  removeGroupAction,
  updateGroupAction,
} from "@/lib/server/members/group-actions";
import { findGroup } from "@/lib/server/members/group-queries";
import { listMembers } from "@/lib/server/members/queries";
import { GroupForm } from "../group-form";
import { GroupHead } from "../group-head";
import { GroupFacts } from "./group-facts";
import { GroupMembers } from "./group-members";
import { RemoveGroup } from "./remove-group";

interface GroupPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groups");
  return { title: t("title") };
}

export default async function GroupPage({ params }: GroupPageProps) {
  const [viewer, { id }] = await Promise.all([requireViewer(), params]);
  const group = await findGroup(viewer, id);
  if (!group) notFound();
  const canAdminister = viewer.can("administer");
  const inGroup = new Set(group.members.map(({ userId }) => userId));
  const others = (await listMembers(viewer)).filter(({ userId }) => !inGroup.has(userId));
  const { name, description, role, grants, ssoClaim, rules } = group;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <GroupHead name={name} description={description} />
      <Words of="groups">
        <GroupMembers
          groupId={id}
          members={group.members}
          others={others.map(({ userId, name: label }) => ({ userId, name: label }))}
          actions={canAdminister ? { add: addToGroupAction, remove: removeFromGroupAction } : null}
        />
        {canAdminister ? (
          <>
            <GroupForm
              key={id}
              groupId={id}
              values={{ name, description, role, grants, ssoClaim: ssoClaim ?? "" }}
              actions={{ create: createGroupAction, update: updateGroupAction }}
            />
            <RemoveGroup groupId={id} name={name} rules={rules} remove={removeGroupAction} />
          </>
        ) : (
          <GroupFacts group={group} />
        )}
      </Words>
    </div>
  );
}
