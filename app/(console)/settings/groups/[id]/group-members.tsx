"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Person } from "@/components/members/person";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { Table, Td, Th, Tr } from "@/components/ui/table";

interface GroupMember {
  userId: string;
  name: string;
  email: string;
  isFromProvider: boolean;
  addedAt: Date;
}

type PlaceAction = (input: { groupId: string; userId: string }) => Promise<ActionResult<void>>;

interface GroupMembersProps {
  groupId: string;
  members: GroupMember[];
  /** Members of the organization who are not in the group. */
  others: { userId: string; name: string }[];
  /** Null for those who may only look. */
  actions: { add: PlaceAction; remove: PlaceAction } | null;
}

/** Who is in a group. */
export function GroupMembers({ groupId, members, others, actions }: GroupMembersProps) {
  const t = useTranslations("groups.members");
  return (
    <Panel>
      <PanelHeader title={t("title")} count={members.length}>
        {actions && <AddToGroup groupId={groupId} others={others} add={actions.add} />}
      </PanelHeader>
      {members.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>
      ) : (
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th>{t("since")}</Th>
              {actions && (
                <Th>
                  <span className="sr-only">{t("actions")}</span>
                </Th>
              )}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <Tr key={member.userId}>
                <Td className="py-1.5">
                  <Person {...member} />
                </Td>
                <Td>
                  <Instant at={member.addedAt.toISOString()} />
                </Td>
                {actions && (
                  <Td className="text-right">
                    <RemoveFromGroup groupId={groupId} member={member} remove={actions.remove} />
                  </Td>
                )}
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

function AddToGroup({ groupId, others, add }: Pick<GroupMembersProps, "groupId" | "others"> & { add: PlaceAction }) {
  const t = useTranslations("groups.members");
  const [userId, setUserId] = useState("");
  const { act, isActing, error } = useAct(add, () => setUserId(""));
  if (others.length === 0) return <span className="text-xs text-muted">{t("everybody")}</span>;
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ groupId, userId });
      }}
    >
      {error && (
        <span role="alert" className="text-xs text-down-text">
          {error}
        </span>
      )}
      <Select
        className="w-44"
        aria-label={t("choose")}
        placeholder={t("choose")}
        value={userId}
        onChange={(event) => setUserId(event.target.value)}
        options={others.map((person) => ({ value: person.userId, label: person.name }))}
      />
      <Button type="submit" busy={isActing} disabledBy={userId === "" ? "choose-person" : undefined}>
        {t("add")}
      </Button>
      <span id="choose-person" className="sr-only">
        {t("chooseFirst")}
      </span>
    </form>
  );
}

function RemoveFromGroup({ groupId, member, remove }: { groupId: string; member: GroupMember; remove: PlaceAction }) {
  const t = useTranslations("groups.members");
  const { act, isActing, error } = useAct(remove);
  if (member.isFromProvider) return <span className="text-xs text-muted">{t("byProvider")}</span>;
  return (
    <span className="inline-flex flex-col items-end">
      <Button
        size="small"
        variant="quiet"
        busy={isActing}
        aria-label={t("removeOf", { name: member.name })}
        onClick={() => act({ groupId, userId: member.userId })}
      >
        {t("remove")}
      </Button>
      {error && (
        <span role="alert" className="max-w-64 text-xs whitespace-normal text-down-text">
          {error}
        </span>
      )}
    </span>
  );
}
