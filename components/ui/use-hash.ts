"use client";

import { useSyncExternalStore } from "react";

/** The part of the address after "#" as it stands there, without it; "" on the server. */
export function useHash(): string {
  return useSyncExternalStore(
    subscribe,
    () => window.location.hash.slice(1),
    () => "",
  );
}

function subscribe(onChange: () => void): () => void {
  // A link of the router changes the address without a hashchange, and popstate tells of Back.
  window.addEventListener("hashchange", onChange);
  window.addEventListener("popstate", onChange);
  return () => {
    window.removeEventListener("hashchange", onChange);
    window.removeEventListener("popstate", onChange);
  };
}
