import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConnectionRoute } from "@/components/connections/connection-routes";
import { environmentPath } from "@/components/shell/paths";
import { Chip } from "@/components/ui/chip";
import { Link } from "@/components/ui/link";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { nameInKey } from "@/lib/domain/kinds/key";

/** Destinations, and for each the tables with it and without. */
export function RouteTable({ slug, routes }: { slug: string; routes: readonly ConnectionRoute[] }) {
  const t = useTranslations("connections.routes");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("destination")}</Th>
          <Th>{t("source")}</Th>
          <Th>{t("state")}</Th>
          <Th>{t("tables")}</Th>
        </tr>
      </thead>
      <tbody>
        {routes.map(({ destination, source, state, inTables, missingIn }) => (
          <Tr key={destination}>
            <Td className="mono">{destination}</Td>
            <Td>{t(source)}</Td>
            <Td className="mono">{state ?? ""}</Td>
            <Td className="min-w-72 whitespace-normal!">
              <span className="flex flex-wrap items-center gap-1 py-1">
                {inTables.map(({ key, name, isActive }) => (
                  <Link key={key} href={tablePath(slug, key)}>
                    <Chip tone={isActive ? "neutral" : "down"}>{isActive ? name : t("blackhole", { name })}</Chip>
                  </Link>
                ))}
                {missingIn.length > 0 && (
                  <span className="ml-1 inline-flex items-center gap-1.5 text-xs font-strong">
                    <TriangleAlert aria-hidden="true" className="size-3.5 text-degraded" />
                    {t("missing", { names: missingIn.map(({ name }) => name).join(", ") })}
                  </span>
                )}
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function tablePath(slug: string, key: string): string {
  return environmentPath(slug, `/resources/route-table/${encodeURIComponent(nameInKey(key))}`);
}
