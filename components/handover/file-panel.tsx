import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import type { HandoverView } from "@/lib/domain/handover/handover-view";

interface FilePanelProps extends Pick<HandoverView, "file"> {
  /** Ways to have it. */
  children?: ReactNode;
}

/** The file for the device, without its keys. */
export function FilePanel({ file: { filename, text }, children }: FilePanelProps) {
  const t = useTranslations("handover.file");
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col gap-3">
        <p className="text-text-2">{t("without")}</p>
        {children && <div className="print:hidden">{children}</div>}
        <CodeBlock
          code={text}
          label={t("title")}
          title={t("name", { file: filename, lines: text.trimEnd().split("\n").length })}
        />
      </PanelBody>
    </Panel>
  );
}
