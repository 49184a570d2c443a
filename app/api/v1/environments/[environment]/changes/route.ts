import { DomainError } from "@/lib/errors";
import { listChanges } from "@/lib/server/changes/queries";
import { saveEdits } from "@/lib/server/changes/save-edit";
import { findEnvironment } from "@/lib/server/environments/queries";
import { answerCall, answerLook } from "../../../answer";
import { newDraft } from "../../../change-input";
import { demandSaved } from "../../../demand-saved";
import { describeChange } from "../../../describe-change";

interface Context {
  params: Promise<{ environment: string }>;
}

/** The changes, newest first: `?filter=open` leaves out what nobody has to do anything about any more. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerLook(request, "see", async (viewer) => {
    const environment = await findEnvironment(viewer, (await params).environment);
    if (!environment) throw new DomainError("environment-not-found");
    const filter = new URL(request.url).searchParams.get("filter") === "open" ? "open" : "all";
    const rows = await listChanges(viewer, { environmentId: environment.id, filter });
    return {
      changes: rows.map(
        ({ number, title, status, impact, authorName, createdAt, updatedAt, scheduledAt, approvals }) => ({
          ...{ number, title, status, impact, author: authorName, createdAt, updatedAt, scheduledAt, approvals },
        }),
      ),
    };
  });
}

/** Begins a draft with its first edits. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerCall(request, { right: "edit", body: newDraft }, async (viewer, draft) => {
    const { environment: environmentSlug } = await params;
    const changeNumber = await demandSaved(await saveEdits(viewer, { environmentSlug, ...draft }));
    return describeChange(viewer, { environmentSlug, changeNumber });
  });
}
