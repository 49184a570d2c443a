import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

// Addresses as they are written: environmentPath(slug, "/x/…"), stagePath's and pieceLinks' templates, and links outside of environments.
const inEnvironment = [/environmentPath\([\w.]+,\s*["'`](\/[^"'`]*)/g, /`\$\{base\}(\/[^`]*)`/g];
const outside = [/(?:href=\{?|push\(|redirect\()["'`](\/[^"'`]*)/g];

/** "/changes/${number}?show=all" → "/changes/*": what is put in is one part of the address, and what follows ? is none. */
function shapeOf(link: string): string {
  const withoutQuery = link.replace(/\$\{write\w+\(.*$/, "").split("?")[0] ?? "";
  return withoutQuery.replace(/\$\{[^}]*\}?\)*\}?/g, "*").replace(/(?<=.)\/$/, "");
}

function linksIn(patterns: readonly RegExp[]): { file: string; shape: string }[] {
  return filesIn(["app", "components"]).flatMap((file) => {
    const text = fs.readFileSync(path.join(root, file), "utf8");
    return patterns.flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ([, link = ""]) => ({ file, shape: shapeOf(link) })),
    );
  });
}

function filesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(folder, file)),
  );
}

/** What the folders of app answer to: groups are no part of an address, [name] stands for one part. */
const routes = filesIn(["app"])
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) => {
    const parts = path.dirname(file).split(path.sep).slice(1);
    const shown = parts.filter((part) => !part.startsWith("("));
    return new RegExp(
      `^/${shown.map((part) => (part.startsWith("[") ? "[^/]+" : part.replaceAll(".", "\\."))).join("/")}$`,
    );
  });

function leadsNowhere(address: string): boolean {
  return !routes.some((route) => route.test(address));
}

test("every link inside an environment leads to a page", () => {
  const links = linksIn(inEnvironment);
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter(({ shape }) => leadsNowhere(`/*${shape === "/" ? "" : shape}`))).toEqual([]);
});

test("every link outside of environments leads to a page", () => {
  const links = linksIn(outside);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter(({ shape }) => leadsNowhere(shape))).toEqual([]);
});
