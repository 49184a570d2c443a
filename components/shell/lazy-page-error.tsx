"use client";

import { lazy, Suspense } from "react";
import type { PageErrorProps } from "./page-error";

/** Fetched when a page fails, or every page would carry it. If it cannot be fetched either, Next's own page stands in. */
const PageError = lazy(() => import("./page-error").then((module) => ({ default: module.PageError })));

/** What error.tsx of a route shows. */
export function LazyPageError(props: PageErrorProps) {
  return (
    <Suspense fallback={null}>
      <PageError {...props} />
    </Suspense>
  );
}
