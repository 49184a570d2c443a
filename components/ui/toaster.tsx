"use client";

import { CircleCheck, Info, OctagonX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";

export type Show = typeof toast;

/** Where toasts appear. `onReady` is called once it is there: what is shown before is lost. */
export default function SonnerToaster({ onReady }: { onReady: (show: Show) => void }) {
  const t = useTranslations("common.toast");
  useEffect(() => onReady(toast), [onReady]);
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={t("region")}
      gap={8}
      style={{ fontFamily: "var(--sans)" }}
      icons={{
        success: <CircleCheck className="size-4 text-up" />,
        error: <OctagonX className="size-4 text-down" />,
        info: <Info className="size-4 text-muted" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[min(360px,calc(100vw-32px))] items-start gap-2 rounded-lg border border-border bg-raised px-3 py-2.5 text-sm shadow-float",
          icon: "mt-0.5 shrink-0",
          content: "grow",
          title: "font-normal",
          description: "text-xs text-muted",
          actionButton: "link-inline ml-auto font-strong",
        },
      }}
    />
  );
}
