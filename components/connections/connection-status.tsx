import { useTranslations } from "next-intl";
import { HealthStatus } from "@/components/status/status";
import type { ConnectionRow } from "./connection-row";

/** "Degraded 2 h 14 min"; of what AWS is working on, what it does. */
export function ConnectionStatus({ row }: { row: Pick<ConnectionRow, "health" | "state" | "since"> }) {
  return <HealthStatus health={row.health} word={useProgressWord(row)} since={row.since} />;
}

/** "Creating", "Changing", "Deleting"; undefined where the health has its own word. */
export function useProgressWord({ health, state }: Pick<ConnectionRow, "health" | "state">): string | undefined {
  const t = useTranslations("connections.progress");
  if (health !== "pending") return undefined;
  return state === "pending" || state === "modifying" || state === "deleting" ? t(state) : undefined;
}
