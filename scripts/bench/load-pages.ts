import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "@playwright/test";
import { listRoutes, routeOf } from "./routes";

/** A page has what it wants when no script came for so long. */
const QUIET_MS = 700;

export interface LoadedPage {
  /** Its folder, such as "/[environment]/topology". */
  route: string;
  /** Of all scripts that the browser fetched, each compressed with gzip; 1 kB is 1,000 bytes. */
  kilobytes: number;
  scripts: number;
}

interface Where {
  browser: Browser;
  baseUrl: string;
  /** Playwright's storage state of somebody who is signed in. */
  session: string;
  /** Addresses to begin with besides the front page, for pages that nothing in the demo leads to. */
  entries?: string[];
}

/**
 * Loads one address of each route, found by following links, each into an empty browser cache. Routes that no link leads
 * to are `unreached`; those that only redirect are left out.
 */
export async function loadEveryPage(where: Where): Promise<{ pages: LoadedPage[]; unreached: string[] }> {
  const routes = listRoutes();
  const signIn = await visit(where, "/sign-in", { isSignedIn: false });
  const pages = new Map([["/sign-in", { route: "/sign-in", ...signIn.weight }]]);
  const waiting = ["/", ...(where.entries ?? [])];
  const asked = new Set<string>();
  const redirecting = new Set<string>();
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    const route = routeOf(routes, new URL(address, where.baseUrl).pathname);
    if (!route || asked.has(route.name)) continue;
    asked.add(route.name);
    const { landed, links, weight } = await visit(where, address);
    waiting.push(...links);
    const shown = routeOf(routes, landed);
    if (!shown) continue;
    if (shown !== route) redirecting.add(route.name);
    asked.add(shown.name);
    if (!pages.has(shown.name)) pages.set(shown.name, { route: shown.name, ...weight });
  }
  const unreached = routes.map(({ name }) => name).filter((name) => !pages.has(name) && !redirecting.has(name));
  return { pages: [...pages.values()].sort((a, b) => b.kilobytes - a.kilobytes), unreached };
}

/** The kilobytes of all scripts of one address, and of what is done there, into an empty browser cache. */
export async function weighVisit(where: Where, address: string, act?: (page: Page) => Promise<void>): Promise<number> {
  return (await visit(where, address, { act })).weight.kilobytes;
}

interface Visit {
  /** Where redirects led. */
  landed: string;
  /** Paths that the page links to. */
  links: string[];
  weight: Pick<LoadedPage, "kilobytes" | "scripts">;
}

interface VisitOptions {
  isSignedIn?: boolean;
  /** What is done on the page; what that fetches is weighed too. */
  act?: (page: Page) => Promise<void>;
}

async function visit(
  { browser, baseUrl, session }: Where,
  address: string,
  { isSignedIn = true, act }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext(isSignedIn ? { storageState: session } : {});
  const page = await context.newPage();
  const scripts: Response[] = [];
  let lastAt = Date.now();
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push(response);
    lastAt = Date.now();
  });
  const response = await page.goto(baseUrl + address, { waitUntil: "load" });
  if (response?.status() !== 200) throw new Error(`${address} answered ${response?.status()}`);
  await act?.(page);
  lastAt = Date.now();
  while (Date.now() - lastAt < QUIET_MS) await sleep(50);
  const bodies = await Promise.all(scripts.map((script) => script.body()));
  const links = await page
    .locator("a[href^='/']")
    .evaluateAll((anchors) =>
      anchors.map((anchor) => new URL(anchor.getAttribute("href") ?? "/", location.href).pathname),
    );
  const landed = new URL(page.url()).pathname;
  await context.close();
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  return { landed, links, weight: { kilobytes: bytes / 1000, scripts: scripts.length } };
}
