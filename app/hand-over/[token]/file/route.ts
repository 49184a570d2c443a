import { sendFile } from "@/app/send-file";
import { DomainError } from "@/lib/errors";
import { fileOfLink, takeFile } from "@/lib/server/handover/visit-link";

interface FileContext {
  params: Promise<{ token: string }>;
}

/** The file without keys, for the holder of a link to the page. */
export async function GET(request: Request, { params }: FileContext): Promise<Response> {
  const { token } = await params;
  return sendFile(() => fileOfLink({ token, headers: request.headers }));
}

/** The file with its keys, once; a link that does not give it any more leads back to its page, which says why. */
export async function POST(request: Request, { params }: FileContext): Promise<Response> {
  const { token } = await params;
  try {
    const file = await takeFile({ token, headers: request.headers });
    return await sendFile(async () => file);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // "See other", so that the browser looks with GET. The page says by itself what became of the link.
    return new Response(null, {
      status: 303,
      headers: { Location: `/hand-over/${token}`, "Cache-Control": "no-store" },
    });
  }
}
