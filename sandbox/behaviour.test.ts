import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const text = readFileSync(new URL("./BEHAVIOUR.md", import.meta.url), "utf8");

/** As the renderers of Markdown make them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

test("every section of BEHAVIOUR.md is in its contents, and every link in it leads to a heading", () => {
  const headings = [...text.matchAll(/^(#{2,3}) (.+)$/gm)].map(([, level, title = ""]) => ({ level, title }));
  const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  const sections = headings.filter(({ level }) => level === "##").map(({ title }) => anchorOf(title));
  expect(sections.filter((anchor) => !links.includes(anchor))).toEqual([]);
  const anchors = headings.map(({ title }) => anchorOf(title));
  expect(links.filter((anchor = "") => !anchors.includes(anchor))).toEqual([]);
});
