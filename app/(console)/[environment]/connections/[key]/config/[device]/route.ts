import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { downloadViewer } from "@/app/api/v1/demand-key";
import { toActionError } from "@/lib/server/action-error";
import { awsSample } from "@/lib/server/network/aws-samples";
import { deviceConfig } from "@/lib/server/network/device-config";
import { sampleIdOf } from "../../configuration/sample-id";

interface ConfigContext {
  params: Promise<{ environment: string; key: string; device: string }>;
}

const options = z.object({
  ike: z.enum(["ikev1", "ikev2"]).catch("ikev2"),
  keys: z.enum(["include", "leave-out"]).catch("leave-out"),
  sample: z.enum(["compatibility", "recommended"]).catch("compatibility"),
});

/** What must hold of every answer here, good or bad: no cache keeps it and no page runs it. */
const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

/**
 * The configuration of a connection as a file: `?ike=ikev1|ikev2&keys=include|leave-out`, ours or AWS's sample for one of its devices
 * (`aws-<id>`, `&sample=compatibility|recommended`). It may hold the keys, so it goes to the one who asked and nowhere else.
 */
export async function GET(request: Request, { params }: ConfigContext): Promise<Response> {
  const [viewer, { environment, key, device }] = await Promise.all([downloadViewer(request, "see"), params]);
  if (viewer instanceof Response) return viewer;
  const {
    ike: ikeVersion,
    keys,
    sample: sampleType,
  } = options.parse(Object.fromEntries(new URL(request.url).searchParams));
  try {
    const at = { environmentSlug: environment, connectionKey: `vpn-connection/${decodeURIComponent(key)}` };
    const asked = { ikeVersion, includeKeys: keys === "include" };
    const deviceId = sampleIdOf(device);
    const file =
      deviceId === null
        ? await deviceConfig(viewer, { ...at, family: device, options: asked })
        : await awsSample(viewer, { ...at, ...asked, deviceId, sampleType });
    const disposition = `attachment; filename="${asciiName(file.filename)}"; filename*=UTF-8''${encodeURIComponent(file.filename)}`;
    return new Response(file.text, {
      headers: { ...headers, "Content-Type": file.mediaType, "Content-Disposition": disposition },
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
  "sample-device-gone": 404,
  "ec2-refused": 502,
  "database-unavailable": 503,
  unexpected: 500,
};

/** For clients that know only the old form of the header (RFC 6266). */
function asciiName(filename: string): string {
  return filename.replace(/[^\w.-]+/g, "_");
}
