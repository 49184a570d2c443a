"use client";

export { LazyPageError as default } from "@/components/shell/lazy-page-error";
