"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { hrefOf, type NavItem, navGroups, settingsItem } from "./nav-items";
import type { PaletteHit } from "./palette-hit";
import { HitLine } from "./palette-line";
import { useHits } from "./use-hits";

interface PaletteProps {
  onOpenChange: (isOpen: boolean) => void;
  environmentSlug: string | undefined;
}

const itemClass =
  "flex h-8 items-center gap-2.5 px-3.5 data-[selected=true]:bg-selected pointer-coarse:h-11 [&_kbd]:invisible data-[selected=true]:[&_kbd]:visible";
const groupClass =
  "[&_[cmdk-group-heading]]:px-3.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";

/** Jumps to any id, address, prefix, name, change or page. The server finds; nothing of the network is in the page for it. Rendered while open. */
export function Palette({ onOpenChange, environmentSlug }: PaletteProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [selected, setSelected] = useState("");
  const { hits, hasFailed, isCurrent } = useHits(environmentSlug, search);
  const pages = pagesFor(search, (id) => t(`nav.${id}`));
  const first = hits[0] ? hits[0].id : pages[0] && pageValue(pages[0]);
  // What was pasted and sent at once is answered by the first hit, as soon as it is there.
  const isSent = useRef(false);

  // Radix gives the focus back to a trigger of its own only, which this dialog has not.
  const [openedFrom] = useState(() => document.activeElement);
  const close = () => {
    onOpenChange(false);
    requestAnimationFrame(() => openedFrom instanceof HTMLElement && openedFrom.focus());
  };

  const go = (href: string) => {
    onOpenChange(false);
    router.push(href);
  };
  const goToFirst = useRef<() => void>(() => undefined);
  goToFirst.current = () => {
    const href = hits[0]?.href ?? (pages[0] && hrefOf(pages[0], environmentSlug));
    if (href !== undefined) go(href);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer selects its first line, also where that has the name of the last one's.
  useEffect(() => {
    if (!isCurrent) return;
    setSelected(first ?? "");
    if (isSent.current) goToFirst.current();
    isSent.current = false;
  }, [isCurrent, hits, first]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || isCurrent || event.nativeEvent.isComposing) return;
    event.preventDefault();
    isSent.current = true;
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(isOpen) => isOpen || close()}
      label={t("palette.open")}
      shouldFilter={false}
      loop
      value={selected}
      onValueChange={setSelected}
      onKeyDown={onKeyDown}
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed top-[15%] left-1/2 z-50 w-[560px] max-w-[calc(100vw-24px)] -translate-x-1/2 animate-appear overflow-hidden rounded-lg border border-border bg-raised shadow-float"
    >
      <div className="flex h-[42px] items-center gap-2.5 border-b border-border px-3.5">
        <Command.Input
          value={search}
          onValueChange={(value) => {
            isSent.current = false;
            setSearch(value);
          }}
          placeholder={t("palette.hint")}
          className="h-full grow bg-transparent text-[14px] outline-none placeholder:text-muted"
        />
        <Kbd>esc</Kbd>
      </div>
      <p role="status" className="sr-only">
        {isCurrent && search.trim() !== "" && t("palette.found", { count: hits.length + pages.length })}
      </p>
      <Command.List
        label={t("palette.results")}
        aria-busy={!isCurrent}
        className="max-h-[min(440px,60vh)] overflow-y-auto pb-1.5"
      >
        {hasFailed && <p className="px-3.5 pt-3 pb-1 text-down-text">{t("palette.failed")}</p>}
        {isCurrent && !hasFailed && hits.length + pages.length === 0 && (
          <p className="px-3.5 py-4 text-muted">{t("palette.nothing")}</p>
        )}
        {groupsOf(hits).map(([group, members]) => (
          <Command.Group
            key={group}
            heading={t(search.trim() === "" ? `palette.first.${group}` : `palette.groups.${group}`)}
            className={groupClass}
          >
            {members.map((hit) => (
              <Command.Item key={hit.id} value={hit.id} onSelect={() => go(hit.href)} className={itemClass}>
                <HitLine hit={hit} />
                <Kbd className="ml-auto">↵</Kbd>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {pages.length > 0 && (
          <Command.Group heading={t("palette.groups.pages")} className={groupClass}>
            {pages.map((page) => (
              <Command.Item
                key={page.id}
                value={pageValue(page)}
                onSelect={() => go(hrefOf(page, environmentSlug))}
                className={itemClass}
              >
                <page.icon aria-hidden="true" className="size-3.5 text-muted" />
                {t(`nav.${page.id}`)}
                <Kbd className="ml-auto">↵</Kbd>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}

function pagesFor(search: string, wordOf: (id: NavItem["id"]) => string): NavItem[] {
  const wanted = search.trim().toLowerCase();
  return [...navGroups.flatMap((group) => group.items), settingsItem].filter(({ id }) =>
    wordOf(id).toLowerCase().includes(wanted),
  );
}

/** A value of its own: a connection may be called as a page is. */
function pageValue({ id }: NavItem): string {
  return `page ${id}`;
}

/** In the order of their best hits, as the server gives them. */
function groupsOf(hits: readonly PaletteHit[]): [PaletteHit["group"], PaletteHit[]][] {
  const groups = new Map<PaletteHit["group"], PaletteHit[]>();
  for (const hit of hits) groups.set(hit.group, [...(groups.get(hit.group) ?? []), hit]);
  return [...groups];
}
