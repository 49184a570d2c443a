import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { connectionPath } from "@/components/connections/connection-path";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { ConnectionStatus } from "@/components/connections/connection-status";
import { KeyAge } from "@/components/connections/key-age";
import { ConnectionPair } from "@/components/tunnels/connection-pair";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { KeyAge as Aged } from "@/lib/server/keys/queries";
import type { AskedRotation } from "./load-rotation";
import { rotationPath } from "./rotation-path";

interface ChosenConnectionsProps {
  slug: string;
  asked: AskedRotation;
  rows: readonly ConnectionRow[];
  ages: ReadonlyMap<string, readonly Aged[]>;
}

/** The connections that get new keys: how they are now, and how old their keys are. Nothing while none is chosen. */
export function ChosenConnections({ slug, asked, rows, ages }: ChosenConnectionsProps) {
  const t = useTranslations("keys");
  if (rows.length === 0) return null;
  return (
    <Table label={t("table")}>
      <thead>
        <tr>
          <Th>{t("connection")}</Th>
          <Th>{t("ages")}</Th>
          <Th>{t("now")}</Th>
          <Th>
            <span className="sr-only">{t("drop", { name: "" })}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.key}>
            <Td>
              <Link href={connectionPath(slug, row.key)} className="font-strong hover:underline">
                {row.name}
              </Link>
            </Td>
            <Td className="min-w-40 py-1.5 text-xs max-sm:whitespace-normal!">
              {ages.get(row.key)?.map((age) => (
                <span key={age.outsideIpAddress} className="block">
                  <span className="mono text-muted">{age.outsideIpAddress}</span> <KeyAge {...age} />
                </span>
              )) ?? <span className="text-muted">{t("unknown")}</span>}
            </Td>
            <Td>
              <span className="flex items-center gap-2">
                <ConnectionPair tunnels={row.tunnels} />
                <ConnectionStatus row={row} />
              </span>
            </Td>
            <Td className="text-right!">
              <Button asChild variant="quiet" size="small" icon>
                <Link
                  replace
                  scroll={false}
                  aria-label={t("drop", { name: row.name })}
                  href={rotationPath(
                    slug,
                    asked.of.filter((key) => key !== row.key),
                    asked.way,
                  )}
                >
                  <X aria-hidden="true" />
                </Link>
              </Button>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
