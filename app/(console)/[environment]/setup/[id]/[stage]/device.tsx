import { useTranslations } from "next-intl";
import { connectionPath } from "@/components/connections/connection-path";
import { ConnectionStatus } from "@/components/connections/connection-status";
import { environmentPath } from "@/components/shell/paths";
import { TunnelsPanel } from "@/components/tunnels/tunnels-panel";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { configureSimulatedDeviceAction } from "@/lib/server/setup/actions";
import { ConfigureDevice } from "./configure-device";
import type { LoadedGuide } from "./load-guide";

/** Waits for the device: both tunnels as they come up. */
export function Device({ loaded }: { loaded: LoadedGuide }) {
  const t = useTranslations("setup.device");
  const { slug, network, connection, guide } = loaded;
  if (!connection) return <EmptyState title={t("notYet")}>{t("notYetBody")}</EmptyState>;
  const { purpose, controlUrl } = network.environment;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={connectionPath(slug, connection.key)} className="link font-strong">
          {connection.name}
        </Link>
        <ConnectionStatus row={connection} />
        <Link href={environmentPath(slug, "/topology")} className="link ml-auto">
          {t("map")}
        </Link>
      </p>
      <TunnelsPanel tunnels={connection.tunnels} facts={[]} />
      {purpose === "sandbox" && controlUrl !== null ? (
        <ConfigureDevice
          slug={slug}
          connectionKey={connection.key}
          prefixes={guide.answers.needs?.prefixes ?? []}
          configure={configureSimulatedDeviceAction}
        />
      ) : (
        <p className="text-text-2">{t("byHand")}</p>
      )}
    </div>
  );
}
