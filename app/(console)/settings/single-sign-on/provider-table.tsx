"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Age } from "@/components/ui/age";
import { Link } from "@/components/ui/link";
import { Switch } from "@/components/ui/switch";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Role } from "@/lib/domain/changes/rights";

interface Provider {
  id: string;
  name: string;
  issuer: string;
  defaultRole: Role | null;
  isEnabled: boolean;
  lastSignInAt: Date | null;
}

type Enable = (input: { id: string; isEnabled: boolean }) => Promise<ActionResult<void>>;

/** The providers of the organization, each with its switch. */
export function ProviderTable({ providers, enable }: { providers: Provider[]; enable: Enable }) {
  const t = useTranslations("access.sso");
  const tRoles = useTranslations("settings.roles");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("name")}</Th>
          <Th>{t("issuer")}</Th>
          <Th>{t("defaultRole")}</Th>
          <Th>{t("lastSignIn")}</Th>
          <Th>{t("signIns")}</Th>
        </tr>
      </thead>
      <tbody>
        {providers.map((provider) => (
          <Tr key={provider.id}>
            <Td>
              <Link href={`/settings/single-sign-on/${provider.id}`} className="font-strong">
                {provider.name}
              </Link>
            </Td>
            <Td className="mono max-w-80 truncate">{provider.issuer}</Td>
            <Td>{provider.defaultRole === null ? t("noDefaultRole") : tRoles(provider.defaultRole)}</Td>
            <Td>
              {provider.lastSignInAt ? (
                <Age since={provider.lastSignInAt.toISOString()} form="ago" />
              ) : (
                <span className="text-muted">{t("never")}</span>
              )}
            </Td>
            <Td>
              <EnableSwitch provider={provider} enable={enable} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function EnableSwitch({ provider: { id, name, isEnabled }, enable }: { provider: Provider; enable: Enable }) {
  const t = useTranslations("access.sso");
  const { act, isActing, error } = useAct(enable);
  return (
    <>
      <Switch
        aria-label={t("enable", { name })}
        label={isEnabled ? t("on") : t("off")}
        checked={isEnabled}
        aria-busy={isActing}
        onChange={(event) => void act({ id, isEnabled: event.target.checked })}
      />
      {error && (
        <p role="alert" className="max-w-64 text-xs whitespace-normal text-down-text">
          {error}
        </p>
      )}
    </>
  );
}
