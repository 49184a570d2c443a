import { healthOrder, type ShownHealth } from "@/components/status/health";
import type { Health } from "@/lib/domain/tunnels/tunnel-status";

export type { Health };

/** What a connection in AWS can be, worst first. */
export const healths: readonly Health[] = healthOrder.filter(isHealth);

function isHealth(health: ShownHealth): health is Health {
  return health !== "proposed";
}
