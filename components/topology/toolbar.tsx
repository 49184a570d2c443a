"use client";

import { DiamondPlus, FoldVertical, ListFilter, Search, Table2, Waypoints } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";
import { Segmented } from "@/components/ui/segmented";

interface ToolbarProps {
  view: "canvas" | "table";
  onView: (view: "canvas" | "table") => void;
  problemsOnly: boolean;
  onProblemsOnly: () => void;
  hiddenHealthyCount: number;
  /** How many stacks and VPCs are opened. */
  openCount: number;
  onCloseAll: () => void;
  query: string;
  onQuery: (query: string) => void;
  /** What the search found; null when nothing was asked. */
  foundCount: number | null;
  searchField: RefObject<HTMLInputElement | null>;
  /** The newest draft whose proposals are on the map. */
  draft: { number: number; proposedCount: number; href: string } | null;
}

/** What is shown of the network, and how. */
export function Toolbar(props: ToolbarProps) {
  const { view, onView, problemsOnly, onProblemsOnly, hiddenHealthyCount, openCount, onCloseAll, draft } = props;
  const t = useTranslations("topology.toolbar");
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 border-b border-border bg-background py-1.5 pr-4 pl-6 max-sm:px-4">
      <div className="max-sm:hidden">
        <Segmented
          label={t("view")}
          value={view}
          onChange={onView}
          options={[
            { value: "canvas", label: t("canvas"), icon: Waypoints },
            { value: "table", label: t("table"), icon: Table2 },
          ]}
        />
      </div>
      <Button
        size="small"
        aria-pressed={problemsOnly}
        onClick={onProblemsOnly}
        className={cn(problemsOnly && "border-accent! bg-selected!")}
      >
        <ListFilter aria-hidden="true" />
        {t("problemsOnly")}
      </Button>
      {problemsOnly && (
        <span className="text-xs text-muted tabular-nums">{t("healthyHidden", { count: hiddenHealthyCount })}</span>
      )}
      {openCount > 0 && view === "canvas" && (
        <Button size="small" variant="quiet" onClick={onCloseAll} className="max-sm:hidden">
          <FoldVertical aria-hidden="true" />
          {t("closeAll", { count: openCount })}
        </Button>
      )}
      <SearchField {...props} />
      {draft && (
        <Link
          href={draft.href}
          className="inline-flex h-7 items-center gap-1.5 rounded-md border border-dashed border-proposed bg-proposed-bg px-2.5 text-xs font-medium whitespace-nowrap text-proposed-text"
        >
          <DiamondPlus aria-hidden="true" className="size-3.5" />
          {t("draft", { number: draft.number, count: draft.proposedCount })}
        </Link>
      )}
    </div>
  );
}

function SearchField({ query, onQuery, foundCount, searchField }: ToolbarProps) {
  const t = useTranslations("topology.toolbar");
  return (
    <>
      <label className="ml-auto flex h-7 w-60 items-center gap-2 rounded-md border border-control bg-surface px-2 text-muted has-focus-visible:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:ml-0 max-sm:h-11 max-sm:w-full">
        <Search aria-hidden="true" className="size-3.5 shrink-0" />
        <input
          ref={searchField}
          type="search"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          aria-label={t("search")}
          placeholder={t("searchPlaceholder")}
          autoComplete="off"
          spellCheck={false}
          className="w-full min-w-0 bg-transparent text-xs text-text outline-none placeholder:text-muted max-sm:text-base"
        />
        {query === "" && <Kbd className="max-sm:hidden">/</Kbd>}
      </label>
      <span role="status" className="text-xs text-muted tabular-nums">
        {foundCount !== null && t("found", { count: foundCount })}
      </span>
    </>
  );
}
