"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { BrandMark } from "./brand";
import { EnvironmentSwitcher } from "./environment-switcher";
import { hrefOf, type NavItem, navGroups, navItemOf, settingsItem } from "./nav-items";
import type { NavCounts, ShellEnvironment, ShellUser } from "./shell-types";
import { UserMenu } from "./user-menu";

export interface NavProps {
  environments: ShellEnvironment[];
  currentEnvironment: ShellEnvironment | null;
  user: ShellUser;
  onSignOut: () => Promise<unknown>;
  onSwitchOrganization: (input: { organizationId: string }) => Promise<unknown>;
  locales: string[];
  counts: NavCounts;
  /** True in the sheet of a phone; the fixed column narrows to icons below 1100 px. */
  isFull?: boolean;
  onNavigate?: () => void;
}

/** Where one can go, and which environment all of it is about. */
export function Nav({ isFull = false, ...props }: NavProps) {
  const t = useTranslations("shell");
  const current = navItemOf(usePathname())?.item;
  const item = (entry: NavItem) => (
    <NavLink
      key={entry.id}
      item={entry}
      href={hrefOf(entry, props.currentEnvironment?.slug)}
      label={t(`nav.${entry.id}`)}
      count={props.counts[entry.id]}
      isCurrent={entry.id === current?.id}
      isFull={isFull}
      onNavigate={props.onNavigate}
    />
  );
  return (
    <nav aria-label={t("navigation")} className="flex h-full flex-col overflow-y-auto px-2 py-2.5">
      <Link
        href="/"
        className="flex h-7 shrink-0 items-center gap-2 px-2 text-sm font-semibold tracking-[-0.01em]"
        onClick={props.onNavigate}
      >
        <BrandMark className="size-[18px] shrink-0" />
        <span className={isFull ? "" : "max-lg:sr-only"}>{t("product")}</span>
      </Link>
      <EnvironmentSwitcher environments={props.environments} current={props.currentEnvironment} isFull={isFull} />
      {navGroups.map((group) => (
        <div
          key={group.id ?? "top"}
          className={cn(!isFull && group.id && "max-lg:mt-2 max-lg:border-t max-lg:border-border max-lg:pt-2")}
        >
          {group.id && (
            <h2 className={cn("px-2 pt-2.5 pb-[3px] text-2xs font-medium text-muted", !isFull && "max-lg:sr-only")}>
              {t(`navGroup.${group.id}`)}
            </h2>
          )}
          {group.items.map(item)}
        </div>
      ))}
      <div className="mt-auto border-t border-border pt-2">
        {item(settingsItem)}
        <UserMenu
          user={props.user}
          locales={props.locales}
          onSignOut={props.onSignOut}
          onSwitchOrganization={props.onSwitchOrganization}
          isFull={isFull}
        />
      </div>
    </nav>
  );
}

interface NavLinkProps {
  item: NavItem;
  href: string;
  label: string;
  count: number | undefined;
  isCurrent: boolean;
  isFull: boolean;
  onNavigate: (() => void) | undefined;
}

function NavLink({ item, href, label, count, isCurrent, isFull, onNavigate }: NavLinkProps) {
  const Icon = item.icon;
  return (
    <Link
      href={href}
      title={isFull ? undefined : label}
      aria-current={isCurrent ? "page" : undefined}
      onClick={onNavigate}
      className={cn(
        "flex h-7 items-center gap-[9px] rounded-md px-2 text-text-2 hover:bg-hover pointer-coarse:h-11",
        "aria-[current]:bg-selected aria-[current]:font-strong aria-[current]:text-text",
        !isFull && "max-lg:justify-center max-lg:px-0",
      )}
    >
      <Icon
        aria-hidden="true"
        className={cn("size-[15px] shrink-0", isCurrent ? "text-accent" : "text-muted")}
        strokeWidth={1.75}
      />
      <span className={isFull ? "" : "max-lg:sr-only"}>{label}</span>
      {count !== undefined && (
        <span className={cn("ml-auto text-xs font-normal text-muted tabular-nums", !isFull && "max-lg:hidden")}>
          {count}
        </span>
      )}
    </Link>
  );
}
