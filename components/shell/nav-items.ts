import {
  Boxes,
  Cable,
  GitCompareArrows,
  GitPullRequestArrow,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Settings,
  Waypoints,
} from "lucide-react";
import { environmentPath } from "./paths";

export interface NavItem {
  /** Its word is `shell.nav.<id>`. */
  id: "overview" | "topology" | "connections" | "resources" | "setup" | "changes" | "drift" | "settings";
  /** Inside an environment; settings stand beside all of them. */
  path: `/${string}`;
  icon: LucideIcon;
  /** Pressed after g it leads there. */
  key: string;
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
      { id: "overview", path: "/", icon: LayoutDashboard, key: "o" },
      { id: "topology", path: "/topology", icon: Waypoints, key: "t" },
      { id: "connections", path: "/connections", icon: Cable, key: "c" },
      { id: "resources", path: "/resources", icon: Boxes, key: "r" },
    ],
  },
  {
    id: "change",
    items: [
      { id: "setup", path: "/setup", icon: ListChecks, key: "s" },
      { id: "changes", path: "/changes", icon: GitPullRequestArrow, key: "h" },
      { id: "drift", path: "/drift", icon: GitCompareArrows, key: "d" },
    ],
  },
];

export const settingsItem: NavItem = { id: "settings", path: "/settings", icon: Settings, key: "," };

/** Where an item leads, seen from an environment; without one to the front page, which finds the first. */
export function hrefOf(item: NavItem, environmentSlug: string | undefined): string {
  if (item.id === settingsItem.id) return settingsItem.path;
  return environmentSlug === undefined ? "/" : environmentPath(environmentSlug, item.path);
}

/** The item that an address belongs to, and the environment in it: the longest path it starts with. */
export function navItemOf(pathname: string): { item: NavItem; environmentSlug?: string } | undefined {
  const [, first, ...rest] = pathname.split("/");
  if (!first) return undefined;
  if (`/${first}` === settingsItem.path) return { item: settingsItem };
  const inside = `/${rest.join("/")}`;
  const item = navGroups
    .flatMap((group) => group.items)
    .filter(({ path }) => inside === path || (path !== "/" && inside.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return item && { item, environmentSlug: decodeURIComponent(first) };
}
