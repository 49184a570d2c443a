"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { tracePath } from "@/lib/domain/topology/trace-path";
import { Toolbar } from "./toolbar";
import { pieceLinks } from "./topology-links";
import { topologyParsers } from "./url-state";
import { useIsPhone } from "./use-is-phone";

// Each is fetched where it is shown: neither the table nor a phone needs React Flow, the canvas no table.
const Canvas = lazy(() => import("./canvas").then(({ Canvas }) => ({ default: Canvas })));
const TopologyTable = lazy(() => import("./topology-table").then((module) => ({ default: module.TopologyTable })));
const Selected = lazy(() => import("./selected").then((module) => ({ default: module.Selected })));

interface TopologyViewProps {
  drawn: DrawnTopology;
  environmentName: string;
  /** The environment's own path, such as /seoul-demo. */
  base: string;
  canPropose: boolean;
  draft: { number: number; proposedCount: number } | null;
}

/** The page below its bar: tools, map or table, panel. What is seen stands in the URL. */
export function TopologyView({ drawn, environmentName, base, canPropose, draft }: TopologyViewProps) {
  const router = useRouter();
  const isPhone = useIsPhone();
  const searchField = useRef<HTMLInputElement>(null);
  const [asked, ask] = useQueryStates(topologyParsers, { history: "replace", scroll: false });
  useSearchKey(searchField);

  const links = useMemo(() => pieceLinks(base, { propose: canPropose }), [base, canPropose]);
  // What is selected is on the page already: nothing to ask the server for. Back closes the panel.
  const select = useCallback(
    (key: string | null) => void ask(key === null ? { focus: null, path: null } : { focus: key }, { history: "push" }),
    [ask],
  );
  const toggleOpen = useCallback(
    (key: string) =>
      void ask(({ open }) => ({ open: open.includes(key) ? open.filter((each) => each !== key) : [...open, key] }), {
        shallow: false,
        history: "push",
      }),
    [ask],
  );
  const propose = useCallback(
    (customerGateway: string, vpnGateway: string) => {
      if (links.connect) router.push(links.connect({ customerGateway, vpnGateway }));
    },
    [links, router],
  );
  const lit = useLit(drawn, asked.path ? asked.focus : null);
  const isTable = asked.view === "table" || isPhone;

  return (
    <div className="flex h-[calc(100dvh-var(--bar))] min-h-96 grow flex-col max-sm:h-auto">
      <h1 className="sr-only">{useTranslations("topology")("title")}</h1>
      <Toolbar
        view={asked.view}
        onView={(view) => void ask({ view }, { shallow: false, history: "push" })}
        problemsOnly={asked.problems}
        onProblemsOnly={() => void ask({ problems: !asked.problems }, { shallow: false })}
        hiddenHealthyCount={drawn.hiddenHealthyCount}
        openCount={asked.open.length}
        onCloseAll={() => void ask({ open: null }, { shallow: false, history: "push" })}
        query={asked.q}
        onQuery={(q) => void ask({ q }, { shallow: false, throttleMs: 250 })}
        foundCount={drawn.found?.length ?? null}
        searchField={searchField}
        draft={draft && { ...draft, href: links.change(draft.number) }}
      />
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_auto] max-md:grid-cols-1">
        <div className="relative min-h-0 min-w-0">
          <Nothing drawn={drawn} problemsOnly={asked.problems} base={base} />
          <Suspense fallback={<CanvasGround />}>
            {isTable ? (
              <TopologyTable
                rows={drawn.rows}
                focus={asked.focus}
                onSelect={select}
                onMore={() => void ask({ rows: asked.rows + 200 }, { shallow: false })}
              />
            ) : isPhone === null ? (
              <CanvasGround />
            ) : (
              <Canvas
                drawn={drawn}
                environmentName={environmentName}
                focus={asked.focus}
                lit={lit}
                open={asked.open}
                toggleOpen={toggleOpen}
                canPropose={canPropose}
                onSelect={select}
                onPropose={propose}
              />
            )}
          </Suspense>
        </div>
        {asked.focus !== null && (
          <Suspense fallback={<div className="w-[364px] max-md:hidden" />}>
            <Selected
              focus={asked.focus}
              drawn={drawn}
              links={links}
              isPathOnly={asked.path}
              onPathOnly={() => void ask({ path: !asked.path })}
              onSelect={select}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** The ground of the map while its code comes. */
function CanvasGround() {
  return <div className="size-full bg-sunken" />;
}

/** What is lit when the rest is dimmed: the path of the focus, or of what a search found. */
function useLit(drawn: DrawnTopology, path: string | null): ReadonlySet<string> | null {
  return useMemo(() => {
    if (path !== null) return tracePath(drawn, [path]);
    return drawn.found && tracePath(drawn, drawn.found);
  }, [drawn, path]);
}

/** "/" leads to the search, unless somebody is typing. */
function useSearchKey(field: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [field]);
}

/** Says why the map is empty, and what to do about it. */
function Nothing({ drawn, problemsOnly, base }: { drawn: DrawnTopology; problemsOnly: boolean; base: string }) {
  const t = useTranslations("topology.nothing");
  if (drawn.nodes.length > 0) return null;
  return (
    <EmptyState
      className="absolute inset-x-0 top-1/3 z-5"
      title={problemsOnly ? t("noProblems") : t("empty")}
      actions={
        !problemsOnly && (
          <a href={`${base}/setup`} className="link">
            {t("setUp")}
          </a>
        )
      }
    >
      {problemsOnly ? t("healthyHidden", { count: drawn.hiddenHealthyCount }) : t("emptyHelp")}
    </EmptyState>
  );
}
