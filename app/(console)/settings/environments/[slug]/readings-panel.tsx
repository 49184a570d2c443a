"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";

interface List {
  action: string;
  /** The kinds that it shows, in words. */
  shows: string;
  readAt: Date | null;
  failure: { since: Date; category: string; code: string; message: string; requestId: string | null } | null;
}

interface ReadingsPanelProps {
  id: string;
  name: string;
  lists: List[];
  refresh: (call: { environmentId: string }) => Promise<ActionResult<unknown>>;
}

/** Each call that the console looks with: when it was last answered, and why it is not now. */
export function ReadingsPanel({ id, name, lists, refresh }: ReadingsPanelProps) {
  const t = useTranslations("environments.reading");
  const { act, isActing } = useAct(refresh, () => toast.success(t("refreshed", { name })));
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <Button size="small" busy={isActing} onClick={() => void act({ environmentId: id })}>
          <RefreshCw aria-hidden="true" />
          {t("refresh")}
        </Button>
      </PanelHeader>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("action")}</Th>
            <Th>{t("shows")}</Th>
            <Th>{t("age")}</Th>
            <Th>{t("state")}</Th>
          </tr>
        </thead>
        <tbody>
          {lists.map(({ action, shows, readAt, failure }) => (
            <Tr key={action}>
              <Td className="mono">{action}</Td>
              <Td className="max-w-72 truncate text-muted" title={shows}>
                {shows}
              </Td>
              <Td className="text-muted">{readAt ? <Age since={readAt.toISOString()} form="ago" /> : t("never")}</Td>
              <Td>
                {failure ? (
                  <Badge tone="down">
                    {t.rich("failing", { age: () => <Age since={failure.since.toISOString()} /> })}
                  </Badge>
                ) : (
                  <Badge tone={readAt ? "up" : "unknown"}>{t(readAt ? "ok" : "waiting")}</Badge>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <Failures lists={lists} />
    </Panel>
  );
}

/** What to do about it, once for each cause: wrong credentials fail every call alike. */
function Failures({ lists }: { lists: List[] }) {
  const t = useTranslations("environments.failure");
  const byCause = new Map(lists.flatMap(({ failure }) => (failure ? [[failure.code, failure] as const] : [])));
  if (byCause.size === 0) return null;
  return (
    <div className="flex flex-col gap-2 border-t border-border p-4">
      {Array.from(byCause.values(), ({ category, code, message, requestId }) => (
        <ErrorState key={code} title={code} code={code} detail={message} requestId={requestId ?? undefined}>
          {t(category)}
        </ErrorState>
      ))}
    </div>
  );
}
