import { useTranslations } from "next-intl";
import { Panel, PanelBody } from "@/components/ui/panel";
import type { ActionError } from "@/lib/errors";
import { VisitFrame } from "./visit-frame";

const KNOWN = ["link-unknown", "link-expired", "link-used", "link-outdated", "link-limited"] as const;

/** Why a link does not open, and whom to ask. Of what else went wrong a stranger learns nothing. */
export function RefusedLink({ refusal }: { refusal: ActionError }) {
  const t = useTranslations("handover-links.visit.refused");
  const errors = useTranslations("errors");
  const code = KNOWN.find((one) => one === refusal.code);
  return (
    <VisitFrame isNarrow>
      <h1 className="mb-4">{t(`title.${code ?? "other"}`)}</h1>
      <Panel>
        <PanelBody>
          <p>{code ? errors(code, refusal.values) : t("other")}</p>
        </PanelBody>
      </Panel>
    </VisitFrame>
  );
}
