import fs from "node:fs";
import path from "node:path";

const APP = path.resolve(import.meta.dirname, "../../app");

export interface Route {
  /** As its folder says: "/[environment]/connections/[key]". */
  name: string;
  /** True for the path of an address that this route answers. */
  answers(pathname: string): boolean;
}

/** Every page of the product, from its folders; those with fewer variable parts first, as Next chooses among them. */
export function listRoutes(): Route[] {
  return fs
    .readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => `/${path.dirname(file).split(path.sep).filter(isInAddress).join("/")}`)
    .sort((a, b) => countVariables(a) - countVariables(b) || a.localeCompare(b))
    .map((name) => ({ name, answers: (pathname) => patternOf(name).test(pathname) }));
}

/** The route of an address; of several, the one with the fewest variable parts. */
export function routeOf(routes: readonly Route[], pathname: string): Route | undefined {
  return routes.find((route) => route.answers(pathname));
}

/** Folders in round brackets only group. */
function isInAddress(folder: string): boolean {
  return folder !== "." && !folder.startsWith("(");
}

function countVariables(name: string): number {
  return name.split("[").length - 1;
}

function patternOf(name: string): RegExp {
  return new RegExp(`^${name.replace(/\[[^\]]+\]/g, "[^/]+")}$`);
}
