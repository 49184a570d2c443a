import { applyChange } from "@/lib/server/changes/apply-change";
import { answerCall } from "../../../../../answer";
import { type ChangeParams, changeAddress } from "../../../../../change-address";
import { apply } from "../../../../../change-input";
import { describeChange } from "../../../../../describe-change";

/** Starts the run of the plan that was approved. How it goes is read from the change. */
export async function POST(request: Request, { params }: ChangeParams): Promise<Response> {
  return answerCall(request, { right: "apply", body: apply }, async (viewer, input) => {
    const address = await changeAddress(params);
    await applyChange(viewer, { ...address, ...input });
    return describeChange(viewer, address);
  });
}
