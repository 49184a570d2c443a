"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Menu, MenuContent, MenuItem, MenuRadio, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import {
  type Density,
  densities,
  parseDensity,
  parseTheme,
  rememberPreference,
  type Theme,
  themes,
} from "./preferences";
import type { ShellUser } from "./shell-types";

interface UserMenuProps {
  user: ShellUser;
  /** Languages that have messages; with only one there is nothing to choose. */
  locales: string[];
  onSignOut: () => Promise<unknown>;
  onSwitchOrganization: (input: { organizationId: string }) => Promise<unknown>;
  isFull: boolean;
}

/** The person signed in, how the console looks to them, and the way out. */
export function UserMenu({ user, locales, onSignOut, onSwitchOrganization, isFull }: UserMenuProps) {
  const t = useTranslations("shell.user");
  const locale = useLocale();
  const router = useRouter();
  const { theme, density, setTheme, setDensity } = useLook();
  const [, startSignOut] = useTransition();
  const [, startSwitch] = useTransition();
  const enter = (organizationId: string) =>
    startSwitch(async () => {
      await onSwitchOrganization({ organizationId });
      // Everything on the page belongs to the organization that is left, so all of it is loaded anew.
      window.location.assign("/");
    });

  return (
    <Menu>
      <MenuTrigger
        className={cn(
          "flex h-7 w-full items-center gap-[9px] rounded-md px-2 text-left text-text-2 hover:bg-hover pointer-coarse:h-11",
          !isFull && "max-lg:justify-center max-lg:px-0",
        )}
      >
        <Avatar name={user.name} className="-ml-0.5 size-[18px]! text-[9px]!" />
        <span className={cn("truncate", !isFull && "max-lg:sr-only")}>{user.name}</span>
        <span className="sr-only">{t("menu")}</span>
      </MenuTrigger>
      <MenuContent side="top" align="start" className="w-52">
        <p className="truncate px-2 py-1 text-xs text-muted">{user.email}</p>
        <MenuSeparator />
        {user.organizations.length > 1 && (
          <>
            <MenuRadio
              label={t("organization")}
              value={user.organizationId}
              onChange={enter}
              options={user.organizations.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <MenuSeparator />
          </>
        )}
        <MenuRadio
          label={t("theme")}
          value={theme}
          onChange={setTheme}
          options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
        />
        <MenuRadio
          label={t("density")}
          value={density}
          onChange={setDensity}
          options={densities.map((value) => ({ value, label: t(`densities.${value}`) }))}
        />
        {locales.length > 1 && (
          <MenuRadio
            label={t("language")}
            value={locales.find((language) => locale.startsWith(language)) ?? locale}
            onChange={(value) => {
              rememberPreference("locale", value);
              router.refresh();
            }}
            options={locales.map((value) => ({ value, label: nativeName(value) }))}
          />
        )}
        <MenuSeparator />
        <MenuItem onSelect={() => startSignOut(async () => void (await onSignOut()))}>
          <LogOut aria-hidden="true" />
          {t("signOut")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

/** A language in its own words, as someone looks for it who cannot read the present one. */
function nativeName(locale: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(locale) ?? locale;
}

/** Theme and density as they stand on <html>; a choice takes effect at once and is remembered for the next page. */
function useLook() {
  const [theme, keepTheme] = useState<Theme>("system");
  const [density, keepDensity] = useState<Density>("default");
  useEffect(() => {
    keepTheme(parseTheme(document.documentElement.dataset.theme));
    keepDensity(parseDensity(document.documentElement.dataset.density));
  }, []);
  return {
    theme,
    density,
    setTheme(value: Theme) {
      if (value === "system") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = value;
      rememberPreference("theme", value);
      keepTheme(value);
    },
    setDensity(value: Density) {
      document.documentElement.dataset.density = value;
      rememberPreference("density", value);
      keepDensity(value);
    },
  };
}
