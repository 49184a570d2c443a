"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { GrantsField } from "@/components/members/grants-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { type Grant, type Role, roles } from "@/lib/domain/changes/rights";

export interface GroupValues {
  name: string;
  description: string;
  role: Role | null;
  grants: Grant[];
  ssoClaim: string;
}

interface GroupFormProps {
  /** Null for a new one. */
  groupId: string | null;
  values: GroupValues;
  actions: {
    create: (input: GroupValues) => Promise<ActionResult<{ groupId: string }>>;
    update: (input: GroupValues & { groupId: string }) => Promise<ActionResult<void>>;
  };
}

/** What a group is called and what it brings its members. */
export function GroupForm({ groupId, values, actions }: GroupFormProps) {
  const t = useTranslations("groups");
  const words = useTranslations("settings");
  const router = useRouter();
  const [group, setGroup] = useState(values);
  const set = (facts: Partial<GroupValues>) => setGroup({ ...group, ...facts });
  const creating = useAct(actions.create, (created) => {
    toast.success(t("form.created", { name: group.name }));
    if (created) router.push(`/settings/groups/${created.groupId}`);
  });
  const updating = useAct(actions.update, () => toast.success(t("form.saved", { name: group.name })));
  const { error, fieldErrors, isActing } = groupId === null ? creating : updating;
  return (
    <Panel>
      <PanelHeader title={t("form.title")} />
      <PanelBody>
        <form
          noValidate
          className="flex max-w-lg flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void (groupId === null ? creating.act(group) : updating.act({ ...group, groupId }));
          }}
        >
          {error && (
            <Notice tone="down" role="alert">
              {error}
            </Notice>
          )}
          <Field label={t("name")} error={fieldErrors.name}>
            <Input value={group.name} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          <Field
            label={t("form.description")}
            isOptional
            help={t("form.descriptionHelp")}
            error={fieldErrors.description}
          >
            <Input value={group.description} onChange={(event) => set({ description: event.target.value })} />
          </Field>
          <Field label={t("form.role")} help={t("form.roleHelp")} error={fieldErrors.role}>
            <Select
              value={group.role ?? ""}
              onChange={(event) => set({ role: roles.find((role) => role === event.target.value) ?? null })}
              options={[
                { value: "", label: t("form.noRole") },
                ...roles.map((value) => ({ value, label: words(`roles.${value}`) })),
              ]}
            />
          </Field>
          <GrantsField
            value={group.grants}
            onChange={(grants) => set({ grants })}
            help={t("form.grantsHelp")}
            error={fieldErrors.grants}
          />
          <Field label={t("form.claim")} isOptional help={t("form.claimHelp")} error={fieldErrors.ssoClaim}>
            <Input isMono value={group.ssoClaim} onChange={(event) => set({ ssoClaim: event.target.value })} />
          </Field>
          <div>
            <Button type="submit" variant="primary" busy={isActing}>
              {groupId === null ? t("form.create") : t("form.save")}
            </Button>
          </div>
        </form>
      </PanelBody>
    </Panel>
  );
}
