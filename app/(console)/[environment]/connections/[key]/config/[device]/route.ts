import { z } from "zod";
import { downloadViewer } from "@/app/api/v1/demand-key";
import { sendFile } from "@/app/send-file";
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
  const at = { environmentSlug: environment, connectionKey: `vpn-connection/${decodeURIComponent(key)}` };
  const asked = { ikeVersion, includeKeys: keys === "include" };
  const deviceId = sampleIdOf(device);
  return sendFile(() =>
    deviceId === null
      ? deviceConfig(viewer, { ...at, family: device, options: asked })
      : awsSample(viewer, { ...at, ...asked, deviceId, sampleType }),
  );
}
