"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { isTaken } from "./is-taken";

/** Fetched when it is first opened: most visits never need it. */
const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));

interface PaletteTriggerProps {
  /** The environment whose pages it offers. */
  environmentSlug: string | undefined;
}

/** The search field of the top bar, and ⌘K or Ctrl K from anywhere. "/" is the page's own search, and this one where it has none. */
export function PaletteTrigger({ environmentSlug }: PaletteTriggerProps) {
  const t = useTranslations("shell.palette");
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback(() => setIsOpen(true), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isOpening = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
      const isSearching = event.key === "/" && !isTaken(event);
      if (!(isOpening || isSearching) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      const field = isSearching ? pageSearch() : null;
      if (field) field.focus();
      else open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open]);
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-7 w-56 items-center gap-2 rounded-md border border-border bg-surface pr-[5px] pl-[9px] text-xs text-muted hover:bg-hover max-lg:w-auto max-lg:pr-[9px] pointer-coarse:size-11 pointer-coarse:justify-center pointer-coarse:p-0"
      >
        <Search aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="max-lg:sr-only">{t("hint")}</span>
        <Kbd aria-hidden="true" className="ml-auto border-border! max-lg:hidden">
          ⌘K
        </Kbd>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Palette onOpenChange={setIsOpen} environmentSlug={environmentSlug} />
        </Suspense>
      )}
    </>
  );
}

/** The first search field of the page that can be seen; a phone hides some. */
function pageSearch(): HTMLElement | null {
  const fields = document.querySelectorAll<HTMLElement>("main input[type=search]");
  return Array.from(fields).find((field) => field.checkVisibility()) ?? null;
}
