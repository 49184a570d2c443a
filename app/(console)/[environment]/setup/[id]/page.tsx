import { notFound, redirect } from "next/navigation";
import { stagePath } from "@/components/setup/setup-path";
import { requireViewer } from "@/lib/server/auth/viewer";
import { findGuide } from "@/lib/server/setup/guides";

/** Takes a guide up where it was left. */
export default async function GuidePage({ params }: { params: Promise<{ environment: string; id: string }> }) {
  const [viewer, { environment: slug, id }] = await Promise.all([requireViewer(), params]);
  const guide = await findGuide(viewer, { environmentSlug: slug, id });
  if (!guide) notFound();
  redirect(stagePath(slug, id, guide.stage));
}
