import { z } from "zod";
import { submitChange } from "@/lib/server/changes/review-change";
import { answerCall } from "../../../../../answer";
import { type ChangeParams, changeAddress } from "../../../../../change-address";
import { describeChange } from "../../../../../describe-change";

/** Asks for review. The body is `{}`. */
export async function POST(request: Request, { params }: ChangeParams): Promise<Response> {
  return answerCall(request, { right: "submit", body: z.object({}) }, async (viewer) => {
    const address = await changeAddress(params);
    await submitChange(viewer, address);
    return describeChange(viewer, address);
  });
}
