import { useTranslations } from "next-intl";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ConnectionHistory } from "@/components/connections/connection-history";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { ShareOfTime } from "@/components/connections/share-of-time";
import { type OptionName, type OptionValue, optionOf } from "@/components/tunnels/option-rows";
import type { TunnelFact } from "@/components/tunnels/tunnels-panel";
import type { ConnectionAttributes, ObservedTunnel } from "@/lib/domain/kinds/vpn-connection/observe";
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
  const versionsText = (value: OptionValue) =>
    listOf(value).map((version) => (version === "ikev1" || version === "ikev2" ? ike(version) : String(version)));
  const say = (options: ObservedTunnel, option: OptionName, inWords: (value: OptionValue) => string) => {
    const shown = optionOf(options, option);
    if (!("value" in shown)) return t("notShown");
    return shown.from === "default" ? t("byDefault", { value: inWords(shown.value) }) : inWords(shown.value);
  };
  const groupsText = (option: DhGroups) => (value: OptionValue) =>
    listOf(value).length >= TUNNEL_DEFAULTS[option].length ? t("all") : listOf(value).join(", ");
  return [
    fact("inside", t("inside"), ({ options }) => <InsideAddresses cidr={options?.insideCidr} />),
    ...(row.routing === "bgp"
      ? [fact("bgp", t("bgp"), ({ line }) => bgpWord(line.state, (name) => t(name, { count: line.routeCount })))]
      : []),
    fact("ike", t("ike"), ({ options }) =>
      options ? (
        t("ikeValue", {
          versions: say(options, "ikeVersions", (value) => versionsText(value).join(", ")),
          startup: say(options, "startupAction", String),
        })
      ) : (
        <NotShown />
      ),
    ),
    fact("dh", t("dhGroups"), ({ options }) =>
      options ? (
        t("dhValue", {
          first: say(options, "phase1DhGroupNumbers", groupsText("phase1DhGroupNumbers")),
          second: say(options, "phase2DhGroupNumbers", groupsText("phase2DhGroupNumbers")),
        })
      ) : (
        <NotShown />
      ),
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

type DhGroups = "phase1DhGroupNumbers" | "phase2DhGroupNumbers";

function listOf(value: OptionValue): readonly (string | number)[] {
  return typeof value === "object" ? value : [String(value)];
}

/** A default is not what was seen: while AWS makes a connection, and from some endpoints for good, no options come at all. */
function NotShown() {
  const t = useTranslations("connections.tunnels");
  return <span className="text-muted">{t("notShown")}</span>;
}

function InsideAddresses({ cidr }: { cidr: string | undefined }) {
  const t = useTranslations("connections.tunnels");
  if (cidr === undefined || !isCidr(cidr)) return <NotShown />;
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
