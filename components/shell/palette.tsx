"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { StatusIcon } from "@/components/ui/status-icon";
import { hrefOf, navGroups, settingsItem } from "./nav-items";
import { type PaletteEntry, paletteGroups, scoreEntry } from "./palette-entries";

interface PaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  entries: PaletteEntry[];
  environmentSlug: string | undefined;
}

const itemClass =
  "flex h-8 items-center gap-2.5 px-3.5 data-[selected=true]:bg-selected pointer-coarse:h-11 [&_kbd]:invisible data-[selected=true]:[&_kbd]:visible";
const groupClass =
  "[&_[cmdk-group-heading]]:px-3.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";

/** Jumps to any page, id, address or name. */
export function Palette({ isOpen, onOpenChange, entries, environmentSlug }: PaletteProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const go = (href: string) => {
    onOpenChange(false);
    router.push(href);
  };
  const pages = [...navGroups.flatMap((group) => group.items), settingsItem];
  return (
    <Command.Dialog
      open={isOpen}
      onOpenChange={onOpenChange}
      label={t("palette.open")}
      filter={(value, search, keywords) => scoreEntry(keywords?.[0] ?? value, search, keywords?.slice(1))}
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed top-[15%] left-1/2 z-50 w-[560px] max-w-[calc(100vw-24px)] -translate-x-1/2 animate-appear overflow-hidden rounded-lg border border-border bg-raised shadow-float"
    >
      <div className="flex h-[42px] items-center gap-2.5 border-b border-border px-3.5">
        <Command.Input
          placeholder={t("palette.hint")}
          className="h-full grow bg-transparent text-[14px] outline-none placeholder:text-muted"
        />
        <Kbd>esc</Kbd>
      </div>
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto pb-1.5">
        <Command.Empty className="px-3.5 py-4 text-muted">{t("palette.nothing")}</Command.Empty>
        {paletteGroups.map((group) => {
          const members = entries.filter((entry) => entry.group === group);
          if (members.length === 0) return null;
          return (
            <Command.Group key={group} heading={t(`palette.groups.${group}`)} className={groupClass}>
              {members.map((entry) => (
                <Command.Item
                  key={entry.id}
                  value={entry.id}
                  keywords={[entry.label, ...(entry.keywords ?? [])]}
                  onSelect={() => go(entry.href)}
                  className={itemClass}
                >
                  {entry.tone && <StatusIcon tone={entry.tone} className="size-3.5" />}
                  <span className={cn("truncate", entry.isMono && "mono")}>{entry.label}</span>
                  {entry.hint && <span className="truncate text-muted">{entry.hint}</span>}
                  <Kbd className="ml-auto">↵</Kbd>
                </Command.Item>
              ))}
            </Command.Group>
          );
        })}
        <Command.Group heading={t("palette.groups.pages")} className={groupClass}>
          {pages.map((page) => {
            const { id, icon: Icon } = page;
            return (
              <Command.Item
                key={id}
                value={`page ${id}`}
                keywords={[t(`nav.${id}`)]}
                onSelect={() => go(hrefOf(page, environmentSlug))}
                className={itemClass}
              >
                <Icon aria-hidden="true" className="size-3.5 text-muted" />
                {t(`nav.${id}`)}
                <Kbd className="ml-auto">↵</Kbd>
              </Command.Item>
            );
          })}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
