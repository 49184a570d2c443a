import { redirect } from "next/navigation";
import { requireViewer } from "@/lib/server/auth/viewer";

export default async function SettingsPage(): Promise<never> {
  await requireViewer();
  redirect("/settings/environments");
}
