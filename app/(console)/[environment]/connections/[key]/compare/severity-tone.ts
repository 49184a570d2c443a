import { type Tone, toneText } from "@/components/ui/tone";
import type { Severity } from "@/lib/domain/devices/reading/comparing/difference";

/** Worst first. */
export const severities = ["error", "warning", "note"] as const satisfies readonly Severity[];

const tones: Record<Severity, Tone> = { error: "down", warning: "degraded", note: "neutral" };

const inTone = (tone: Tone) => ({ tone, text: toneText[tone] });

/** What a difference does to a tunnel, as the network's states are shown everywhere. */
export const severityTone: Record<Severity, { tone: Tone; text: string }> = {
  error: inTone(tones.error),
  warning: inTone(tones.warning),
  note: inTone(tones.note),
};
