"use client";

import { Menu as MenuIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Breadcrumbs } from "./breadcrumbs";
import { Freshness } from "./freshness";
import { Nav, type NavProps } from "./nav";
import { PaletteTrigger } from "./palette-trigger";
import type { Freshness as FreshnessFacts } from "./shell-types";
import { Shortcuts } from "./shortcuts";

interface TopBarProps {
  nav: NavProps;
  /** Null until the environment was read for the first time. */
  freshness: FreshnessFacts | null;
}

/** Where one is, how old the data is, and the search. In a sandbox its lower edge is hatched. */
export function TopBar({ nav, freshness }: TopBarProps) {
  return (
    <header className="sticky top-0 z-20 bg-background print:hidden">
      <div className="flex h-bar items-center gap-3 border-b border-border px-6 max-md:px-4">
        <NavSheet nav={nav} />
        <Breadcrumbs />
        {freshness && <Freshness {...freshness} />}
        <PaletteTrigger environmentSlug={nav.currentEnvironment?.slug} />
        <Shortcuts environmentSlug={nav.currentEnvironment?.slug} />
      </div>
      {nav.currentEnvironment?.isSandbox && (
        <div aria-hidden="true" className="hatch -mt-px -mb-0.5 h-[3px] opacity-80" />
      )}
    </header>
  );
}

/** The navigation of a phone. */
function NavSheet({ nav }: { nav: NavProps }) {
  const t = useTranslations("shell");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        icon
        aria-label={t("openNavigation")}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
        className="-ml-2 md:hidden"
      >
        <MenuIcon aria-hidden="true" className="size-4!" />
      </Button>
      {isOpen && (
        <Modal
          aria-label={t("navigation")}
          onClose={() => setIsOpen(false)}
          className="inset-y-0 left-0 h-dvh max-h-none w-[min(264px,85vw)] animate-appear border-0! border-r! bg-background"
        >
          <Nav {...nav} isFull onNavigate={() => setIsOpen(false)} />
        </Modal>
      )}
    </>
  );
}
