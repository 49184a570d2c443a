import { FileKey2, FileText, KeyRound, type LucideIcon } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import type { LinkGift } from "@/lib/domain/handover/link-state";
import type { Viewer } from "@/lib/server/auth/viewer";
import { type HandoverLink, listLinks } from "@/lib/server/handover/links";
import { MakeLink } from "./make-link";
import { RevokeLink } from "./revoke-link";

interface LinksPanelProps {
  viewer: Viewer;
  slug: string;
  connectionKey: string;
  handover: { id: string; number: number };
  isOutdated: boolean;
}

/** The links by which people who do not sign in have a hand-over. Needs the words of the part "handover". */
export async function LinksPanel({ viewer, slug, connectionKey, handover, isOutdated }: LinksPanelProps) {
  const [links, t] = await Promise.all([
    listLinks(viewer, { handoverId: handover.id }),
    getTranslations("handover-links.list"),
  ]);
  return (
    <Panel className="print:hidden">
      <PanelHeader title={t("title")} count={links.length} />
      <PanelBody className="flex flex-col gap-3">
        <p className="text-text-2">{t("about")}</p>
        <MakeLink
          environmentSlug={slug}
          connectionKey={connectionKey}
          number={handover.number}
          mayReveal={viewer.can("reveal-keys")}
          disabledReason={isOutdated ? t("outdated") : viewer.can("edit") ? undefined : t("noRight")}
        />
      </PanelBody>
      {links.length > 0 && (
        <ul className="border-t border-border">
          {links.map((link) => (
            <LinkLine key={link.id} link={link} canRevoke={viewer.can("edit") && link.state === "open"} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const icons: Record<LinkGift, LucideIcon> = { page: FileText, file: FileKey2, keys: KeyRound };

async function LinkLine({ link, canRevoke }: { link: HandoverLink; canRevoke: boolean }) {
  const t = await getTranslations("handover-links.list");
  const { id, gives, state, madeAt, madeByName, expiresAt, openedAt, usedAt, acknowledgedAt } = link;
  const Icon = icons[gives];
  const instant = (at: Date) => () => <Instant at={at} />;
  return (
    <li className="flex items-start gap-2 border-b border-border px-4 py-2 last:border-b-0">
      <Icon aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-muted" />
      <div className="min-w-0 grow">
        <p className={state === "open" ? "font-strong" : undefined}>{t(`gives.${gives}`)}</p>
        <p className="text-xs text-muted">
          {state === "open" && t.rich("until", { instant: instant(expiresAt) })}
          {state === "used" && usedAt && t.rich("used", { instant: instant(usedAt) })}
          {state === "expired" && t.rich("expired", { instant: instant(expiresAt) })}
          {state === "revoked" && t("revoked")}
        </p>
        <p className="text-xs text-muted">{t.rich("made", { name: madeByName, instant: instant(madeAt) })}</p>
        {openedAt && <p className="text-xs text-muted">{t.rich("opened", { instant: instant(openedAt) })}</p>}
        {acknowledgedAt && (
          <p className="text-xs text-up-text">{t.rich("acknowledged", { instant: instant(acknowledgedAt) })}</p>
        )}
      </div>
      {canRevoke && <RevokeLink id={id} gift={t(`gives.${gives}`)} />}
    </li>
  );
}
