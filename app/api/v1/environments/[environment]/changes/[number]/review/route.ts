import { reviewChange } from "@/lib/server/changes/review-change";
import { answerCall } from "../../../../../answer";
import { type ChangeParams, changeAddress } from "../../../../../change-address";
import { review } from "../../../../../change-input";
import { describeChange } from "../../../../../describe-change";

/** Approves the plan that was looked at, asks for changes, or withdraws an approval. */
export async function POST(request: Request, { params }: ChangeParams): Promise<Response> {
  return answerCall(request, { right: "review", body: review }, async (viewer, input) => {
    const address = await changeAddress(params);
    await reviewChange(viewer, { ...address, ...input });
    return describeChange(viewer, address);
  });
}
