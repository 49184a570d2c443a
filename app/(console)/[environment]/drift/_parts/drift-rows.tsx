"use client";

import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Link } from "@/components/ui/link";
import { Td, Tr } from "@/components/ui/table";
import type { DriftGroup, DriftLine } from "./drift-group";
import type { Proposing } from "./propose-dialog";

interface DriftRowsProps {
  slug: string;
  group: DriftGroup;
  /** Null for who may only look. */
  decide: {
    isChosen: boolean;
    onToggle: () => void;
    onPropose: (what: Proposing["what"]) => void;
    onIgnore: (line: Pick<DriftLine, "path" | "fingerprint">) => void;
  } | null;
}

/** One resource that drifted: its name with what can be done, a line for each field, and how it may have come. */
export function DriftRows({ slug, group, decide }: DriftRowsProps) {
  const t = useTranslations("drift");
  const { name, lines } = group;
  return (
    <tbody id={group.key}>
      <tr className="bg-background">
        {decide && (
          <Td className="w-8 pr-0">
            <Checkbox
              label={t("told.select", { name })}
              isLabelHidden
              checked={decide.isChosen}
              onChange={decide.onToggle}
            />
          </Td>
        )}
        <th scope="rowgroup" colSpan={decide ? 3 : 4} className="text-left! font-normal!">
          <GroupHead slug={slug} group={group} />
        </th>
        {decide && (
          <Td colSpan={2} className="text-right!">
            <span className="inline-flex gap-1.5">
              {group.cannotAdopt === null && (
                <Button size="small" onClick={() => decide.onPropose("adopt")}>
                  {t("adopt.open")}
                </Button>
              )}
              <Button size="small" onClick={() => decide.onPropose("revert")}>
                {t("revert.open")}
              </Button>
            </span>
          </Td>
        )}
      </tr>
      {lines.map(({ label, wanted, shown, since, path, fingerprint }) => (
        <Tr key={path}>
          {decide && <Td className="w-8 pr-0" />}
          <Td>{label}</Td>
          <Td className="mono text-proposed-text">{wanted}</Td>
          <Td className="mono">{shown}</Td>
          <Td className="text-muted">{since && <Age since={since} />}</Td>
          {decide && (
            <Td className="text-right!">
              <Button
                size="small"
                variant="quiet"
                aria-label={t("ignore.openField", { field: label, name })}
                onClick={() => decide.onIgnore({ path, fingerprint })}
              >
                {t("ignore.open")}
              </Button>
            </Td>
          )}
        </Tr>
      ))}
      <tr>
        {decide && <Td className="w-8 pr-0" />}
        <Td colSpan={decide ? 5 : 4} className="text-xs whitespace-normal! text-muted">
          {group.cause}
          {group.cannotAdopt && ` ${group.cannotAdopt}`}
        </Td>
      </tr>
    </tbody>
  );
}

function GroupHead({
  slug,
  group: { name, href, kindName, isGone, stale, changes },
}: {
  slug: string;
  group: DriftGroup;
}) {
  const t = useTranslations("drift.told");
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Link href={href} className="font-strong hover:underline">
        {name}
      </Link>
      <span className="text-xs text-muted">{kindName}</span>
      {isGone && <Badge tone="degraded">{t("gone")}</Badge>}
      {changes.map((number) => (
        <Link key={number} href={environmentPath(slug, `/changes/${number}`)} className="link text-xs">
          {t("inChange", { number: String(number) })}
        </Link>
      ))}
      {stale && (
        <span className="text-xs text-unknown-text">
          {stale.readAt === null
            ? t("neverRead")
            : t.rich("stale", { age: () => <Age since={stale.readAt ?? ""} form="ago" /> })}
        </span>
      )}
    </span>
  );
}
