"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { isTaken } from "./is-taken";
import { hrefOf, navGroups, settingsItem } from "./nav-items";

const ShortcutList = lazy(() => import("./shortcut-list").then((module) => ({ default: module.ShortcutList })));

/** As long as one may think between g and the letter of a page. */
const SECOND_KEY_MS = 1500;

/** `?` lists the shortcuts, g and a letter go to a page. Keys typed into a field are text. */
export function Shortcuts({ environmentSlug }: { environmentSlug: string | undefined }) {
  const router = useRouter();
  const [isListed, setIsListed] = useState(false);
  useEffect(() => {
    let pressedG = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const isSecond = event.timeStamp - pressedG < SECOND_KEY_MS;
      pressedG = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (event.key === "?") {
        event.preventDefault();
        return setIsListed(true);
      }
      const page = [...navGroups.flatMap(({ items }) => items), settingsItem].find(({ key }) => key === event.key);
      if (!isSecond || !page) return;
      event.preventDefault();
      router.push(hrefOf(page, environmentSlug));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [router, environmentSlug]);
  if (!isListed) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutList onClose={() => setIsListed(false)} />
    </Suspense>
  );
}
