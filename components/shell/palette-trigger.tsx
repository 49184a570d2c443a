"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import type { PaletteEntry } from "./palette-entries";

/** Fetched when it is first opened: most visits never need it. */
const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });

interface PaletteTriggerProps {
  entries: PaletteEntry[];
  /** The environment whose pages it offers. */
  environmentSlug: string | undefined;
}

/** The search field of the top bar, and ⌘K or Ctrl K from anywhere. */
export function PaletteTrigger({ entries, environmentSlug }: PaletteTriggerProps) {
  const t = useTranslations("shell.palette");
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const open = useCallback(() => {
    setWasOpened(true);
    setIsOpen(true);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      open();
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
        <Kbd aria-hidden="true" className="ml-auto border-border max-lg:hidden">
          ⌘K
        </Kbd>
      </button>
      {wasOpened && (
        <Palette isOpen={isOpen} onOpenChange={setIsOpen} entries={entries} environmentSlug={environmentSlug} />
      )}
    </>
  );
}
