"use client";

import { NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { joinWords, type WordTree } from "./pick-words";

/** Messages for what stands inside; those from around it stay. Used by `Words` only. */
export function AddWords({ words, children }: { words: WordTree; children: ReactNode }) {
  const around = useMessages();
  const all = useMemo(() => joinWords(around, words), [around, words]);
  return (
    <NextIntlClientProvider locale={useLocale()} messages={all}>
      {children}
    </NextIntlClientProvider>
  );
}
