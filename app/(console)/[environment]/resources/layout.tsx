import type { ReactNode } from "react";
import { Words } from "@/i18n/words";

/** What the browser has to say on the lists, pages and forms of resources. */
export default function ResourcesLayout({ children }: { children: ReactNode }) {
  return <Words of="resources">{children}</Words>;
}
