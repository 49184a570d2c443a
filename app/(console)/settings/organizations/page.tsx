import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { requireRight } from "@/lib/server/auth/viewer";
import {
  createOrganizationAction,
  renameOrganizationAction,
  switchOrganizationAction,
} from "@/lib/server/members/organization-actions";
import { listOrganizations } from "@/lib/server/members/organizations";
import { OrganizationsPanel } from "./organizations-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("title") };
}

export default async function OrganizationsPage() {
  const viewer = await requireRight("manage-installation");
  return (
    <Words of="organizations">
      <OrganizationsPanel
        organizations={await listOrganizations(viewer)}
        currentId={viewer.organizationId}
        actions={{
          create: createOrganizationAction,
          rename: renameOrganizationAction,
          enter: switchOrganizationAction,
        }}
      />
    </Words>
  );
}
