import { expect, test } from "vitest";
import { hrefOf, navGroups, navItemOf, settingsItem } from "./nav-items";

const items = navGroups.flatMap((group) => group.items);

test.each(items)("the address of $id leads back to it, and so does all below it", (item) => {
  const href = hrefOf(item, "seoul");
  expect(navItemOf(href)).toEqual({ item, environmentSlug: "seoul" });
  if (item.path !== "/") expect(navItemOf(`${href}/leeds`)?.item).toBe(item);
});

test("an environment named like a page is told apart from it", () => {
  expect(navItemOf("/changes")?.item.id).toBe("overview");
  expect(navItemOf("/changes/changes/12")?.item.id).toBe("changes");
});

test("settings belong to no environment", () => {
  expect(hrefOf(settingsItem, "seoul")).toBe("/settings");
  expect(navItemOf("/settings/members")).toEqual({ item: settingsItem });
});

test("without an environment every item leads to the front page, which finds the first step", () => {
  for (const item of items) expect(hrefOf(item, undefined)).toBe("/");
});

test("after g each page has a key of its own", () => {
  const keys = [...items, settingsItem].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
