"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { cn } from "./cn";

export interface Tab {
  href: string;
  label: string;
  count?: number;
}

interface TabsProps {
  /** Names the row for screen readers. */
  label: string;
  tabs: Tab[];
  className?: string;
  children?: ReactNode;
}

/** Parts of one thing, each with its own address. The current one is the longest address the page begins with. */
export function Tabs({ label, tabs, className, children }: TabsProps) {
  const path = usePathname();
  const current = tabs
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav
      aria-label={label}
      className={cn(
        "flex gap-5 overflow-x-auto overflow-y-hidden border-b border-border px-6 max-md:px-4 print:hidden",
        className,
      )}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab === current ? "page" : undefined}
          className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-muted hover:text-text aria-[current]:border-text aria-[current]:font-strong aria-[current]:text-text pointer-coarse:h-11"
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-xs font-normal text-muted tabular-nums">{tab.count}</span>}
        </Link>
      ))}
      {children}
    </nav>
  );
}
