import type { ReactNode } from "react";
import { requireViewer } from "@/lib/server/auth/viewer";

/** Nobody sees a page of the console without being signed in. Pages ask again for what they show: a layout is not always run. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireViewer();
  return children;
}
