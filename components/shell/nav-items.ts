import {
  Boxes,
  Cable,
  GitPullRequestArrow,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Settings,
  Waypoints,
} from "lucide-react";

export interface NavItem {
  /** Its word is `shell.nav.<id>`. */
  id: "overview" | "topology" | "connections" | "resources" | "setup" | "changes" | "settings";
  href: string;
  icon: LucideIcon;
}

export interface NavGroup {
  /** Its heading is `shell.navGroup.<id>`; the first group has none. */
  id?: "change";
  items: NavItem[];
}

/** Every page one can walk to. A new page is a line here, and a test opens each of them. */
export const navGroups: NavGroup[] = [
  {
    items: [
      { id: "overview", href: "/", icon: LayoutDashboard },
      { id: "topology", href: "/topology", icon: Waypoints },
      { id: "connections", href: "/connections", icon: Cable },
      { id: "resources", href: "/resources", icon: Boxes },
    ],
  },
  {
    id: "change",
    items: [
      { id: "setup", href: "/setup", icon: ListChecks },
      { id: "changes", href: "/changes", icon: GitPullRequestArrow },
    ],
  },
];

export const settingsItem: NavItem = { id: "settings", href: "/settings", icon: Settings };

/** The item a path belongs to: the longest address it starts with. */
export function navItemOf(pathname: string): NavItem | undefined {
  const items = [...navGroups.flatMap((group) => group.items), settingsItem];
  return items
    .filter(({ href }) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
