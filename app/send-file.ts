import { getTranslations } from "next-intl/server";
import type { DeviceFile } from "@/lib/domain/devices/device-family";
import { toActionError } from "@/lib/server/action-error";

/** What must hold of every answer here, good or bad: no cache keeps it and no page runs it. */
const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

/** A file for a device as a download, or in plain words why there is none. It may hold keys. */
export async function sendFile(make: () => Promise<DeviceFile>): Promise<Response> {
  try {
    const { filename, mediaType, text } = await make();
    const disposition = `attachment; filename="${asciiName(filename)}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
    return new Response(text, {
      headers: { ...headers, "Content-Type": mediaType, "Content-Disposition": disposition },
    });
  } catch (error) {
    const { code, values } = toActionError(error);
    const t = await getTranslations("errors");
    return new Response(`${t(code, values)}\n`, {
      status: STATUS_BY_CODE[code] ?? 409,
      headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" },
    });
  }
}

const STATUS_BY_CODE: Record<string, number> = {
  "not-allowed": 403,
  "connection-not-found": 404,
  "handover-gone": 404,
  "sample-device-gone": 404,
  "ec2-refused": 502,
  "database-unavailable": 503,
  unexpected: 500,
};

/** For clients that know only the old form of the header (RFC 6266). */
function asciiName(filename: string): string {
  return filename.replace(/[^\w.-]+/g, "_");
}
