import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { connectionPath } from "@/components/connections/connection-path";
import { environmentPath } from "@/components/shell/paths";
import { healthTone } from "@/components/status/health";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Phrase } from "@/lib/domain/phrase";
import type { Attention, Unreadable } from "./attention";

/** More than a screen of problems is one problem: the list of connections filters better. */
const shownMax = 8;

/** What somebody should look at, worst first, each with one thing to do. */
export function AttentionList({
  slug,
  items,
  unreadable,
}: {
  slug: string;
  items: readonly Attention[];
  unreadable: readonly Unreadable[];
}) {
  const t = useTranslations("overview.attention");
  const count = items.length + unreadable.reduce((sum, { rows }) => sum + rows.length, 0);
  const hidden = items.length - shownMax;
  return (
    <Panel>
      <PanelHeader title={t("title")} count={count}>
        {hidden > 0 && (
          <Link
            href={environmentPath(slug, "/connections?status=down,degraded,never-up,unknown")}
            className="link text-xs"
          >
            {t("more", { count: hidden })}
          </Link>
        )}
      </PanelHeader>
      {count === 0 && <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>}
      <ul>
        {items.slice(0, shownMax).map((item) => (
          <AttentionItem key={item.row.key} slug={slug} item={item} />
        ))}
        {unreadable.map((group) => (
          <UnreadableItem key={group.rows[0]?.key} slug={slug} group={group} />
        ))}
      </ul>
    </Panel>
  );
}

function AttentionItem({ slug, item: { row, headline, detail, action } }: { slug: string; item: Attention }) {
  const t = useTranslations("common.health");
  return (
    <li className="grid grid-cols-[16px_minmax(72px,max-content)_minmax(0,1fr)_auto_152px] items-start gap-x-3 gap-y-1 border-b border-border py-[9px] pr-3 pl-4 last:border-b-0 max-md:grid-cols-[16px_minmax(0,1fr)_auto]">
      <span className="mt-0.5">
        <StatusIcon tone={healthTone[row.health]} />
        <span className="sr-only">{t(row.health)}</span>
      </span>
      <Link href={connectionPath(slug, row.key)} className="max-w-32 truncate font-strong hover:underline">
        {row.name}
      </Link>
      <div className="max-md:col-span-2 max-md:col-start-2 max-md:row-start-2">
        <p>
          <RichPhrase phrase={headline} />
        </p>
        {detail && (
          <p className="text-xs text-muted">
            <RichPhrase phrase={detail} />
          </p>
        )}
      </div>
      <span className="text-right text-xs leading-5 text-muted max-md:col-start-3 max-md:row-start-1">
        {row.since && <Age since={row.since} />}
      </span>
      <AttentionAction slug={slug} connectionKey={row.key} action={action} />
    </li>
  );
}

function UnreadableItem({ slug, group: { headline, since } }: { slug: string; group: Unreadable }) {
  const t = useTranslations("overview.attention");
  const words = useTranslations("common.health");
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto_152px] items-start gap-x-3 gap-y-1 border-b border-border py-[9px] pr-3 pl-4 last:border-b-0 max-md:grid-cols-[16px_minmax(0,1fr)_auto]">
      <span className="mt-0.5">
        <StatusIcon tone={healthTone.unknown} />
        <span className="sr-only">{words("unknown")}</span>
      </span>
      <p>
        <RichPhrase phrase={headline} />
      </p>
      <span className="text-right text-xs leading-5 text-muted">{since && <Age since={since} />}</span>
      <Button asChild size="small" className="max-md:col-span-2 max-md:col-start-2 max-md:justify-self-start">
        <Link href={environmentPath(slug, "/connections?status=unknown")}>{t("showUnreadable")}</Link>
      </Button>
    </li>
  );
}

function AttentionAction({
  slug,
  connectionKey,
  action,
}: {
  slug: string;
  connectionKey: string;
  action: Attention["action"];
}) {
  const t = useTranslations("overview.attention");
  const [href, label] = ((): [string, string] => {
    switch (action.kind) {
      case "review":
        return [
          environmentPath(slug, `/changes/${action.changeNumber}`),
          t("review", { number: String(action.changeNumber) }),
        ];
      case "configuration":
        return [connectionPath(slug, connectionKey, "configuration"), t("configuration")];
      case "open":
        return [connectionPath(slug, connectionKey), t("open")];
      default: {
        const impossible: never = action;
        throw new Error(`Unknown action: ${impossible}`);
      }
    }
  })();
  return (
    <Button asChild size="small" className="max-md:col-span-2 max-md:col-start-2 max-md:justify-self-start">
      <Link href={href}>{label}</Link>
    </Button>
  );
}

/** A phrase whose addresses and literal words stand in mono. */
function RichPhrase({ phrase: { key, values } }: { phrase: Phrase }) {
  const t = useTranslations();
  return t.rich(key, { ...values, mono: (text: ReactNode) => <span className="mono">{text}</span> });
}
