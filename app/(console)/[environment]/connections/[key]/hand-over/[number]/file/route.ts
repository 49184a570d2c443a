import { z } from "zod";
import { downloadViewer } from "@/app/api/v1/demand-key";
import { sendFile } from "@/app/send-file";
import { connectionKeyOf } from "@/components/connections/connection-path";
import { handoverFile } from "@/lib/server/handover/handover-file";
import { parseNumber } from "../../_parts/parse-number";

interface FileContext {
  params: Promise<{ environment: string; key: string; number: string }>;
}

const options = z.object({ keys: z.enum(["include", "leave-out"]).catch("leave-out") });

/** The file of a hand-over: `?keys=include|leave-out`. With keys it goes to the one who asked and nowhere else. */
export async function GET(request: Request, { params }: FileContext): Promise<Response> {
  const [viewer, { environment, key, number }] = await Promise.all([downloadViewer(request, "see"), params]);
  if (viewer instanceof Response) return viewer;
  const { keys } = options.parse(Object.fromEntries(new URL(request.url).searchParams));
  return sendFile(() =>
    handoverFile(viewer, {
      environmentSlug: environment,
      connectionKey: connectionKeyOf(key),
      // None has the number 0: what is no number is no hand-over.
      number: parseNumber(number) ?? 0,
      includeKeys: keys === "include",
    }),
  );
}
