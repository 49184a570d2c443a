"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { browserName } from "./browser-name";

interface Session {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  signedInAt: Date;
  usedAt: Date;
  provider: string | null;
  isThisOne: boolean;
}

interface SessionsPanelProps {
  sessions: Session[];
  end: (input: { id: string }) => Promise<ActionResult<void>>;
  endOthers: (input: Record<string, never>) => Promise<ActionResult<void>>;
}

/** Where the viewer is signed in, with a way to end what they do not know. */
export function SessionsPanel({ sessions, end, endOthers }: SessionsPanelProps) {
  const t = useTranslations("access.account.sessions");
  const { act, isActing, error } = useAct(endOthers, () => toast.success(t("othersEnded")));
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
            <Th>{t("address")}</Th>
            <Th>{t("since")}</Th>
            <Th>{t("used")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session} end={end} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function SessionLine({ session, end }: { session: Session; end: SessionsPanelProps["end"] }) {
  const t = useTranslations("access.account.sessions");
  const { act, isActing, error } = useAct(end, () => toast.success(t("ended")));
  const name = browserName(session.userAgent) ?? t("unknown");
  return (
    <Tr>
      <Td>
        {session.isThisOne && <Badge className="mr-2">{t("thisOne")}</Badge>}
        {name}
        {session.provider !== null && <span className="text-muted"> · {t("by", { name: session.provider })}</span>}
      </Td>
      <Td className="mono">{session.ipAddress ?? <span className="text-muted">{t("noAddress")}</span>}</Td>
      <Td>
        <Instant at={session.signedInAt.toISOString()} />
      </Td>
      <Td>
        <Age since={session.usedAt.toISOString()} form="ago" />
      </Td>
      <Td className="text-right">
        {error && (
          <span role="alert" className="mr-2 text-xs text-down-text">
            {error}
          </span>
        )}
        {!session.isThisOne && (
          <Button
            size="small"
            variant="quiet"
            busy={isActing}
            aria-label={t("endOf", { name })}
            onClick={() => act({ id: session.id })}
          >
            {t("end")}
          </Button>
        )}
      </Td>
    </Tr>
  );
}
