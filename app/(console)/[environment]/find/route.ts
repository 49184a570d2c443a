import { getViewer } from "@/lib/server/auth/viewer";
import { findAnything } from "@/lib/server/find/queries";
import { wordHits } from "./word-hits";

/** Pasted by mistake, a whole document must not keep the server busy. */
const QUERY_MAX = 200;

/** What ⌘K shows for `?q=`; without a search what it begins with. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const [viewer, { environment: slug }] = await Promise.all([getViewer(), params]);
  if (!viewer) return answer({ hits: [] }, 401);
  const query = new URL(request.url).searchParams.get("q") ?? "";
  const hits = await findAnything(viewer, slug, query.slice(0, QUERY_MAX));
  return hits ? answer({ hits: await wordHits(slug, hits) }, 200) : answer({ hits: [] }, 404);
}

function answer(body: object, status: number): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
