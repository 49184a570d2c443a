import { readdirSync } from "node:fs";
import { messagesFolder } from "./messages";

export const defaultLocale = "en";

/** The languages that have a folder of messages, English first. A new language is a new folder. */
export function availableLocales(): string[] {
  const found = readdirSync(messagesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return [defaultLocale, ...found.filter((locale) => locale !== defaultLocale)];
}

/** The region whose dates and numbers a language is written with: "20 Nov 2026, 14:02" everywhere in English. */
export function regionalLocale(language: string): string {
  return language === "en" ? "en-GB" : language;
}
