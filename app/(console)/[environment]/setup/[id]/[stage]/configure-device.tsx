"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface ConfigureDeviceProps {
  slug: string;
  connectionKey: string;
  /** What it announces by BGP. */
  prefixes: string[];
  configure: (input: {
    environmentSlug: string;
    connectionKey: string;
    prefixes: string[];
  }) => Promise<ActionResult<void>>;
}

/** In a sandbox the device is simulated, and one button does what its admin would. */
export function ConfigureDevice({ slug, connectionKey, prefixes, configure }: ConfigureDeviceProps) {
  const t = useTranslations("setup.device");
  const { act, isActing, error } = useAct(configure);
  return (
    <Notice
      tone={error ? "down" : "neutral"}
      role={error ? "alert" : undefined}
      action={
        <Button
          size="small"
          busy={isActing}
          onClick={() => void act({ environmentSlug: slug, connectionKey, prefixes })}
        >
          {t("configure")}
        </Button>
      }
    >
      {error ?? t("simulated")}
    </Notice>
  );
}
