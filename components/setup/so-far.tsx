import { Clock, Network, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { TunnelLine } from "@/components/status/tunnel-pair";
import { cn } from "@/components/ui/cn";

/** An end of the sketch. */
export interface SoFarEnd {
  name: string;
  /** New things are dashed, like on the map. */
  isNew: boolean;
}

interface SoFarProps {
  site: SoFarEnd | null;
  gateway: SoFarEnd | null;
  vpc: SoFarEnd | null;
  subnetCount: number;
  hasConnection: boolean;
  editCount: number;
  /** Null before the change is written. */
  changeNumber: number | null;
  isApplied: boolean;
  /** Its change is or was carried out, in part or whole. */
  isBegun: boolean;
  /** True where what AWS takes and costs is about to matter. */
  hasHints: boolean;
}

/** What the guide comes to so far, as the map would draw it. */
export function SoFar({
  site,
  gateway,
  vpc,
  subnetCount,
  hasConnection,
  editCount,
  changeNumber,
  isApplied,
  isBegun,
  hasHints,
}: SoFarProps) {
  const t = useTranslations("setup.soFar");
  return (
    <aside aria-label={t("title")} className="flex flex-col gap-6">
      <section>
        <h2 className="mb-2">{t("title")}</h2>
        <div className="flex min-h-40 items-center rounded-lg border border-border bg-sunken px-3 py-5">
          <End end={site} missing={t("noSite")} isApplied={isApplied} />
          <svg aria-hidden="true" viewBox="0 0 36 12" width={36} height={12} fill="none" className="shrink-0">
            {hasConnection && (
              <>
                <TunnelLine pattern={isApplied ? "unknown" : "proposed"} width={36} y={3} />
                <TunnelLine pattern={isApplied ? "unknown" : "proposed"} width={36} y={9} />
              </>
            )}
          </svg>
          <End end={gateway} missing={t("noGateway")} isApplied={isApplied} />
          <span aria-hidden="true" className={cn("h-px w-3 shrink-0", vpc && gateway && "bg-muted")} />
          <End end={vpc} missing={t("noVpc")} isApplied={isApplied} subnetCount={subnetCount} />
        </div>
        <p className="mt-2 text-xs text-muted">
          {isApplied && changeNumber !== null
            ? t("applied", { number: changeNumber })
            : changeNumber === null
              ? t("nothing", { count: editCount })
              : t(isBegun ? "begun" : "waiting", { count: editCount, number: changeNumber })}
        </p>
      </section>
      {hasHints && (
        <section>
          <h2 className="mb-2">{t("after")}</h2>
          <ul className="flex flex-col gap-2.5 text-xs text-text-2 [&_svg]:mt-px [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted [&>li]:flex [&>li]:gap-2">
            <li>
              <Timer aria-hidden="true" />
              {t("takes")}
            </li>
            <li>
              <Network aria-hidden="true" />
              {t("addresses")}
            </li>
            <li>
              <Clock aria-hidden="true" />
              {t("costs")}
            </li>
          </ul>
        </section>
      )}
      <section>
        <h2 className="mb-1">{t("leave")}</h2>
        <p className="text-xs text-text-2">{t("leaveBody")}</p>
      </section>
    </aside>
  );
}

function End({
  end,
  missing,
  isApplied,
  subnetCount = 0,
}: {
  end: SoFarEnd | null;
  missing: string;
  isApplied: boolean;
  subnetCount?: number;
}) {
  const t = useTranslations("setup.soFar");
  const isProposed = end?.isNew === true && !isApplied;
  return (
    <div
      className={cn(
        "min-w-0 flex-1 rounded-md border px-1.5 py-1 text-center text-2xs",
        end === null && "border-dashed border-border-strong text-muted",
        end && !isProposed && "border-border-strong bg-surface",
        isProposed && "border-dashed border-proposed bg-proposed-bg",
      )}
    >
      <b className="block truncate font-medium" title={end?.name}>
        {end?.name ?? missing}
      </b>
      {end && !isApplied && <span className="text-muted">{t(end.isNew ? "new" : "reused")}</span>}
      {Array.from({ length: Math.min(subnetCount, 4) }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they only stand for their number.
        <span key={place} aria-hidden="true" className="mt-1 block h-3 rounded-sm border border-border bg-surface" />
      ))}
    </div>
  );
}
