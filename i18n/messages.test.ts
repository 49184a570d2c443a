import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { availableLocales } from "./locales";
import { loadMessages, type Messages } from "./messages";
import { usedKeys } from "./used-keys";

function lookUp(messages: Messages, key: string): string | Messages | undefined {
  return key.split(".").reduce<string | Messages | undefined>((found, part) => {
    return typeof found === "object" ? found[part] : undefined;
  }, messages);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test."))
    .map((path) => join(folder, path));
}

test("every message that code asks for by name exists in English", () => {
  const english = loadMessages("en");
  const missing = ["app", "components"].flatMap(sourceFiles).flatMap((file) =>
    usedKeys(readFileSync(file, "utf8"))
      .filter((key) => typeof lookUp(english, key) !== "string")
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test("keys are found under the namespace they were asked in, also when a name is bound twice", () => {
  const source = `
    function A() { const t = useTranslations("a.b"); return t("one") + t.rich("two", {}); }
    async function B() { const t = await getTranslations(); return t("c.three"); }
  `;
  expect(usedKeys(source)).toEqual(["a.b.one", "a.b.two", "c.three"]);
});

test("English comes first among the languages", () => {
  expect(availableLocales()[0]).toBe("en");
});

test("what a language lacks is said in English", () => {
  expect(loadMessages("xx")).toEqual(loadMessages("en"));
});
