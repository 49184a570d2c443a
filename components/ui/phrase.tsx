import { useTranslations } from "next-intl";
import type { Phrase } from "@/lib/domain/phrase";

/**
 * Renders what domain code says. Works in server and client components; an async server function uses `getPhrase` from
 * `phrase-server`. Its key was chosen by code, so a missing text is a bug and throws in development.
 */
export function usePhrase(): (phrase: Phrase) => string {
  const t = useTranslations();
  return (phrase) => t(phrase.key, phrase.values);
}

/** A phrase as text in place. */
export function PhraseText({ phrase }: { phrase: Phrase }) {
  return usePhrase()(phrase);
}
