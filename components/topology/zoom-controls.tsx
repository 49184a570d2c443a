"use client";

import { useReactFlow, useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** Nearer, farther, all of it, and how near one is. */
export function ZoomControls({ onFit }: { onFit: () => void }) {
  const t = useTranslations("topology.zoom");
  const { zoomIn, zoomOut } = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="flex divide-x divide-border rounded-md border border-border-strong bg-raised text-text-2">
      <ZoomButton aria-label={t("out")} onClick={() => zoomOut()}>
        <Minus aria-hidden="true" className="size-3.5" />
      </ZoomButton>
      <span className="grid w-11 place-items-center text-2xs tabular-nums">{t("percent", { percent })}</span>
      <ZoomButton aria-label={t("in")} onClick={() => zoomIn()}>
        <Plus aria-hidden="true" className="size-3.5" />
      </ZoomButton>
      <ZoomButton aria-label={t("fit")} onClick={onFit}>
        <Maximize aria-hidden="true" className="size-3.5" />
      </ZoomButton>
    </div>
  );
}

function ZoomButton({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={cn("grid size-7 place-items-center hover:bg-hover pointer-coarse:size-11", className)}
      {...props}
    />
  );
}
