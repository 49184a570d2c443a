"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { cn } from "@/components/ui/cn";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { type NavItem, navItemOf, settingsItem } from "./nav-items";
import { environmentPath } from "./paths";
import type { ShellEnvironment } from "./shell-types";

interface EnvironmentSwitcherProps {
  environments: ShellEnvironment[];
  current: ShellEnvironment | null;
  /** In the narrow rail only the bar and the initials have room. */
  isFull: boolean;
}

/** Says at any moment which account and Region one is about to touch, and changes it. */
export function EnvironmentSwitcher({ environments, current, isFull }: EnvironmentSwitcherProps) {
  const t = useTranslations("shell.environment");
  const [isSwitching, startSwitch] = useTransition();
  const router = useRouter();
  const section = navItemOf(usePathname())?.item;
  const hideInRail = isFull ? "" : "max-lg:sr-only";
  return (
    <Menu>
      <MenuTrigger
        aria-busy={isSwitching}
        className={cn(
          "my-2 mb-2.5 grid w-full grid-cols-[3px_1fr_auto] items-center gap-x-[9px] rounded-md border border-border-strong bg-surface py-1.5 pr-2 pl-[7px] text-left leading-4 hover:bg-hover",
          !isFull && "max-lg:grid-cols-[3px_1fr] max-lg:gap-x-1.5 max-lg:pr-1 max-lg:pl-1",
        )}
      >
        <EnvironmentBar isSandbox={current?.isSandbox ?? false} />
        <span className="sr-only">{t("label")}</span>
        {current ? (
          <EnvironmentName environment={current} className={hideInRail} />
        ) : (
          <span className={hideInRail}>{t("none")}</span>
        )}
        {!isFull && (
          <span aria-hidden="true" className="text-2xs font-strong lg:hidden">
            {current?.name.slice(0, 2)}
          </span>
        )}
        <ChevronsUpDown aria-hidden="true" className={cn("size-3.5 text-muted", !isFull && "max-lg:hidden")} />
        <span className="sr-only">{t("switch")}</span>
      </MenuTrigger>
      <MenuContent align="start" className="w-60">
        {environments.map((environment) => (
          <MenuItem
            key={environment.id}
            onSelect={() => startSwitch(() => router.push(environmentPath(environment.slug, sectionPath(section))))}
            aria-current={environment.id === current?.id ? "true" : undefined}
          >
            <EnvironmentBar isSandbox={environment.isSandbox} />
            <EnvironmentName environment={environment} className="grow" />
            {environment.id === current?.id && <Check aria-hidden="true" />}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

/** One stays on the page one is at; what is below it belongs to the environment that is left. */
function sectionPath(section: NavItem | undefined): NavItem["path"] {
  return section === undefined || section.id === settingsItem.id ? "/" : section.path;
}

/** Solid for what is real, hatched for a sandbox. */
function EnvironmentBar({ isSandbox }: { isSandbox: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "h-[30px] w-[3px] shrink-0 rounded-[2px]",
        isSandbox ? "hatch" : "bg-text forced-color-adjust-none",
      )}
    />
  );
}

function EnvironmentName({ environment, className }: { environment: ShellEnvironment; className?: string }) {
  return (
    <span className={cn("min-w-0", className)}>
      <b className="block truncate">{environment.name}</b>
      <span className="block truncate text-2xs text-muted">{environment.detail}</span>
    </span>
  );
}
