import { Age } from "@/components/ui/age";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status-icon";
import type { PaletteHit } from "./palette-hit";

/** One hit: what it is, what it was found by, where it is, and how and since when. */
export function HitLine({ hit: { tone, label, isMono, match, place, state, since } }: { hit: PaletteHit }) {
  return (
    <>
      <StatusIcon tone={tone} className="size-3.5" />
      <span className={cn("truncate", isMono && "mono")}>{label}</span>
      {match && <span className="mono truncate text-text-2">{match}</span>}
      {place && <span className="truncate text-muted max-sm:hidden">{place}</span>}
      {state && (
        <span className="text-xs whitespace-nowrap text-muted">
          {state} {since && <Age since={since} />}
        </span>
      )}
    </>
  );
}
