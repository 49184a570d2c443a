import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { StatusIcon, statusShape } from "@/components/ui/status-icon";
import type { Tone } from "@/components/ui/tone";
import type { TunnelState } from "@/lib/domain/tunnels/tunnel-view";
import { healthTone, type ShownHealth, tunnelTone } from "./health";

interface StatusProps {
  tone: Tone;
  word: ReactNode;
  /** Since when; a state without its age is only shown where the age cannot be known. */
  since?: Date | string | null;
  /** Instead of an age: "no reading for 9 min", "in CHG-145". */
  note?: ReactNode;
  className?: string;
}

/** Icon, word, age: how any state is shown in rows and lists. Only degraded and down are bold: healthy is quiet. */
export function Status({ tone, word, since, note, className }: StatusProps) {
  const isLoud = tone === "degraded" || tone === "down";
  return (
    <span className={cn("inline-flex items-center gap-1.5 align-top whitespace-nowrap", className)}>
      <StatusIcon tone={tone} className="size-3.5" />
      <span className={isLoud ? "font-strong" : undefined}>{word}</span>
      {since && <Age since={since} className="text-muted" />}
      {note && <span className="text-muted tabular-nums">{note}</span>}
    </span>
  );
}

interface HealthStatusProps extends Omit<StatusProps, "tone" | "word"> {
  health: ShownHealth;
  /** More exact than the general word: "Creating", "Settling". */
  word?: ReactNode;
}

/** State of a connection: "Degraded 2 h 14 min". */
export function HealthStatus({ health, word, ...props }: HealthStatusProps) {
  const t = useTranslations("common.health");
  return <Status tone={healthTone[health]} word={word ?? t(health)} {...props} />;
}

/** State of one tunnel, in AWS's words UP and DOWN. */
export function TunnelStatus({ state, ...props }: Omit<StatusProps, "tone" | "word"> & { state: TunnelState }) {
  const t = useTranslations("common.tunnelState");
  return <Status tone={tunnelTone[state]} word={t(state)} {...props} />;
}

/** The same on a tint, for the head of a page. */
export function HealthBadge({ health, word }: { health: ShownHealth; word?: ReactNode }) {
  const t = useTranslations("common.health");
  const tone = healthTone[health];
  return (
    <Badge tone={tone} icon={statusShape[tone]}>
      {word ?? t(health)}
    </Badge>
  );
}
