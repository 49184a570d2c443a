import { getTranslations } from "next-intl/server";
import { downloadViewer } from "@/app/api/v1/demand-key";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { parseListQuery, selectRows } from "@/components/connections/list-query";
import { writeCsv } from "@/components/csv/write-csv";
import { recordDownload } from "@/lib/server/audit/record-download";
import { loadConnectionsFor } from "../load-connections";

/** The current view of the list as a file, all its pages. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const { environment: slug } = await params;
  const viewer = await downloadViewer(request, "see");
  if (viewer instanceof Response) return viewer;
  const { network, rows } = await loadConnectionsFor(viewer, slug);
  const query = parseListQuery(Object.fromEntries(new URL(request.url).searchParams));
  const t = await getTranslations("connections.csv");
  const words = await getTranslations("common.health");
  const columns: [header: string, cell: (row: ConnectionRow) => string][] = [
    [t("name"), (row) => row.name],
    [t("id"), (row) => row.awsId ?? ""],
    [t("status"), (row) => words(row.health)],
    [t("since"), (row) => row.since?.toISOString() ?? ""],
    [t("site"), (row) => row.site?.name ?? ""],
    [t("device"), (row) => row.site?.ipAddress ?? ""],
    [t("asn"), (row) => String(row.site?.asn ?? "")],
    [t("gateway"), (row) => row.gateway?.name ?? ""],
    [t("routing"), (row) => row.routing],
    [t("prefixes"), (row) => row.prefixes.join(" ")],
    [t("tunnel", { number: 1 }), (row) => row.tunnels[0]?.outsideIpAddress ?? ""],
    [t("tunnelState", { number: 1 }), (row) => row.tunnels[0]?.state ?? ""],
    [t("tunnel", { number: 2 }), (row) => row.tunnels[1]?.outsideIpAddress ?? ""],
    [t("tunnelState", { number: 2 }), (row) => row.tunnels[1]?.state ?? ""],
  ];
  const lines = selectRows(rows, query).map((row) => columns.map(([, cell]) => cell(row)));
  await recordDownload(viewer, { list: "connections", environmentId: network.environment.id, rows: lines.length });
  return new Response(writeCsv([columns.map(([header]) => header), ...lines]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="connections-${slug.replace(/[^a-z0-9-]/gi, "")}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
