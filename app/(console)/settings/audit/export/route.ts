import { getTranslations } from "next-intl/server";
import { downloadViewer } from "@/app/api/v1/demand-key";
import { CSV_START, writeCsvRows } from "@/components/csv/write-csv";
import { parseAuditFilter } from "@/lib/domain/audit/audit-filter";
import { toActionError } from "@/lib/server/action-error";
import { type ExportedRow, exportAudit, jsonLine } from "@/lib/server/audit/export-audit";

const mediaTypes = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson" };

/** What the page's filter leaves as a file, written while it is read: `?format=csv|jsonl` and the filter. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await downloadViewer(request, "administer");
  if (viewer instanceof Response) return viewer;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const format = search.format === "jsonl" ? "jsonl" : "csv";
  try {
    const pages = await exportAudit(viewer, { filter: parseAuditFilter(search), format });
    const texts = format === "csv" ? csvTexts(pages, await csvHeader()) : lineTexts(pages);
    return new Response(streamOf(texts), {
      headers: {
        "Content-Type": mediaTypes[format],
        "Content-Disposition": `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    const { code, values } = toActionError(error);
    const t = await getTranslations("errors");
    return new Response(`${t(code, values)}\n`, { status: code === "database-unavailable" ? 503 : 500 });
  }
}

async function csvHeader(): Promise<string[]> {
  const t = await getTranslations("audit.csv");
  return [
    ...[t("number"), t("at"), t("person"), t("personId"), t("action"), t("subject")],
    ...[t("environment"), t("environmentId"), t("details"), t("previousHash"), t("hash")],
  ];
}

async function* csvTexts(pages: AsyncIterable<ExportedRow[]>, header: string[]): AsyncGenerator<string> {
  yield `${CSV_START}${writeCsvRows([header])}`;
  for await (const rows of pages) yield writeCsvRows(rows.map(cellsOf));
}

function cellsOf(row: ExportedRow): string[] {
  return [
    ...[String(row.number), row.at.toISOString(), row.actorName, row.actorId ?? "", row.action, row.subject],
    ...[row.environmentName ?? "", row.environmentId ?? "", JSON.stringify(row.detail), row.previousHash, row.hash],
  ];
}

async function* lineTexts(pages: AsyncIterable<ExportedRow[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map(jsonLine).join("");
}

/** Asks for the next text when the reader has taken the last one, so a slow reader costs no memory. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
