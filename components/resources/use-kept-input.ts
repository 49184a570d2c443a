"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Keeps what is filled in while the page is away: a session that ended, a reload, a wrong link. `plain` must hold no key;
 * it stays in this browser tab. Returns what was kept the last time, once, after the page has come to life.
 */
export function useKeptInput<Values>(name: string, plain: Values, { isChanged }: { isChanged: boolean }) {
  const [kept, setKept] = useState<Values | null>(null);
  const isOver = useRef(false);
  const place = `underpass input ${name}`;
  useEffect(() => {
    const text = sessionStorage.getItem(place);
    if (text !== null) setKept(JSON.parse(text));
  }, [place]);
  const text = JSON.stringify(plain);
  useEffect(() => {
    if (isChanged && !isOver.current) sessionStorage.setItem(place, text);
  }, [place, text, isChanged]);
  return {
    kept,
    forget: () => {
      isOver.current = true;
      sessionStorage.removeItem(place);
      setKept(null);
    },
    dismiss: () => setKept(null),
  };
}
