import { getTranslations } from "next-intl/server";
import type { Phrase } from "@/lib/domain/phrase";

/** `usePhrase` for async server functions: metadata, route handlers, actions. */
export async function getPhrase(): Promise<(phrase: Phrase) => string> {
  const t = await getTranslations();
  return (phrase) => t(phrase.key, phrase.values);
}
