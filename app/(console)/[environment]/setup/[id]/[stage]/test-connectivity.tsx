import { useTranslations } from "next-intl";
import { connectionPath } from "@/components/connections/connection-path";
import { newResourcePath } from "@/components/resources/resource-path";
import { CodeBlock } from "@/components/ui/code-block";
import { Link } from "@/components/ui/link";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { finishGuideAction } from "@/lib/server/setup/actions";
import { FinishGuide } from "./finish-guide";
import type { LoadedGuide } from "./load-guide";

/** What to try from the other end, and what to look at when nothing answers. */
export function TestConnectivity({ loaded }: { loaded: LoadedGuide }) {
  const t = useTranslations("setup.test");
  const { slug, guide, edits, network, connectionKey } = loaded;
  const hostKey = edits.find(({ kind }) => kind === "instance")?.key;
  const host = network.resources.find(({ key }) => key === hostKey);
  const address = host?.observed?.attributes.privateIpAddress;
  return (
    <div className="flex flex-col gap-4">
      <Panel>
        <PanelHeader title={t("host")} />
        <PanelBody className="flex flex-col gap-3">
          {typeof address === "string" ? (
            <>
              <p>{t("hostIs", { name: host?.name ?? "", address })}</p>
              <CodeBlock code={`ping ${address}\nssh ec2-user@${address}`} label={t("commands")} />
            </>
          ) : (
            <p>
              {t(host ? "hostStarting" : "noHost")}{" "}
              {!host && (
                <Link href={newResourcePath(slug, "instance")} className="link">
                  {t("proposeHost")}
                </Link>
              )}
            </p>
          )}
        </PanelBody>
      </Panel>
      <Panel>
        <PanelHeader title={t("nothing")} />
        <PanelBody>
          <ol className="flex list-decimal flex-col gap-1.5 pl-5">
            {(["tunnels", "routes", "device", "group", "host"] as const).map((hint) => (
              <li key={hint}>{t(`hint.${hint}`)}</li>
            ))}
          </ol>
        </PanelBody>
      </Panel>
      <FinishGuide
        slug={slug}
        id={guide.id}
        to={connectionKey ? connectionPath(slug, connectionKey) : null}
        finish={finishGuideAction}
      />
    </div>
  );
}
