import type { ReactNode } from "react";
import { Words } from "@/i18n/words";

/** What the browser has to say on the list and the pages of connections. */
export default function ConnectionsLayout({ children }: { children: ReactNode }) {
  return <Words of="connections">{children}</Words>;
}
