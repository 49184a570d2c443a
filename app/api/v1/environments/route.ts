import { listEnvironments } from "@/lib/server/environments/queries";
import { answerLook } from "../answer";

/** The environments of the key's organization. */
export function GET(request: Request): Promise<Response> {
  return answerLook(request, "see", async (viewer) => ({
    environments: (await listEnvironments(viewer)).map(
      ({ slug, name, purpose, region, awsAccountId, observedAt, attemptedAt }) => ({
        ...{ slug, name, purpose, region, awsAccountId, observedAt, attemptedAt },
      }),
    ),
  }));
}
