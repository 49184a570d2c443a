import { getTranslations } from "next-intl/server";
import { connectionPath } from "@/components/connections/connection-path";
import { resourcePath } from "@/components/resources/resource-path";
import type { PaletteHit } from "@/components/shell/palette-hit";
import { environmentPath } from "@/components/shell/paths";
import { healthTone, tunnelTone } from "@/components/status/health";
import type { Tone } from "@/components/ui/tone";
import type { ChangeStage } from "@/lib/domain/changes/change-stage";
import type { Hit } from "@/lib/domain/find/find-hits";
import type { Thing } from "@/lib/domain/find/things-of-network";

const stageTone: Record<ChangeStage, Tone> = {
  draft: "neutral",
  submitted: "pending",
  applying: "pending",
  partial: "degraded",
  failed: "down",
};

/** Gives what was found its words, its tone and its address. */
export async function wordHits(slug: string, hits: readonly Hit<Thing>[]): Promise<PaletteHit[]> {
  const t = await getTranslations();
  return hits.map(({ thing, match }) => {
    const { group, label } = thing;
    const shown = { group, label, match, isMono: false, since: null } as const;
    switch (thing.group) {
      case "tunnels":
        return {
          ...shown,
          id: `tunnel ${label} ${thing.connectionKey}`,
          isMono: true,
          place: thing.connectionName,
          state: t(isMade(thing.state) ? `common.tunnelState.${thing.state}` : `common.health.${thing.state}`),
          since: thing.since?.toISOString() ?? null,
          tone: isMade(thing.state) ? tunnelTone[thing.state] : thing.state,
          href: connectionPath(slug, thing.connectionKey),
        };
      case "connections":
        return {
          ...shown,
          id: thing.key,
          place: thing.siteName === label ? null : thing.siteName,
          state: t(`common.health.${thing.health}`),
          since: thing.since?.toISOString() ?? null,
          tone: healthTone[thing.health],
          href: connectionPath(slug, thing.key),
        };
      case "sites":
        return {
          ...shown,
          id: thing.key,
          place: t("shell.palette.siteConnections", { count: thing.connectionCount }),
          state: thing.health && t(`common.health.${thing.health}`),
          tone: thing.health ? healthTone[thing.health] : "neutral",
          href: resourcePath(slug, thing.key),
        };
      case "resources":
        return {
          ...shown,
          id: thing.key,
          place: t(`kinds.${thing.kind}.label`),
          // EC2's own word, as it is.
          state: thing.state,
          tone: "neutral",
          href: resourcePath(slug, thing.key),
        };
      case "changes":
        return {
          ...shown,
          id: `change ${thing.number}`,
          place: thing.authorName,
          state: t(`shell.palette.stage.${thing.stage}`),
          since: thing.since.toISOString(),
          tone: stageTone[thing.stage],
          href: environmentPath(slug, `/changes/${thing.number}`),
        };
      default: {
        const impossible: never = thing;
        throw new Error(`Unknown hit: ${impossible}`);
      }
    }
  });
}

type TunnelState = Extract<Thing, { group: "tunnels" }>["state"];

function isMade(state: TunnelState): state is Exclude<TunnelState, "pending" | "proposed"> {
  return state !== "pending" && state !== "proposed";
}
