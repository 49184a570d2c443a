import { useTranslations } from "next-intl";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ConnectionHistory } from "@/components/connections/connection-history";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { ShareOfTime } from "@/components/connections/share-of-time";
import type { TunnelFact } from "@/components/tunnels/tunnels-panel";
import type { ConnectionAttributes } from "@/lib/domain/kinds/vpn-connection/observe";
import { TUNNEL_DEFAULTS } from "@/lib/domain/kinds/vpn-connection/tunnel-options";
import { awsInsideIp, customerInsideIp, isCidr } from "@/lib/domain/net/cidr";

interface TunnelFactsInput {
  row: ConnectionRow;
  attributes: ConnectionAttributes;
  month: ConnectionHistory | undefined;
  now: Date;
}

/** The facts of both tunnels that one looks for first when something is wrong. */
export async function tunnelFacts({ row, attributes, month, now }: TunnelFactsInput): Promise<TunnelFact[]> {
  const [t, ike, format] = await Promise.all([
    getTranslations("connections.tunnels"),
    getTranslations("devices.ikeVersion"),
    getFormatter(),
  ]);
  const columns = row.tunnels.map((line) => ({
    line,
    options: attributes.tunnels.find((tunnel) => tunnel.outsideIpAddress === line.outsideIpAddress),
    month: month?.tunnels.find((tunnel) => tunnel.outsideIpAddress === line.outsideIpAddress),
  }));
  const fact = (
    id: string,
    label: string,
    value: (column: (typeof columns)[number]) => TunnelFact["values"][number],
  ) => ({
    id,
    label,
    values: columns.map(value),
  });
  return [
    fact("inside", t("inside"), ({ options }) => <InsideAddresses cidr={options?.insideCidr} />),
    ...(row.routing === "bgp"
      ? [fact("bgp", t("bgp"), ({ line }) => bgpWord(line.state, (name) => t(name, { count: line.routeCount })))]
      : []),
    fact("ike", t("ike"), ({ options }) =>
      t("ikeValue", {
        versions: (options?.ikeVersions ?? TUNNEL_DEFAULTS.ikeVersions)
          .map((version) => (version === "ikev1" || version === "ikev2" ? ike(version) : version))
          .join(", "),
        startup: options?.startupAction ?? TUNNEL_DEFAULTS.startupAction,
      }),
    ),
    fact("dh", t("dhGroups"), ({ options }) =>
      t("dhValue", {
        first: groupsText(options?.phase1DhGroupNumbers, TUNNEL_DEFAULTS.phase1DhGroupNumbers, t("all")),
        second: groupsText(options?.phase2DhGroupNumbers, TUNNEL_DEFAULTS.phase2DhGroupNumbers, t("all")),
      }),
    ),
    fact("month", format.dateTime(now, { month: "long", timeZone: "UTC" }), ({ line, month: history }) => {
      if (!history || line.state === "never-up") return <ShareOfTime availability={null} />;
      const outages = history.spans.filter(({ status }) => status === "DOWN").length;
      return (
        <>
          <ShareOfTime availability={history.availability} />{" "}
          <span className="text-muted">· {t("outages", { count: outages })}</span>
        </>
      );
    }),
  ];
}

/** EC2 leaves out a list that is at its default, and the default is all there are. */
function groupsText(groups: readonly number[] | undefined, byDefault: readonly number[], all: string): string {
  return groups === undefined || groups.length >= byDefault.length ? all : groups.join(", ");
}

function InsideAddresses({ cidr }: { cidr: string | undefined }) {
  const t = useTranslations("connections.tunnels");
  if (cidr === undefined || !isCidr(cidr)) return <span className="text-muted">{t("notShown")}</span>;
  const mono = (text: ReactNode) => <span className="mono">{text}</span>;
  return (
    <>
      <span className="mono">{cidr}</span>{" "}
      <span className="text-xs text-muted sm:whitespace-nowrap">
        {t.rich("insideEnds", { aws: awsInsideIp(cidr), device: customerInsideIp(cidr), mono })}
      </span>
    </>
  );
}

type BgpWord = "bgpEstablished" | "bgpWaiting" | "bgpDown" | "bgpUnknown";

function bgpWord(state: ConnectionRow["tunnels"][number]["state"], say: (word: BgpWord) => string): string {
  switch (state) {
    case "up":
    case "up-no-routes":
      return say("bgpEstablished");
    case "bgp-down":
      return say("bgpWaiting");
    case "down":
    case "never-up":
      return say("bgpDown");
    case "unknown":
    case "pending":
    case "proposed":
      return say("bgpUnknown");
    default: {
      const impossible: never = state;
      throw new Error(`Unknown tunnel state: ${impossible}`);
    }
  }
}
