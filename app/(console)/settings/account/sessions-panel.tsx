"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { browserName } from "./browser-name";

interface SessionsPanelProps {
  sessions: { id: string; userAgent: string | null; signedInAt: Date; isThisOne: boolean }[];
  endOthers: (input: Record<string, never>) => Promise<ActionResult<void>>;
}

export function SessionsPanel({ sessions, endOthers }: SessionsPanelProps) {
  const t = useTranslations("settings.account.sessions");
  const { act, isActing, error } = useAct(endOthers, () => toast.success(t("ended")));
  return (
    <Panel>
      <PanelHeader title={t("title")} count={sessions.length}>
        {error && (
          <span role="alert" className="text-xs text-down-text">
            {error}
          </span>
        )}
        <Button
          busy={isActing}
          disabledReason={sessions.length > 1 ? undefined : t("onlyThis")}
          onClick={() => act({})}
        >
          {t("endOthers")}
        </Button>
      </PanelHeader>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("browser")}</Th>
            <Th>{t("since")}</Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Tr key={session.id}>
              <Td>
                {session.isThisOne && <Badge className="mr-2">{t("thisOne")}</Badge>}
                {browserName(session.userAgent) ?? t("unknown")}
              </Td>
              <Td>
                <Instant at={session.signedInAt.toISOString()} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
