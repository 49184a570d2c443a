import { saveEdits } from "@/lib/server/changes/save-edit";
import { answerCall } from "../../../../../answer";
import { type ChangeParams, changeAddress } from "../../../../../change-address";
import { moreEdits } from "../../../../../change-input";
import { demandSaved } from "../../../../../demand-saved";
import { describeChange } from "../../../../../describe-change";

/** Puts more edits into a draft. One of a key that is in it replaces that. */
export async function POST(request: Request, { params }: ChangeParams): Promise<Response> {
  return answerCall(request, { right: "edit", body: moreEdits }, async (viewer, input) => {
    const address = await changeAddress(params);
    await demandSaved(await saveEdits(viewer, { ...address, ...input }));
    return describeChange(viewer, address);
  });
}
