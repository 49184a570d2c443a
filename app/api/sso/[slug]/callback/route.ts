import { safeNext } from "@/app/sign-in/safe-next";
import { finishSignIn } from "@/lib/server/auth/sso/finish-sign-in";
import { leadTo, leadToProblem } from "../../lead-to";
import { takeKept } from "../../sign-in-cookie";

/** Where the provider sends people back to. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const { next, error } = await finishSignIn({
    slug,
    search: new URL(request.url).search,
    cookie: await takeKept(slug),
  });
  return error === undefined ? leadTo(safeNext(next)) : leadToProblem(slug, error, safeNext(next));
}
