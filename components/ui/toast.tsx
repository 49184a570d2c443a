"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { Show } from "./toaster";

/** Fetched with the first toast: most visits show none. */
const SonnerToaster = lazy(() => import("./toaster"));

let show: Show | null = null;
let onFirst: (() => void) | null = null;
const waiting: ((show: Show) => void)[] = [];

/** Where toasts appear; stands once in the root layout. */
export function Toaster() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    onFirst = () => setNeeded(true);
    if (waiting.length > 0) onFirst();
    return () => {
      onFirst = null;
      show = null;
    };
  }, []);
  return <Suspense fallback={null}>{isNeeded && <SonnerToaster onReady={showWaiting} />}</Suspense>;
}

/** Says what happened where no page does. */
export const toast = {
  success: (message: string) => say((show) => show.success(message)),
};

interface Undoable {
  message: string;
  undoLabel: string;
  onUndo: () => void;
}

/** Friction level 1: it is done already, and for ten seconds it can be taken back. */
export function toastUndo({ message, undoLabel, onUndo }: Undoable) {
  say((show) => show(message, { duration: 10_000, action: { label: undoLabel, onClick: onUndo } }));
}

function say(message: (show: Show) => void) {
  if (show) return message(show);
  waiting.push(message);
  onFirst?.();
}

function showWaiting(ready: Show) {
  show = ready;
  for (const message of waiting.splice(0)) message(show);
}
