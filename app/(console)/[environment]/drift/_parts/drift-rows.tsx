"use client";

import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import type { DriftGroup, DriftLine } from "./drift-group";

/** What is made right: AWS, or the wish. */
export type Decision = "adopt" | "revert";

interface DriftRowsProps {
  slug: string;
  group: DriftGroup;
  /** Null for who may only look. */
  decide: {
    isChosen: boolean;
    onToggle: () => void;
    onPropose: (what: Decision) => void;
    onIgnore: (line: Pick<DriftLine, "path" | "fingerprint">) => void;
  } | null;
}

/** Field, wanted, in AWS, for how long, what to do: in columns, and on a phone below each other. */
const columns =
  "grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_96px_64px] items-center gap-x-4 max-md:grid-cols-[minmax(0,1fr)_auto]";

/** Heads of the columns; each value says for itself which it is to who does not see them. */
export function DriftHeads() {
  const t = useTranslations("drift.told");
  return (
    <span aria-hidden="true" className={cn(columns, "grow text-2xs font-medium text-muted max-md:hidden")}>
      <span>{t("field")}</span>
      <span>{t("wanted")}</span>
      <span>{t("shown")}</span>
      <span>{t("for")}</span>
    </span>
  );
}

/** One resource that drifted: its name with what can be done, a line for each field, and how it may have come. */
export function DriftRows({ slug, group, decide }: DriftRowsProps) {
  const t = useTranslations("drift");
  const { key, name, lines, cause, cannotAdopt } = group;
  return (
    <li id={key} className="border-b border-border last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 bg-background px-4 py-1.5">
        <span className="flex min-w-0 items-start gap-2">
          {decide && (
            <Checkbox
              label={t("told.select", { name })}
              isLabelHidden
              className="mt-[3px]"
              checked={decide.isChosen}
              onChange={decide.onToggle}
            />
          )}
          <GroupHead slug={slug} group={group} />
        </span>
        {decide && (
          <span className="ml-auto inline-flex gap-1.5">
            {cannotAdopt === null && (
              <Button size="small" onClick={() => decide.onPropose("adopt")}>
                {t("adopt.open")}
              </Button>
            )}
            <Button size="small" onClick={() => decide.onPropose("revert")}>
              {t("revert.open")}
            </Button>
          </span>
        )}
      </div>
      <ul className={cn("px-4", decide && "md:pl-[38px]")}>
        {lines.map((line) => (
          <Line
            key={line.path}
            line={line}
            name={name}
            isGone={group.isGone}
            onIgnore={decide && (() => decide.onIgnore({ path: line.path, fingerprint: line.fingerprint }))}
          />
        ))}
      </ul>
      <p className={cn("px-4 pt-1.5 pb-2 text-xs text-muted", decide && "md:pl-[38px]")}>
        {cause}
        {cannotAdopt && ` ${cannotAdopt}`}
      </p>
    </li>
  );
}

interface LineProps {
  line: DriftLine;
  name: string;
  isGone: boolean;
  onIgnore: (() => void) | null;
}

function Line({ line: { label, wanted, shown, since }, name, isGone, onIgnore }: LineProps) {
  const t = useTranslations("drift");
  const value = isGone ? "" : "mono";
  return (
    <li className={cn(columns, "min-h-row border-b border-border py-1")}>
      <span>{label}</span>
      <span className="max-md:col-start-1">
        <Said word={t("told.wanted")} /> <span className={cn(value, "text-proposed-text")}>{wanted}</span>
      </span>
      <span className="max-md:col-start-1">
        <Said word={t("told.shown")} /> <span className={value}>{shown}</span>
      </span>
      <span className="text-muted max-md:col-start-1">
        <Said word={t("told.for")} /> {since && <Age since={since} />}
      </span>
      {onIgnore && (
        <Button
          size="small"
          variant="quiet"
          className="max-md:col-start-2 max-md:row-start-1"
          aria-label={t("ignore.openField", { field: label, name })}
          onClick={onIgnore}
        >
          {t("ignore.open")}
        </Button>
      )}
    </li>
  );
}

/** The head of a column, where there is none. */
function Said({ word }: { word: string }) {
  return <span className="text-xs text-muted md:sr-only">{word}</span>;
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
