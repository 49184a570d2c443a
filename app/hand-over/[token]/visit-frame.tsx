import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand";
import { cn } from "@/components/ui/cn";

interface VisitFrameProps {
  /** One thing to do or to know, in the middle of the page. */
  isNarrow?: boolean;
  children: ReactNode;
}

/** What a page looks like for somebody who has only a link. */
export function VisitFrame({ isNarrow, children }: VisitFrameProps) {
  const t = useTranslations("handover-links.visit");
  return (
    <main
      className={cn(
        "mx-auto flex min-h-dvh w-full flex-col px-6 pt-5 pb-10 max-md:px-4 print:block print:p-0",
        isNarrow ? "max-w-[520px]" : "max-w-[1200px]",
      )}
    >
      <p className="mb-6 flex items-center gap-2 font-semibold print:hidden">
        <BrandMark className="size-5" />
        {t("product")}
      </p>
      {children}
    </main>
  );
}
