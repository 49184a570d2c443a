import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { listKeys } from "@/lib/server/auth/api-keys";
import { createKeyAction, revokeKeyAction } from "@/lib/server/auth/key-actions";
import { requireViewer } from "@/lib/server/auth/viewer";
import { KeysPanel } from "./keys-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.keys");
  return { title: t("title") };
}

export default async function ApiKeysPage() {
  const viewer = await requireViewer();
  return (
    <Words of="api-keys">
      <KeysPanel
        keys={await listKeys(viewer)}
        now={new Date()}
        showsOwners={viewer.can("administer")}
        actions={{ create: createKeyAction, revoke: revokeKeyAction }}
      />
    </Words>
  );
}
