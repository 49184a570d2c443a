import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { downloadViewer } from "@/app/api/v1/demand-key";
import { answerError } from "@/app/api/v1/problem";
import { parseListQuery, selectRows } from "@/components/connections/list-query";
import { getPhrase } from "@/components/ui/phrase-server";
import { bulkFiles } from "@/lib/server/handover/bulk-files";
import { loadConnectionsFor } from "../load-connections";
import { archiveEntries } from "./archive";
import { zipStream } from "./zip-stream";

const keysAsked = z.enum(["include", "leave-out"]).catch("leave-out");

/**
 * A device file for each connection of the present view of the list, all its pages, or of those with an `id` in the address; with a list of
 * what is in it. `?keys=include|leave-out`. It may hold the keys, so it goes to the one who asked and nowhere else.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const { environment: slug } = await params;
  const viewer = await downloadViewer(request, "see");
  if (viewer instanceof Response) return viewer;
  const { searchParams } = new URL(request.url);
  const { rows } = await loadConnectionsFor(viewer, slug);
  const ids = new Set(searchParams.getAll("id"));
  const wanted =
    ids.size > 0
      ? rows.filter(({ awsId }) => awsId !== null && ids.has(awsId))
      : selectRows(rows, parseListQuery(Object.fromEntries(searchParams)));
  try {
    const files = await bulkFiles(viewer, {
      environmentSlug: slug,
      connectionKeys: wanted.map(({ key }) => key),
      includeKeys: keysAsked.parse(searchParams.get("keys")) === "include",
    });
    return new Response(zipStream(archiveEntries(files, await manifestWords())), {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="device-files-${slug.replace(/[^a-z0-9-]/gi, "")}.zip"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return answerError(error);
  }
}

async function manifestWords() {
  const [t, all, problem] = await Promise.all([
    getTranslations("handover-links.manifest"),
    getTranslations(),
    getPhrase(),
  ]);
  const columns = ["connection", "id", "customerGateway", "family", "ike", "file", "problems"] as const;
  return {
    heads: columns.map((column) => t(column)),
    family: (label: string) => all(label),
    ikeVersion: (version: "ikev1" | "ikev2") => all(`devices.ikeVersion.${version}`),
    problem,
  };
}
