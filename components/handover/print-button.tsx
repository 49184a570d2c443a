"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** Prints the hand-over, which looks its part on paper. */
export function PrintButton() {
  const t = useTranslations("handover.print");
  return (
    <Button size="small" className="print:hidden" onClick={() => window.print()}>
      <Printer aria-hidden="true" />
      {t("act")}
    </Button>
  );
}
