import type { ReactNode } from "react";
import { requireViewer } from "@/lib/server/auth/viewer";
import { ConsoleShell } from "../console-shell";
import { lastEnvironment } from "../last-environment";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  return (
    <ConsoleShell viewer={viewer} environment={await lastEnvironment(viewer)} hasAge={false}>
      {children}
    </ConsoleShell>
  );
}
