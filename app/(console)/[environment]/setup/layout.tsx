import type { ReactNode } from "react";
import { Words } from "@/i18n/words";

/** What the browser has to say on the guides. */
export default function SetupLayout({ children }: { children: ReactNode }) {
  return <Words of="setup">{children}</Words>;
}
