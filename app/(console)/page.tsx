import { requireViewer } from "@/lib/server/auth/viewer";

export default async function FrontPage() {
  const viewer = await requireViewer();
  return <p>{viewer.name}</p>;
}
