import { useTranslations } from "next-intl";
import { resourcePath } from "@/components/resources/resource-path";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { NetworkResource } from "@/lib/server/network/known-resources";

interface ResourceLinksProps {
  slug: string;
  title: string;
  /** What stands here when there are none. */
  none: string;
  note?: string;
  resources: readonly NetworkResource[];
}

/** Resources that hang together with this one. */
export function ResourceLinks({ slug, title, none, note, resources }: ResourceLinksProps) {
  const words = useTranslations("kinds");
  return (
    <Panel>
      <PanelHeader title={title} count={resources.length} />
      {resources.length === 0 && <p className="px-4 py-3 text-muted">{none}</p>}
      {note && <p className="border-b border-border px-4 py-2 text-xs text-text-2">{note}</p>}
      <ul>
        {resources.map(({ key, kind, name }) => (
          <li key={key} className="flex min-h-row items-center gap-2 border-b border-border px-4 py-1 last:border-b-0">
            <Link href={resourcePath(slug, key)} className="min-w-0 truncate font-strong hover:underline">
              {name}
            </Link>
            <span className="ml-auto shrink-0 text-xs text-muted">{words(`${kind}.label`)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
