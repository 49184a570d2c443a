"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { Modal } from "@/components/ui/modal";
import { hrefOf, type NavItem, navGroups, settingsItem } from "./nav-items";
import type { PaletteHit } from "./palette-hit";
import { HitLine } from "./palette-line";
import { lineId, type PaletteGroup, PaletteList } from "./palette-list";
import { stepThrough } from "./step-through";
import { useHits } from "./use-hits";

interface PaletteProps {
  onOpenChange: (isOpen: boolean) => void;
  environmentSlug: string | undefined;
}

/** Jumps to any id, address, prefix, name, change or page. The server finds; nothing of the network is in the page for it. Rendered while open. */
export function Palette({ onOpenChange, environmentSlug }: PaletteProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string>();
  const { hits, hasFailed, isCurrent } = useHits(environmentSlug, search);
  // What was pasted and sent at once is answered by the first hit, as soon as it is there.
  const isSent = useRef(false);

  const isEmpty = search.trim() === "";
  const pages = pagesFor(search, (id) => t(`nav.${id}`));
  const groups: PaletteGroup[] = groupsOf(hits).map(([group, members]) => ({
    heading: t(isEmpty ? `palette.first.${group}` : `palette.groups.${group}`),
    entries: members.map((hit) => ({ id: hit.id, href: hit.href, line: <HitLine hit={hit} /> })),
  }));
  if (pages.length > 0)
    groups.push({
      heading: t("palette.groups.pages"),
      entries: pages.map((page) => ({
        // A value of its own: a connection may be called as a page is.
        id: `page ${page.id}`,
        href: hrefOf(page, environmentSlug),
        line: (
          <>
            <page.icon aria-hidden="true" className="size-3.5 text-muted" />
            {t(`nav.${page.id}`)}
          </>
        ),
      })),
    });
  const entries = groups.flatMap((group) => group.entries);
  const current = entries.find(({ id }) => id === chosen) ?? entries[0];

  const go = (href: string) => {
    onOpenChange(false);
    router.push(href);
  };
  const goToFirst = useRef<() => void>(() => undefined);
  goToFirst.current = () => {
    const [first] = entries;
    if (first) go(first.href);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer begins at its first line, also where that has the name of the last one's.
  useEffect(() => {
    if (!isCurrent) return;
    setChosen(undefined);
    if (isSent.current) goToFirst.current();
    isSent.current = false;
  }, [isCurrent, hits]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = stepThrough(entries, current, event.key);
    if (next) setChosen(next.id);
    else if (event.key !== "Enter") return;
    else if (!isCurrent) isSent.current = true;
    else if (current) go(current.href);
    event.preventDefault();
  };
  return (
    <Modal
      aria-label={t("palette.open")}
      onClose={() => onOpenChange(false)}
      initialFocusRef={field}
      className="top-[15%] left-1/2 w-[560px] max-w-[calc(100vw-24px)]! -translate-x-1/2 animate-appear overflow-hidden rounded-lg bg-raised"
    >
      <div className="flex h-[42px] items-center gap-2.5 border-b border-border px-3.5">
        <input
          ref={field}
          role="combobox"
          aria-label={t("palette.open")}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current && lineId(listId, current.id)}
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => {
            isSent.current = false;
            setSearch(event.target.value);
          }}
          onKeyDown={onKeyDown}
          placeholder={t("palette.hint")}
          className="h-full min-w-0 grow bg-transparent text-[14px] outline-none placeholder:text-muted max-sm:text-base"
        />
        <Kbd>esc</Kbd>
      </div>
      <p role="status" className="sr-only">
        {isCurrent && !isEmpty && t("palette.found", { count: entries.length })}
      </p>
      <PaletteList
        id={listId}
        label={t("palette.results")}
        isBusy={!isCurrent}
        groups={groups}
        current={current?.id}
        onCurrent={setChosen}
        onGo={go}
      >
        {hasFailed && <p className="px-3.5 pt-3 pb-1 text-down-text">{t("palette.failed")}</p>}
        {isCurrent && !hasFailed && entries.length === 0 && (
          <p className="px-3.5 py-4 text-muted">{t("palette.nothing")}</p>
        )}
      </PaletteList>
    </Modal>
  );
}

function pagesFor(search: string, wordOf: (id: NavItem["id"]) => string): NavItem[] {
  const wanted = search.trim().toLowerCase();
  return [...navGroups.flatMap((group) => group.items), settingsItem].filter(({ id }) =>
    wordOf(id).toLowerCase().includes(wanted),
  );
}

/** In the order of their best hits, as the server gives them. */
function groupsOf(hits: readonly PaletteHit[]): [PaletteHit["group"], PaletteHit[]][] {
  const groups = new Map<PaletteHit["group"], PaletteHit[]>();
  for (const hit of hits) groups.set(hit.group, [...(groups.get(hit.group) ?? []), hit]);
  return [...groups];
}
