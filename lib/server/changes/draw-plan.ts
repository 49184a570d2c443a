import "server-only";
import { buildPlan } from "@/lib/domain/plan/build-plan";
import type { Edit, Plan } from "@/lib/domain/plan/step";
import type { Network } from "./load-network";

/** The plan of these edits for the network as it is now. */
export function drawPlan(edits: readonly Edit[], { resources, region, tunnelsOf }: Network): Plan {
  return buildPlan({ edits, resources, region, tunnelsOf });
}
