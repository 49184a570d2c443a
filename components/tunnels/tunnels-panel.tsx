import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Status, TunnelStatus } from "@/components/status/status";
import { cn } from "@/components/ui/cn";
import { CopyId } from "@/components/ui/copy-id";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { TunnelLine } from "@/lib/domain/topology/network";

/** A fact of each tunnel, in their order. */
export interface TunnelFact {
  id: string;
  label: string;
  values: readonly ReactNode[];
}

interface TunnelsPanelProps {
  /** In the order of their outside addresses. */
  tunnels: readonly TunnelLine[];
  facts: readonly TunnelFact[];
  /** At the right of the title. */
  actions?: ReactNode;
}

/** Both tunnels side by side: state, age, AWS's words and ours, then the facts. */
export function TunnelsPanel({ tunnels, facts, actions }: TunnelsPanelProps) {
  const t = useTranslations("connections.tunnels");
  const say = usePhrase();
  const cell = "border-l border-border px-4 py-1.5 align-top max-sm:px-2 max-sm:text-xs";
  const head =
    "w-36 py-1.5 pr-3 pl-4 text-left align-top font-normal text-muted max-sm:w-20 max-sm:pr-1.5 max-sm:text-xs";
  return (
    <Panel>
      <PanelHeader title={t("title")}>{actions}</PanelHeader>
      <ScrollRegion label={t("title")} className="overflow-y-hidden">
        <table className="w-full border-separate border-spacing-0">
          <thead>
            <tr>
              <td className="border-b border-border" />
              {tunnels.map((tunnel) => (
                <th
                  key={tunnel.outsideIpAddress ?? tunnel.ordinal}
                  scope="col"
                  className="w-1/2 border-b border-l border-border px-4 py-2.5 text-left align-top font-normal max-sm:px-2 max-sm:text-xs"
                >
                  <span className="flex flex-wrap items-center justify-between gap-x-3">
                    {tunnel.outsideIpAddress ? (
                      <CopyId id={tunnel.outsideIpAddress} className="text-[14px] font-strong max-sm:text-xs" />
                    ) : (
                      <span className="text-muted">{t("noAddress")}</span>
                    )}
                    <TunnelState tunnel={tunnel} />
                  </span>
                  <span className="text-xs text-muted">{t("ordinal", { ordinal: tunnel.ordinal })}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="[&>tr:first-child>*]:pt-2.5 [&>tr:last-child>*]:pb-2.5">
            <tr>
              <th scope="row" className={head}>
                {t("awsSays")}
              </th>
              {tunnels.map((tunnel) => (
                <td key={tunnel.outsideIpAddress ?? tunnel.ordinal} className={cell}>
                  <span className="mono">{tunnel.message || t("nothing")}</span>
                  {tunnel.reason && <span className="block text-xs text-muted">{say(tunnel.reason)}</span>}
                </td>
              ))}
            </tr>
            {facts.map(({ id, label, values }) => (
              <tr key={id}>
                <th scope="row" className={head}>
                  {label}
                </th>
                {tunnels.map((tunnel, index) => (
                  <td key={tunnel.outsideIpAddress ?? tunnel.ordinal} className={cn(cell, "break-words")}>
                    {values[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

function TunnelState({ tunnel: { state, since } }: { tunnel: TunnelLine }) {
  const t = useTranslations("common.health");
  if (state === "pending" || state === "proposed") return <Status tone={state} word={t(state)} since={since} />;
  return <TunnelStatus state={state} since={since} />;
}
