import { redirect } from "next/navigation";
import { environmentPath } from "@/components/shell/paths";
import { requireViewer } from "@/lib/server/auth/viewer";
import { lastEnvironment } from "./last-environment";

/** The front page is the overview of the environment one was in; the first one is entered in the settings. */
export default async function FrontPage(): Promise<never> {
  const environment = await lastEnvironment(await requireViewer());
  redirect(environment ? environmentPath(environment.slug, "/") : "/settings/environments");
}
