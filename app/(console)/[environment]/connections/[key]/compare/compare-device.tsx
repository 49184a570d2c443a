"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { TEXT_LENGTH_MAX } from "@/lib/domain/devices/reading/text-length";
import { compareDeviceAction } from "@/lib/server/compare/actions";
import type { DeviceComparison } from "@/lib/server/compare/compare-device";
import { ComparisonResult } from "./comparison-result";
import { PastedText } from "./pasted-text";

interface CompareDeviceProps {
  slug: string;
  connectionKey: string;
}

/** A text is pasted, compared, and forgotten with the page: it stands in no address and in no storage of the browser. */
export function CompareDevice({ slug, connectionKey }: CompareDeviceProps) {
  const t = useTranslations("compare");
  const [text, setText] = useState("");
  const [result, setResult] = useState<DeviceComparison | null>(null);
  const { act, isActing, error, forget } = useAct(compareDeviceAction, (found) => setResult(found ?? null));
  const isTooLong = text.length > TEXT_LENGTH_MAX;
  const write = (written: string) => {
    setText(written);
    // What stands below would be of another text.
    setResult(null);
    forget();
  };
  return (
    <div className="flex flex-col gap-4">
      <Panel>
        <PanelHeader title={t("title")} />
        <PanelBody className="flex flex-col gap-3">
          <p className="text-text-2">{t("intro")}</p>
          <PastedText text={text} onWrite={write} />
          <Button
            variant="primary"
            className="self-start"
            busy={isActing}
            disabledReason={text.trim() === "" ? t("form.empty") : isTooLong ? t("form.shorten") : undefined}
            onClick={() => void act({ environmentSlug: slug, connectionKey, text })}
          >
            {isActing ? t("form.comparing") : t("form.compare")}
          </Button>
          {error && <ErrorState title={t("form.failed")}>{error}</ErrorState>}
        </PanelBody>
      </Panel>
      <div aria-live="polite">
        {result === null ? (
          <Panel>
            <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>
          </Panel>
        ) : (
          <ComparisonResult result={result} />
        )}
      </div>
    </div>
  );
}
