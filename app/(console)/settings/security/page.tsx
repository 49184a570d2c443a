import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { requireRight } from "@/lib/server/auth/viewer";
import { rotateSealingKeyAction } from "@/lib/server/security/actions";
import { sealingStanding } from "@/lib/server/security/queries";
import { SealingPanel } from "./sealing-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security"))("title") };
}

/** What keeps the installation's secrets encrypted, and the button that replaces it. */
export default async function SecurityPage() {
  const viewer = await requireRight("manage-installation");
  return (
    <Words of="security">
      <SealingPanel standing={await sealingStanding(viewer)} rotate={rotateSealingKeyAction} />
    </Words>
  );
}
