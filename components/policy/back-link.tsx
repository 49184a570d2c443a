import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

/** From the page of one thing back to the list of all of them. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="inline-flex items-center gap-1 text-xs text-muted hover:text-text">
      <ArrowLeft aria-hidden="true" className="size-3" />
      {children}
    </Link>
  );
}
