import { answerLook } from "../../../../answer";
import { type ChangeParams, changeAddress } from "../../../../change-address";
import { describeChange } from "../../../../describe-change";

/** A change with its plan, its approvals, its gates and how far its run has come. */
export function GET(request: Request, { params }: ChangeParams): Promise<Response> {
  return answerLook(request, "see", async (viewer) => describeChange(viewer, await changeAddress(params)));
}
