import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { connectionPath } from "@/components/connections/connection-path";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Link } from "@/components/ui/link";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Replacement } from "@/lib/server/keys/queries";

interface ReplacedPanelProps {
  slug: string;
  connectionKey: string;
  replacement: Replacement;
}

/** Where a connection ended before it was made anew, and where it ends now: what its device has to be told. */
export function ReplacedPanel({ slug, connectionKey, replacement }: ReplacedPanelProps) {
  const t = useTranslations("keys.replaced");
  const { awsIdBefore, awsIdAfter, at, changeNumber, tunnels } = replacement;
  const age = () => <Age since={at} />;
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <span className="text-xs text-text-2">
          {changeNumber === null
            ? t.rich("elsewhere", { age })
            : t.rich("by", {
                age,
                number: String(changeNumber),
                change: (text) => (
                  <Link href={environmentPath(slug, `/changes/${changeNumber}`)} className="link">
                    {text}
                  </Link>
                ),
              })}
        </span>
      </PanelHeader>
      <Table label={t("table")}>
        <thead>
          <tr>
            <Th>
              <span className="sr-only">{t("part")}</span>
            </Th>
            <Th className="max-sm:px-1.5!">{t("before")}</Th>
            <Th className="max-sm:px-1.5!">{t("after")}</Th>
          </tr>
        </thead>
        <tbody>
          <Line name={t("id")} before={<span className={id}>{awsIdBefore}</span>} after={<CopyId id={awsIdAfter} />} />
          {tunnels.map(({ before, after }, index) => (
            <Pair key={after.outsideIpAddress} number={index + 1} before={before} after={after} />
          ))}
        </tbody>
      </Table>
      <PanelBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-text-2">{t("body")}</p>
        <Button asChild>
          <Link href={connectionPath(slug, connectionKey, "hand-over")}>
            {t("handover")}
            <ArrowRight aria-hidden="true" />
          </Link>
        </Button>
      </PanelBody>
    </Panel>
  );
}

function Pair({ number, before, after }: { number: number } & Replacement["tunnels"][number]) {
  const t = useTranslations("keys.replaced");
  const inside = (cidr: string | undefined) => cidr ?? <span className="text-muted">{t("notShown")}</span>;
  return (
    <>
      <Line
        name={t("outside", { number })}
        before={<span className="mono">{before.outsideIpAddress}</span>}
        after={<CopyId id={after.outsideIpAddress} />}
      />
      <Line
        name={t("inside", { number })}
        before={<span className="mono">{inside(before.insideCidr)}</span>}
        after={
          before.insideCidr === after.insideCidr ? (
            <span className="text-muted">{t("same")}</span>
          ) : (
            <span className="mono">{inside(after.insideCidr)}</span>
          )
        }
      />
    </>
  );
}

// Both stand side by side on a phone too: there an id may break, an address may not.
const onPhone = "max-sm:px-1.5! max-sm:py-1.5 max-sm:text-xs";
const id = "mono max-sm:break-all max-sm:whitespace-normal!";

function Line({ name, before, after }: { name: string; before: ReactNode; after: ReactNode }) {
  return (
    <Tr>
      <Th scope="row" className="text-left! text-xs font-medium text-muted max-sm:pr-1.5! max-sm:whitespace-normal!">
        {name}
      </Th>
      <Td className={onPhone}>{before}</Td>
      <Td className={onPhone}>{after}</Td>
    </Tr>
  );
}
