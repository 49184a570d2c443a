"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cn } from "./cn";

interface CopyButtonProps {
  text: string;
  /** What is copied, for screen readers: the id itself, or "the configuration". */
  name?: string;
  className?: string;
}

/** Puts a text on the clipboard and says so for two seconds. */
export function CopyButton({ text, name = text, className }: CopyButtonProps) {
  const t = useTranslations("common.copy");
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      aria-label={t("copy", { name })}
      onClick={async () => setIsCopied(await copyText(text))}
      className={cn(
        "inline-grid size-5 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-text pointer-coarse:size-8 print:hidden",
        className,
      )}
    >
      {isCopied ? (
        <Check aria-hidden="true" className="size-3 text-up" />
      ) : (
        <Copy aria-hidden="true" className="size-3" />
      )}
      <span role="status" className="sr-only">
        {isCopied ? t("copied") : ""}
      </span>
    </button>
  );
}

/** Copies a text; false where the browser refuses. On plain http away from localhost there is no clipboard API. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  return isCopied;
}
