"use client";

import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";

interface PersonProps {
  name: string;
  email: string;
  /** A provider's word put them where they are listed. */
  isFromProvider: boolean;
  isViewer?: boolean;
}

/** A member as a line of a list begins with them. */
export function Person({ name, email, isFromProvider, isViewer }: PersonProps) {
  const t = useTranslations("settings.members");
  return (
    <span className="flex items-center gap-2.5">
      <Avatar name={name} />
      <span className="min-w-0">
        <b className="font-strong">{name}</b>
        {isViewer && <span className="text-muted"> · {t("you")}</span>}
        {isFromProvider && <Badge className="ml-2">{t("fromProvider")}</Badge>}
        <span className="block text-xs text-muted">{email}</span>
      </span>
    </span>
  );
}
