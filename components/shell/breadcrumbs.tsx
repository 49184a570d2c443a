"use client";

import { ChevronRight } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { Link } from "@/components/ui/link";
import { hrefOf, navItemOf } from "./nav-items";

export interface Crumb {
  label: string;
  /** Left out for where one is. */
  href?: string;
}

const SetCrumbs = createContext<(crumbs: { path: string; crumbs: Crumb[] }) => void>(() => undefined);
const PageCrumbs = createContext<{ path: string; crumbs: Crumb[] } | null>(null);

/** Lets a page below name its place in the bar above. */
export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<{ path: string; crumbs: Crumb[] } | null>(null);
  return (
    <SetCrumbs value={setCrumbs}>
      <PageCrumbs value={crumbs}>{children}</PageCrumbs>
    </SetCrumbs>
  );
}

/** Put into a page below the first level: what follows the nav item, for instance `[{ label: "leeds" }]`. */
export function PageCrumb({ crumbs }: { crumbs: Crumb[] }) {
  const path = usePathname();
  const setCrumbs = useContext(SetCrumbs);
  const asText = JSON.stringify(crumbs);
  // The array is new with every render of the page; its text tells whether it says something new.
  const stable = useMemo<Crumb[]>(() => JSON.parse(asText), [asText]);
  useEffect(() => setCrumbs({ path, crumbs: stable }), [path, stable, setCrumbs]);
  return null;
}

/** Where one is: the nav item of the address, then what the page added. */
export function Breadcrumbs() {
  const t = useTranslations("shell");
  const path = usePathname();
  const fromPage = useContext(PageCrumbs);
  const place = navItemOf(path);
  const added = fromPage?.path === path ? fromPage.crumbs : [];
  const href = place && hrefOf(place.item, place.environmentSlug);
  const root: Crumb[] = place ? [{ label: t(`nav.${place.item.id}`), href: path === href ? undefined : href }] : [];
  const crumbs = [...root, ...added];
  return (
    <nav aria-label={t("breadcrumb")} className="min-w-0 grow">
      <ol className="flex items-center gap-1.5 whitespace-nowrap text-muted">
        {crumbs.map((crumb, index) => (
          <li key={`${crumb.href ?? ""}${crumb.label}`} className="flex min-w-0 items-center gap-1.5">
            {index > 0 && <ChevronRight aria-hidden="true" className="size-3 shrink-0" />}
            {crumb.href ? (
              <Link href={crumb.href} className="truncate hover:text-text">
                {crumb.label}
              </Link>
            ) : (
              <b className="truncate text-text" aria-current="page">
                {crumb.label}
              </b>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
