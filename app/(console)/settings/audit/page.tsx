import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { type AuditSearch, parseAuditFilter } from "@/lib/domain/audit/audit-filter";
import {
  checkAuditAction,
  removeWebhookAction,
  saveWebhookAction,
  testWebhookAction,
} from "@/lib/server/audit/actions";
import { auditedEnvironments, auditStanding, listAudit } from "@/lib/server/audit/queries";
import { webhookState } from "@/lib/server/audit/webhook";
import { requireRight } from "@/lib/server/auth/viewer";
import { AuditFilterForm } from "./audit-filter-form";
import { AuditList } from "./audit-list";
import { ChainPanel } from "./chain-panel";
import { WebhookPanel } from "./webhook-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

/** Who did what in the organization, whether the record is whole, and where it is sent. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<AuditSearch> }) {
  const [viewer, search] = await Promise.all([requireRight("administer"), searchParams]);
  const filter = parseAuditFilter(search);
  const before = Number(search.before);
  const [page, environments, standing, webhook] = await Promise.all([
    listAudit(viewer, { filter, before: Number.isSafeInteger(before) && before > 0 ? before : null }),
    auditedEnvironments(viewer),
    auditStanding(viewer),
    webhookState(viewer),
  ]);
  return (
    <Words of="audit">
      <div className="flex flex-col gap-4">
        <ChainPanel standing={standing} verify={checkAuditAction} />
        <AuditList page={page} filter={filter} isFirst={search.before === undefined}>
          {/* Filled in anew when the address changes, by a link or by going back. */}
          <AuditFilterForm key={JSON.stringify(filter)} filter={filter} environments={environments} />
        </AuditList>
        <WebhookPanel
          // A saved secret empties its field.
          key={webhook?.url ?? ""}
          webhook={webhook}
          actions={{ save: saveWebhookAction, test: testWebhookAction, remove: removeWebhookAction }}
        />
      </div>
    </Words>
  );
}
