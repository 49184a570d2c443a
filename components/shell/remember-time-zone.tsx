"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { preferenceCookies, rememberPreference } from "./preferences";

/** Tells the server the reader's time zone and has the page written again in it; on a first visit it was in UTC. */
export function RememberTimeZone() {
  const router = useRouter();
  const writtenIn = useTimeZone();
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    // Told already: a zone the server does not know must not refresh the page for ever.
    const isTold = document.cookie.includes(`${preferenceCookies.timeZone}=${encodeURIComponent(timeZone)}`);
    if (timeZone === writtenIn || isTold) return;
    rememberPreference("timeZone", timeZone);
    router.refresh();
  }, [router, writtenIn]);
  return null;
}
