import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { HandoverView } from "@/lib/domain/handover/handover-view";
import { useParameterName } from "./parameter-name";

interface OutdatedNoticeProps {
  view: HandoverView;
  /** Where another hand-over of the connection is shown; absent for who may not go there. */
  hrefOf?: (number: number) => string;
  action?: ReactNode;
}

/** Why a hand-over must not be used any more; nothing while it may. */
export function OutdatedNotice({ view: { outdated, connection }, hrefOf, action }: OutdatedNoticeProps) {
  const t = useTranslations("handover.outdated");
  const all = useTranslations("handover");
  const nameOf = useParameterName();
  if (outdated === null) return null;
  const { missing, replacedBy, keys, parameters } = outdated;
  return (
    <Notice tone="degraded" action={action}>
      <p className="font-strong">{t("title")}</p>
      {missing && <p>{t(missing, { name: connection.name })}</p>}
      {replacedBy !== null && (
        <p>
          {t.rich("replaced", {
            number: replacedBy,
            link: (words) =>
              hrefOf ? (
                <Link href={hrefOf(replacedBy)} className="link-inline">
                  {words}
                </Link>
              ) : (
                words
              ),
          })}
        </p>
      )}
      {keys.length > 0 && <p>{t("keys", { count: keys.length, addresses: keys.join(", ") })}</p>}
      {parameters.length > 0 && (
        <>
          <p>{t("parameters", { count: parameters.length })}</p>
          <ul className="list-disc pl-4">
            {parameters.map((change) => (
              <li key={JSON.stringify(change)} className="break-words">
                {t(change.tunnels.length === 0 ? "was" : "wasAt", {
                  name: nameOf(change),
                  address: change.tunnels.join(", "),
                  before: change.before || all("nothing"),
                  after: change.after || all("nothing"),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{t("next")}</p>
    </Notice>
  );
}
