"use client";

import { useTranslations } from "next-intl";
import { Strip } from "@/components/status/strip";
import type { StripChange } from "@/components/status/strip-spans";
import { ConnectionPair } from "@/components/tunnels/connection-pair";
import { cn } from "@/components/ui/cn";
import { CopyId } from "@/components/ui/copy-id";
import { Link } from "@/components/ui/link";
import { numeric, Td, Tr } from "@/components/ui/table";
import type { TunnelLine } from "@/lib/domain/topology/network";
import type { Availability, TimeRange } from "@/lib/domain/tunnels/availability";
import { connectionPath } from "./connection-path";
import type { ConnectionRow } from "./connection-row";
import { ConnectionStatus } from "./connection-status";
import { ShareOfTime } from "./share-of-time";

/**
 * A connection as a row shows it. A list is drawn in the browser out of these: sent as it is drawn, a row would cross twice,
 * once as HTML and once, three times as long, as the tree that React checks it against.
 */
export interface ConnectionLine
  extends Pick<ConnectionRow, "key" | "name" | "awsId" | "health" | "state" | "since" | "routing"> {
  site: { name: string; ipAddress: string | null; asn: number | null } | null;
  gateway: string | null;
  tunnels: Pick<TunnelLine, "state">[];
  /** The last day of each tunnel. */
  strip: { outsideIpAddress: string; changes: StripChange[] }[];
  /** This month so far; null where it has no share. */
  month: Availability | null;
}

interface ConnectionLinesProps {
  slug: string;
  lines: readonly ConnectionLine[];
  day: TimeRange;
  hasIds?: boolean;
  /** Id of the form to which a tick of a row belongs; without one rows cannot be ticked. */
  tickForm?: string;
}

/** The rows of a `ConnectionTable`. */
export function ConnectionLines({ slug, lines, day, hasIds, tickForm }: ConnectionLinesProps) {
  const t = useTranslations("connections.table");
  return lines.map((line) => (
    <Tr key={line.key}>
      {tickForm !== undefined && (
        <Td className="w-px pr-0!">
          {/* The browser's own box, since a row of a long list is paid for a hundred times. */}
          {line.awsId && (
            <input
              type="checkbox"
              aria-label={t("tick", { name: line.name })}
              form={tickForm}
              name="id"
              value={line.awsId}
              className="align-middle accent-accent pointer-coarse:size-5"
            />
          )}
        </Td>
      )}
      <Td className="max-sm:py-1.5">
        <Link href={connectionPath(slug, line.key)} className="font-strong hover:underline">
          {line.name}
        </Link>
        <SiteName line={line} />
      </Td>
      <Td>
        <ConnectionPair tunnels={line.tunnels} />
      </Td>
      <Td>
        <ConnectionStatus row={line} />
      </Td>
      <Td>
        <Strip tunnels={line.strip} from={day.from} to={day.to} />
      </Td>
      <Td className="mono">
        {/* A transit gateway is known by its long id only. */}
        <span title={line.gateway ?? undefined} className={cn("block", !hasIds && "max-w-24 truncate")}>
          {line.gateway ?? t("noGateway")}
        </span>
      </Td>
      <Td className="text-text-2">
        {line.routing === "bgp" ? t("bgp", { asn: String(line.site?.asn ?? "") }) : t("static")}
      </Td>
      {hasIds && <Td>{line.awsId && <CopyId id={line.awsId} />}</Td>}
      <Td className={numeric}>
        <ShareOfTime isBrief={!hasIds} availability={line.month} />
      </Td>
    </Tr>
  ));
}

/** Where it leads, unless the connection bears the same name. */
function SiteName({ line: { site, name } }: { line: ConnectionLine }) {
  if (site === null) return null;
  const isSameName = site.name === name;
  if (isSameName && site.ipAddress === null) return null;
  return (
    <span className={cn("ml-2 text-muted max-sm:ml-0 max-sm:block max-sm:text-xs", isSameName && "mono")}>
      {isSameName ? site.ipAddress : site.name}
    </span>
  );
}
