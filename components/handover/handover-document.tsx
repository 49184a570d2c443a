import type { ReactNode } from "react";
import type { HandoverView } from "@/lib/domain/handover/handover-view";
import { ChecksPanel } from "./checks-panel";
import { ExpectationsPanel } from "./expectations-panel";
import { FilePanel } from "./file-panel";
import { ParametersPanel } from "./parameters-panel";
import { SincePanel } from "./since-panel";

interface HandoverDocumentProps {
  view: HandoverView;
  /** Ways to the file, under what is said of it. */
  fileActions?: ReactNode;
}

/** What a device's admin needs of a hand-over, in the order in which they work: signed in or by a link, on a screen or on paper. */
export function HandoverDocument({ view, fileActions }: HandoverDocumentProps) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {view.since && <SincePanel since={view.since} />}
      <ExpectationsPanel expectations={view.expectations} />
      <FilePanel file={view.file}>{fileActions}</FilePanel>
      <ChecksPanel checks={view.checks} />
      <ParametersPanel groups={view.parameters} />
    </div>
  );
}
