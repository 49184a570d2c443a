"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { numeric, Table, Td, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { NameDialog } from "./name-dialog";

interface Organization {
  id: string;
  name: string;
  createdAt: Date;
  memberCount: number;
  environmentCount: number;
  isMember: boolean;
}

interface OrganizationActions {
  create: (input: { name: string }) => Promise<ActionResult<void>>;
  rename: (input: { organizationId: string; name: string }) => Promise<ActionResult<void>>;
  enter: (input: { organizationId: string }) => Promise<ActionResult<void>>;
}

interface OrganizationsPanelProps {
  organizations: Organization[];
  /** The one that the viewer works in now. */
  currentId: string;
  actions: OrganizationActions;
}

/** The organizations of the installation; what is inside one is its members' business. */
export function OrganizationsPanel({ organizations, currentId, actions }: OrganizationsPanelProps) {
  const t = useTranslations("organizations");
  return (
    <Panel>
      <PanelHeader title={t("title")} count={organizations.length}>
        <NameDialog
          trigger={
            <Button>
              <Plus aria-hidden="true" />
              {t("add.open")}
            </Button>
          }
          words={{ title: t("add.title"), consequence: t("add.consequence"), act: t("add.act"), keep: t("add.keep") }}
          name=""
          action={actions.create}
          onDone={(name) => toast.success(t("add.done", { name }))}
        />
      </PanelHeader>
      <p className="border-b border-border px-4 py-2 text-text-2">{t("text")}</p>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("name")}</Th>
            <Th className={numeric}>{t("members")}</Th>
            <Th className={numeric}>{t("environments")}</Th>
            <Th>{t("created")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {organizations.map((one) => (
            <Tr key={one.id}>
              <Td className="font-medium">
                {one.name}
                {one.id === currentId && <Badge className="ml-2">{t("here")}</Badge>}
              </Td>
              <Td className={numeric}>{one.memberCount}</Td>
              <Td className={numeric}>{one.environmentCount}</Td>
              <Td>
                <Instant at={one.createdAt.toISOString()} />
              </Td>
              <Td className="text-right">
                {one.isMember && one.id !== currentId && <EnterButton organization={one} enter={actions.enter} />}
                <RenameDialog organization={one} rename={actions.rename} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function RenameDialog({
  organization: { id, name },
  rename,
}: {
  organization: Organization;
  rename: OrganizationActions["rename"];
}) {
  const t = useTranslations("organizations.rename");
  return (
    <NameDialog
      trigger={
        <Button size="small" variant="quiet" aria-label={t("openOf", { name })}>
          {t("open")}
        </Button>
      }
      words={{ title: t("title", { name }), consequence: t("consequence"), act: t("act"), keep: t("keep", { name }) }}
      name={name}
      action={(input) => rename({ organizationId: id, ...input })}
      onDone={(to) => toast.success(t("done", { name, to }))}
    />
  );
}

function EnterButton({
  organization: { id, name },
  enter,
}: {
  organization: Organization;
  enter: OrganizationActions["enter"];
}) {
  const t = useTranslations("organizations.enter");
  // Everything on the page belongs to the organization that is left, so all of it is loaded anew.
  const { act, isActing, error } = useAct(enter, () => window.location.assign("/"));
  return (
    <>
      {error && (
        <span role="alert" className="mr-2 text-xs text-down-text">
          {error}
        </span>
      )}
      <Button
        size="small"
        variant="quiet"
        busy={isActing}
        aria-label={t("openOf", { name })}
        onClick={() => act({ organizationId: id })}
      >
        {t("open")}
      </Button>
    </>
  );
}
