import type { ReactNode } from "react";
import { CrumbsProvider } from "./breadcrumbs";
import { Nav, type NavProps } from "./nav";
import type { Freshness } from "./shell-types";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

interface AppShellProps extends Omit<NavProps, "isFull" | "onNavigate"> {
  /** Null until the environment was read for the first time. */
  freshness: Freshness | null;
  /** What concerns every page, such as data that could not be read any more: a `Notice` with cause and next step. */
  notice?: ReactNode;
  children: ReactNode;
}

/** The frame of every signed-in page: navigation at the left, bar on top, the page below. All it shows are its props. */
export function AppShell({ freshness, notice, children, ...nav }: AppShellProps) {
  return (
    <CrumbsProvider>
      <SkipLink />
      <div className="grid min-h-dvh grid-cols-[var(--nav)_minmax(0,1fr)] max-md:grid-cols-1 print:block">
        <div className="sticky top-0 h-dvh border-r border-border max-md:hidden print:hidden">
          <Nav {...nav} />
        </div>
        <div className="flex min-w-0 flex-col">
          <TopBar nav={nav} freshness={freshness} />
          {notice && (
            <div className="flex flex-col gap-2 px-6 pt-4 empty:hidden max-md:px-4 print:hidden">{notice}</div>
          )}
          <main id="main" tabIndex={-1} className="flex grow flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
    </CrumbsProvider>
  );
}
