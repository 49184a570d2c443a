import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { requireViewer } from "@/lib/server/auth/viewer";
import { findEnvironment } from "@/lib/server/environments/queries";
import { ConsoleShell } from "../console-shell";
import { FreezeNotice } from "./freeze-notice";
import { ReadingNotice } from "./reading-notice";

interface EnvironmentLayoutProps {
  params: Promise<{ environment: string }>;
  children: ReactNode;
}

export default async function EnvironmentLayout({ params, children }: EnvironmentLayoutProps) {
  const [viewer, { environment: slug }] = await Promise.all([requireViewer(), params]);
  const environment = await findEnvironment(viewer, slug);
  if (!environment) notFound();
  return (
    <ConsoleShell
      viewer={viewer}
      environment={environment}
      hasAge
      notice={
        <>
          <FreezeNotice viewer={viewer} environment={environment} />
          <ReadingNotice viewer={viewer} environment={environment} />
        </>
      }
    >
      {children}
    </ConsoleShell>
  );
}
